// A row of the table that the door is built from, and what its handler is given.
import type { Context } from 'hono';
import type { PersonSession } from '../../account/accounts.ts';
import type { PersonRole } from '../../account/membership.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import type { Caller, Who } from '../access/role.ts';
import type { Door } from '../door.ts';

export interface Call {
  c: Context;
  node: SelvedgeNode;
  door: Door;
  caller: Caller;
  /** Who is signed in; undefined where nobody is, where a key came, and where the row does not look. */
  session: PersonSession | undefined;
  /** Media type of the body; '' where the row takes none. */
  sent: string;
  /** Media type of the answer that the caller accepts. */
  wanted: string;
}

export interface Route {
  method: 'GET' | 'POST';
  /** As Hono writes it: `/lots/:id`. */
  path: string;
  who: Who;
  /** Everybody may ask, and the answer depends on who is signed in. `lengthens`: the session lives on from now. */
  person?: 'looks' | 'lengthens';
  /** Of people, only those with one of these roles. */
  persons?: readonly PersonRole[];
  /** Media types of the body; absent = no body. */
  takes?: readonly string[];
  /** Member of the answer that is shown once: where the same request comes again (Idempotency-Key), it is null. */
  shownOnce?: string;
  /** Its answer holds verdicts that are worked out while it is asked for: so many are let in at once (access/crowd.ts). */
  judges?: true;
  /** Media types of the answer, the usual one first. */
  gives: readonly string[];
  handle(call: Call): Response | Promise<Response>;
}

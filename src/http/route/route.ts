// A row of the table that the door is built from, and what its handler is given.
import type { Context } from 'hono';
import type { SelvedgeNode } from '../../flow/node.ts';
import type { Caller, Who } from '../access/role.ts';
import type { Door } from '../door.ts';

export interface Call {
  c: Context;
  node: SelvedgeNode;
  door: Door;
  caller: Caller;
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
  /** Media types of the body; absent = no body. */
  takes?: readonly string[];
  /** Media types of the answer, the usual one first. */
  gives: readonly string[];
  handle(call: Call): Response | Promise<Response>;
}

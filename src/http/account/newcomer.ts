// Somebody who takes on a membership: a person who is signed in, or a new one.
import type { Accounts } from '../../account/accounts.ts';
import { addressHeader } from '../../account/names.ts';
import type { NewPerson } from '../../account/sign-in-face.ts';
import type { Answer } from '../../flow/node.ts';
import { clientAddress } from '../access/address.ts';
import { refused } from '../problem/problem.ts';
import type { Call } from '../route/route.ts';

export interface Newcomer {
  user: string;
  cookies: string[];
  /** Takes back what was made, where what it was made for does not come about. */
  undo(): Promise<void>;
}

/** Whoever is signed in, else a person made of what was sent. FIELD_INVALID, EMAIL_TAKEN, PASSWORD_NOT_TAKEN. */
export async function newcomer(
  call: Call,
  accounts: Accounts,
  sent: Partial<NewPerson>,
): Promise<Answer<Newcomer>> {
  const { session } = call;
  if (session !== undefined)
    return { ok: true, value: { user: session.person.id, cookies: [], undo: async () => {} } };
  const { name, email, password } = sent;
  if (name === undefined || email === undefined || password === undefined) {
    const field = name === undefined ? 'name' : email === undefined ? 'email' : 'password';
    return refused('FIELD_INVALID', `${field} is missing: nobody is signed in.`, {
      field,
      pointer: `/${field}`,
    });
  }
  const added = await accounts.signIn.add(newcomerOf({ name, email, password }), askedHeaders(call));
  if (!added.ok) return added;
  const { user, cookies } = added.value;
  return { ok: true, value: { user, cookies, undo: () => accounts.signIn.remove(user) } };
}

export function newcomerOf({ name, email, password }: NewPerson): NewPerson {
  return { name: name.trim(), email: email.trim(), password };
}

/** The headers of a request, with the address that it came from, for what is kept of a session. */
export function askedHeaders({ c, door }: Call): Headers {
  const headers = new Headers();
  for (const name of ['host', 'user-agent', 'cookie']) {
    const value = c.req.header(name);
    if (value !== undefined) headers.set(name, value);
  }
  headers.set(addressHeader, clientAddress(c, door.trustProxy));
  return headers;
}

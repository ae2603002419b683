// A person who is signed in, as a caller: by the membership that their session acts by.
import type { PersonSession } from '../../account/accounts.ts';
import type { PersonRole } from '../../account/membership.ts';
import type { Answer } from '../../flow/node.ts';
import { refused } from '../problem/problem.ts';
import type { Route } from '../route/route.ts';
import { anonymous, type Caller, type Role } from './role.ts';

const roleOf: Readonly<Record<PersonRole, Role>> = {
  operator: 'operator',
  reader: 'reader',
  manager: 'party',
  clerk: 'party',
  viewer: 'party',
};

/** Somebody without a membership may do what everybody may. */
export function callerBy({ person, active }: PersonSession): Caller {
  if (active === undefined) return anonymous;
  const { party, level, role, sites } = active;
  return { role: roleOf[role], party, level, person: { user: person.id, role, sites } };
}

/** What a row asks of people beyond what it asks of keys. ROLE_NOT_ALLOWED. */
export function admitPerson(
  caller: Caller,
  { who, method, persons }: Pick<Route, 'who' | 'method' | 'persons'>,
): Answer<Caller> {
  const role = caller.person?.role;
  if (persons !== undefined && (role === undefined || !persons.includes(role)))
    return refused(
      'ROLE_NOT_ALLOWED',
      `This is for ${persons.join(' and ')}: you are ${role ?? 'neither'} here.`,
    );
  const isForRoles = typeof who !== 'string';
  if (persons === undefined && isForRoles && role === 'viewer' && method !== 'GET')
    return refused('ROLE_NOT_ALLOWED', 'A viewer reads and changes nothing.');
  return { ok: true, value: caller };
}

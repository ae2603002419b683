// What a person may do for whom: a role in a party, or at the node itself (party null). A change ends one membership and
// begins another, so that it can be told later who could do what at a time.
import type { DatabaseSync } from 'node:sqlite';
import type { Level } from '../flow/answers.ts';
import { inTransaction } from '../store/transaction.ts';
import { withdrawLinks } from './withdrawn.ts';

/** `operator` and `reader` (an auditor) belong to the node, the others to a party. */
export type PersonRole = 'operator' | 'reader' | 'manager' | 'clerk' | 'viewer';

export const nodeRoles: readonly PersonRole[] = ['operator', 'reader'];
export const partyRoles: readonly PersonRole[] = ['manager', 'clerk', 'viewer'];

/** What may be given: the terms of an invitation, and of the membership that it becomes. */
export interface Terms {
  role: PersonRole;
  /** null = the node itself. */
  party: string | null;
  /** Facilities that a clerk is limited to; null = all of the party. */
  sites: string[] | null;
  /** The most that is shown. */
  level: Level;
}

export interface Membership extends Terms {
  id: number;
  user: string;
  createdAtMs: number;
  endedAtMs: number | null;
}

// As for API keys: a party sees its own, and of others what everybody sees.
export const usualLevel: Readonly<Record<PersonRole, Level>> = {
  operator: 'full',
  reader: 'full',
  manager: 'country',
  clerk: 'country',
  viewer: 'country',
};

export interface Memberships {
  /** Those that have not ended, oldest first. */
  of(user: string): Membership[];
  /** All that ever were of a party (null = of the node), oldest first. */
  ofParty(party: string | null): Membership[];
  all(): Membership[];
  /** Whoever has one for this party already gets the new terms. */
  begin(user: string, terms: Terms, atMs: number): Membership;
  /** For the first person of a node: false where an operator is there already. */
  beginFirstOperator(user: string, atMs: number): boolean;
  /** False where there is none. */
  end(user: string, party: string | null, atMs: number): boolean;
  hasOperator(): boolean;
}

export function membershipsIn(database: DatabaseSync): Memberships {
  const all = (where: string, ...values: (string | null)[]): Membership[] =>
    database
      .prepare(`SELECT * FROM membership ${where} ORDER BY id`)
      .all(...values)
      .map(membershipOf);
  return {
    of: (user) => all('WHERE user = ? AND ended_at_ms IS NULL', user),
    ofParty: (party) => all('WHERE party IS ?', party),
    all: () => all(''),
    begin: (user, terms, atMs) => begun(database, user, terms, atMs),
    beginFirstOperator: (user, atMs) => Number(database.prepare(firstOperator).run(user, atMs).changes) > 0,
    end: (user, party, atMs) => inTransaction(database, () => ended(database, user, party, atMs)),
    hasOperator: () => all("WHERE role = 'operator' AND ended_at_ms IS NULL").length > 0,
  };
}

const firstOperator = `INSERT INTO membership (user, party, role, level, created_at_ms)
  SELECT ?, NULL, 'operator', 'full', ?
  WHERE NOT EXISTS (SELECT 1 FROM membership WHERE role = 'operator' AND ended_at_ms IS NULL)`;

/** Inside of a transaction of its caller. */
function begun(database: DatabaseSync, user: string, terms: Terms, atMs: number): Membership {
  ended(database, user, terms.party, atMs, terms);
  const { party, role, sites, level } = terms;
  const row = database
    .prepare(
      'INSERT INTO membership (user, party, role, sites, level, created_at_ms) VALUES (?, ?, ?, ?, ?, ?) RETURNING *',
    )
    .get(user, party, role, sites === null ? null : JSON.stringify(sites), level, atMs);
  return membershipOf(row ?? {});
}

function ended(
  database: DatabaseSync,
  user: string,
  party: string | null,
  atMs: number,
  next?: Terms,
): boolean {
  const row = database
    .prepare(
      'UPDATE membership SET ended_at_ms = ? WHERE user = ? AND party IS ? AND ended_at_ms IS NULL RETURNING *',
    )
    .get(atMs, user, party);
  if (row === undefined) return false;
  withdrawLinks(database, membershipOf(row), next, atMs);
  return true;
}

function membershipOf(row: Record<string, unknown>): Membership {
  return {
    ...termsOf(row),
    id: Number(row['id']),
    user: String(row['user']),
    createdAtMs: Number(row['created_at_ms']),
    endedAtMs: row['ended_at_ms'] === null ? null : Number(row['ended_at_ms']),
  };
}

/** The terms in a row of a membership or of an invitation. */
export function termsOf(row: Record<string, unknown>): Terms {
  return {
    role: row['role'] as PersonRole,
    party: row['party'] as string | null,
    sites: typeof row['sites'] === 'string' ? (JSON.parse(row['sites']) as string[]) : null,
    level: row['level'] as Level,
  };
}

// Invitations of people: a link that counts once. The token is 256 random bits, so SHA-256 is enough at rest
// (src/http/access/key.ts says why). Invitations between parties are records in the log (docs/protocol/record.md).
import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../store/transaction.ts';
import { type Membership, type Memberships, type Terms, termsOf } from './membership.ts';

export interface Invitation extends Terms {
  /** 16 hex digits; public. */
  id: string;
  /** What the inviter calls it: for whom it is. */
  note: string | null;
  /** null = made on the command line. */
  invitedBy: string | null;
  createdAtMs: number;
  expiresAtMs: number;
  usedAtMs: number | null;
  usedBy: string | null;
  revokedAtMs: number | null;
}

export interface InvitationWish extends Terms {
  note: string | null;
  invitedBy: string | null;
  expiresAtMs: number;
}

export interface Invitations {
  /** `token` is shown once and kept nowhere. */
  make(wish: InvitationWish, atMs: number): { invitation: Invitation; token: string };
  /** The invitation that somebody with this token may accept now; undefined for every other, and that is all that is said. */
  open(id: string, token: string, atMs: number): Invitation | undefined;
  /** Spends it and begins the membership, both or neither; undefined where it is not open any more. */
  accept(id: string, token: string, user: string, atMs: number): Membership | undefined;
  ofParty(party: string | null): Invitation[];
  all(): Invitation[];
  find(id: string): Invitation | undefined;
  /** False where it is spent or revoked already. */
  revoke(id: string, atMs: number): boolean;
}

export function invitationsIn(database: DatabaseSync, memberships: Memberships): Invitations {
  const all = (where: string, ...values: (string | null)[]): Invitation[] =>
    database
      .prepare(`SELECT * FROM invitation ${where} ORDER BY created_at_ms DESC, id`)
      .all(...values)
      .map(invitationOf);
  const open = (id: string, token: string, atMs: number): Invitation | undefined =>
    openOne(database, id, token, atMs);
  return {
    make: (wish, atMs) => made(database, wish, atMs),
    open,
    accept: (id, token, user, atMs) =>
      inTransaction(database, () => {
        const invitation = open(id, token, atMs);
        if (invitation === undefined) return undefined;
        database
          .prepare('UPDATE invitation SET used_at_ms = ?, used_by = ? WHERE id = ?')
          .run(atMs, user, id);
        return memberships.begin(user, invitation, atMs);
      }),
    ofParty: (party) => all('WHERE party IS ?', party),
    all: () => all(''),
    find: (id) => all('WHERE id = ?', id)[0],
    revoke: (id, atMs) => {
      const revoked = database.prepare(revocation).run(atMs, id);
      return Number(revoked.changes) > 0;
    },
  };
}

const revocation =
  'UPDATE invitation SET revoked_at_ms = ? WHERE id = ? AND revoked_at_ms IS NULL AND used_at_ms IS NULL';

function made(
  database: DatabaseSync,
  wish: InvitationWish,
  atMs: number,
): { invitation: Invitation; token: string } {
  const id = randomBytes(8).toString('hex');
  const token = randomBytes(32).toString('base64url');
  const { role, party, sites, level, note, invitedBy, expiresAtMs } = wish;
  const row = database
    .prepare(
      `INSERT INTO invitation (id, token_hash, role, party, sites, level, note, invited_by, created_at_ms, expires_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
    )
    .get(
      ...[id, hashOf(token), role, party, sites === null ? null : JSON.stringify(sites), level],
      ...[note, invitedBy, atMs, expiresAtMs],
    );
  return { invitation: invitationOf(row ?? {}), token };
}

const nobody = new Uint8Array(32);

/** Takes the same steps for a known and an unknown id. */
function openOne(database: DatabaseSync, id: string, token: string, atMs: number): Invitation | undefined {
  const row = database.prepare('SELECT * FROM invitation WHERE id = ?').get(id);
  const same = timingSafeEqual(hashOf(token), (row?.['token_hash'] as Uint8Array | undefined) ?? nobody);
  if (row === undefined || !same) return undefined;
  const invitation = invitationOf(row);
  const { usedAtMs, revokedAtMs, expiresAtMs } = invitation;
  return usedAtMs === null && revokedAtMs === null && atMs < expiresAtMs ? invitation : undefined;
}

function hashOf(token: string): Uint8Array {
  return hash('sha256', token, 'buffer');
}

function invitationOf(row: Record<string, unknown>): Invitation {
  const time = (name: string): number | null => (row[name] === null ? null : Number(row[name]));
  return {
    ...termsOf(row),
    id: String(row['id']),
    note: row['note'] as string | null,
    invitedBy: row['invited_by'] as string | null,
    createdAtMs: Number(row['created_at_ms']),
    expiresAtMs: Number(row['expires_at_ms']),
    usedAtMs: time('used_at_ms'),
    usedBy: row['used_by'] as string | null,
    revokedAtMs: time('revoked_at_ms'),
  };
}

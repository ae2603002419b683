// What somebody could still open for themselves or for others after they lost a right to look after people: links that they have made.
import type { DatabaseSync } from 'node:sqlite';
import { hasTable } from '../store/database.ts';
import type { Membership, Terms } from './membership.ts';

/** Ends the invitations and the links for new passwords that a manager or operator has made, unless `next` leaves them as much as before. */
export function withdrawLinks(
  database: DatabaseSync,
  { user, party, role, level }: Membership,
  next: Terms | undefined,
  atMs: number,
): void {
  if (role !== 'manager' && role !== 'operator') return;
  if (next?.role === role && next.level === level) return;
  // An operator invites to every party.
  const invited = 'UPDATE invitation SET revoked_at_ms = ? WHERE invited_by = ? AND used_at_ms IS NULL';
  database
    .prepare(`${invited} AND revoked_at_ms IS NULL AND (? = 'operator' OR party IS ?)`)
    .run(atMs, user, role, party);
  if (!hasTable(database, 'verification')) return;
  // better-auth keeps whom such a link is for; the trail knows who has made it.
  const made = `SELECT subject FROM audit WHERE user = ? AND party IS ? AND action = ? AND at_ms > ?`;
  database
    .prepare(`DELETE FROM "verification" WHERE "value" IN (${made})`)
    .run(user, party, resetAction, atMs - linkMs);
}

export const resetAction = 'made a password reset link';
/** How long such a link counts. */
const linkMs = 86_400_000;

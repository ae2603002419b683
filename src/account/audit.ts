// The audit trail: what people and administrators have done, only added to (a trigger in the database keeps it so).
// It names people and addresses of the API, never what was sent.
import type { DatabaseSync } from 'node:sqlite';

export interface AuditNote {
  /** Who did it; null = nobody who is signed in (a set-up, the command line). */
  user: string | null;
  /** As what: the role of the person, or `command line`. */
  role: string;
  /** Whom it concerns; null = the node itself. */
  party: string | null;
  /** What was done, in words that stay: `invited`, `revoked a key`, `POST /capture`, … */
  action: string;
  /** To whom or what: an id. */
  subject?: string | null;
  detail?: Record<string, unknown>;
}

export interface AuditEntry {
  id: number;
  atMs: number;
  user: string | null;
  role: string;
  party: string | null;
  action: string;
  subject: string | null;
  detail: Record<string, unknown> | null;
}

/** Sign-ins that were refused in one hour. */
export interface RefusedSignIns {
  hourMs: number;
  /** null = no person by that e-mail address. */
  user: string | null;
  count: number;
}

export interface Audit {
  note(note: AuditNote): void;
  /** Newest first. `party` undefined = of all; `before`: only older than this id. */
  read(query: { party?: string | null; before?: number; limit: number }): AuditEntry[];
  /** Counted, not listed: an attacker must not be able to fill the trail. */
  signInRefused(user: string | null): void;
  refusedSignIns(limit: number): RefusedSignIns[];
}

const hourMs = 3_600_000;

export function auditIn(database: DatabaseSync, nowMs: () => number): Audit {
  return {
    note: (note) => add(database, note, nowMs()),
    read: ({ party, before, limit }) => {
      const ofParty = party === undefined ? '' : 'AND party IS ?2';
      const values = party === undefined ? [] : [party];
      return database
        .prepare(`SELECT * FROM audit WHERE id < ?1 ${ofParty} ORDER BY id DESC LIMIT ${Math.trunc(limit)}`)
        .all(before ?? Number.MAX_SAFE_INTEGER, ...values)
        .map(entryOf);
    },
    signInRefused: (user) => {
      const hour = Math.floor(nowMs() / hourMs) * hourMs;
      database.prepare(oneMore).run(hour, user ?? '');
    },
    refusedSignIns: (limit) =>
      database
        .prepare('SELECT * FROM refused_sign_in ORDER BY hour_ms DESC, user LIMIT ?')
        .all(limit)
        .map((row) => ({
          hourMs: Number(row['hour_ms']),
          user: String(row['user']) || null,
          count: Number(row['count']),
        })),
  };
}

const oneMore = `INSERT INTO refused_sign_in (hour_ms, user, count) VALUES (?, ?, 1)
  ON CONFLICT (hour_ms, user) DO UPDATE SET count = count + 1`;

function add(database: DatabaseSync, note: AuditNote, atMs: number): void {
  const { user, role, party, action, subject = null, detail } = note;
  database
    .prepare(
      'INSERT INTO audit (at_ms, user, role, party, action, subject, detail) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(atMs, user, role, party, action, subject, detail === undefined ? null : JSON.stringify(detail));
}

function entryOf(row: Record<string, unknown>): AuditEntry {
  return {
    id: Number(row['id']),
    atMs: Number(row['at_ms']),
    user: row['user'] as string | null,
    role: String(row['role']),
    party: row['party'] as string | null,
    action: String(row['action']),
    subject: row['subject'] as string | null,
    detail: typeof row['detail'] === 'string' ? (JSON.parse(row['detail']) as Record<string, unknown>) : null,
  };
}

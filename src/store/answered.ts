// Answers to requests that carried an Idempotency-Key: the same request again is answered, not done, a second time.
import type { DatabaseSync } from 'node:sqlite';
import type { AnsweredRequests } from '../flow/ports.ts';

export function openAnswered(database: DatabaseSync): AnsweredRequests {
  return {
    find: (caller, key) => {
      const row = database
        .prepare('SELECT * FROM answered_request WHERE caller = ? AND key = ?')
        .get(caller, key);
      return row === undefined
        ? undefined
        : {
            request: String(row['request']),
            status: Number(row['status']),
            headers: JSON.parse(String(row['headers'])) as Record<string, string>,
            body: row['body'] as string | null,
            answeredAtMs: Number(row['answered_at_ms']),
          };
    },
    keep: (caller, key, { request, status, headers, body, answeredAtMs }) =>
      void database
        .prepare(
          'INSERT OR IGNORE INTO answered_request (caller, key, request, status, headers, body, answered_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
        )
        .run(caller, key, request, status, JSON.stringify(headers), body, answeredAtMs),
    drop: (beforeMs) =>
      void database.prepare('DELETE FROM answered_request WHERE answered_at_ms < ?').run(beforeMs),
  };
}

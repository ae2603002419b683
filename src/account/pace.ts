// How often somebody may try: so many times in a window, counted in the database so that a restart forgives nothing.
import type { DatabaseSync } from 'node:sqlite';

export interface PaceRule {
  /** Times that are let through … */
  most: number;
  /** … within so many seconds. */
  seconds: number;
}

export interface Pace {
  /** Counts one try for `key`; undefined = go on, else the seconds to wait. Those that are turned away do not prolong the wait. */
  step(key: string, rule: PaceRule): number | undefined;
  forget(key: string): void;
}

export function paceIn(database: DatabaseSync, nowMs: () => number): Pace {
  return {
    step: (key, { most, seconds }) => {
      const now = nowMs();
      database.prepare('DELETE FROM pace WHERE until_ms <= ?').run(now);
      const row = database
        .prepare(
          `INSERT INTO pace (key, begun_at_ms, count, until_ms) VALUES (?1, ?2, 1, ?3)
           ON CONFLICT (key) DO UPDATE SET count = min(count + 1, ?4) RETURNING count, until_ms`,
        )
        .get(key, now, now + seconds * 1000, most + 1);
      if (Number(row?.['count']) <= most) return undefined;
      return Math.max(1, Math.ceil((Number(row?.['until_ms']) - now) / 1000));
    },
    forget: (key) => void database.prepare('DELETE FROM pace WHERE key = ?').run(key),
  };
}

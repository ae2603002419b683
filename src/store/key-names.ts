// What people call their devices. Not in the log: what a phone is called is nobody's proof of anything.
import type { DatabaseSync } from 'node:sqlite';
import type { KeyNames } from '../flow/ports.ts';

export function openKeyNames(database: DatabaseSync): KeyNames {
  return {
    name: (kid, label) =>
      void database.prepare('INSERT OR REPLACE INTO key_name (kid, label) VALUES (?, ?)').run(kid, label),
    of: (kid) =>
      (database.prepare('SELECT label FROM key_name WHERE kid = ?').get(kid)?.['label'] as
        | string
        | undefined) ?? null,
  };
}

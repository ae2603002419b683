// Whether better-auth's tables are those of this version: asking better-auth itself would mean to load it at each start.
import type { DatabaseSync } from 'node:sqlite';

/** To be raised when other tables or columns are made than before: tables.test.ts notices. */
export const tablesRevision = 1;

export function areTablesMade(database: DatabaseSync): boolean {
  return database.prepare('PRAGMA user_version').get()?.['user_version'] === tablesRevision;
}

export function tablesAreMade(database: DatabaseSync): void {
  database.exec(`PRAGMA user_version = ${tablesRevision}`);
}

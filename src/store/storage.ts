// How much room a data directory takes, and what is left.
import { existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

export interface Storage {
  databaseBytes: number;
  /** Written, and not yet part of the database. */
  writeAheadBytes: number;
  snapshotBytes: number;
  accountsBytes: number;
  documents: number;
  documentBytes: number;
  /** Without documents, which lie once on the disk. */
  backupBytes: number;
  freeBytes: number;
  diskBytes: number;
  /** All of it but backups, since the node was started. */
  grownBytes: number;
}

/** `grownBytes` counts from here. */
export function openStorage(directory: string, database: DatabaseSync, accountsFile: string): () => Storage {
  const atStart = ownBytes(storageIn(directory, database, accountsFile));
  return () => {
    const now = storageIn(directory, database, accountsFile);
    return { ...now, grownBytes: ownBytes(now) - atStart };
  };
}

function storageIn(directory: string, database: DatabaseSync, accountsFile: string): Storage {
  const { bavail, blocks, bsize } = statfsSync(directory);
  const size = (name: string): number => bytesOf(join(directory, name));
  const kept = database
    .prepare(
      'SELECT count(*) AS documents, total(size) AS bytes FROM (SELECT DISTINCT digest, size FROM document)',
    )
    .get();
  return {
    databaseBytes: size('selvedge.db'),
    writeAheadBytes: size('selvedge.db-wal'),
    snapshotBytes: size('snapshot'),
    accountsBytes: size(accountsFile) + size(`${accountsFile}-wal`),
    documents: Number(kept?.['documents']),
    documentBytes: Number(kept?.['bytes']),
    backupBytes: backupBytes(join(directory, 'backups')),
    freeBytes: bavail * bsize,
    diskBytes: blocks * bsize,
    grownBytes: 0,
  };
}

function ownBytes(storage: Storage): number {
  const { databaseBytes, writeAheadBytes, snapshotBytes, accountsBytes, documentBytes } = storage;
  return databaseBytes + writeAheadBytes + snapshotBytes + accountsBytes + documentBytes;
}

/** Files of a backup lie one level down; its documents, further down, are those of the node. */
function backupBytes(home: string): number {
  if (!existsSync(home)) return 0;
  return readdirSync(home, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(home, name)).map((file) => bytesOf(join(home, name, file))))
    .reduce((sum, bytes) => sum + bytes, 0);
}

/** What ends meanwhile takes no room. */
function bytesOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

// Copies the files of a data directory while they are in use.
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { backup } from 'node:sqlite';
import { openDatabase } from '../database.ts';
import { writeDurably } from '../files.ts';

export interface CopyWish {
  /** The data directory. */
  directory: string;
  /** Where the log goes. */
  database: string;
  /** Where the published checkpoint goes, if there is one. */
  checkpoint: string;
  /** Other databases of the directory; those that are not there are left out. */
  others: readonly { name: string; target: string }[];
}

export interface CopyOptions {
  /** In pages. Where it throws, the copying ends with that. */
  progress?: (done: number, total: number) => void;
  /** Is told at once how many entries the copy will hold: nothing can be appended before it returns. */
  onHeld?: (entries: number) => void;
}

export interface Copied {
  /** Of the log. */
  pages: number;
  hasCheckpoint: boolean;
  /** Names of the others that were there. */
  others: string[];
}

const pagesAtOnce = 1_000;

/** The copy is of one moment, however long it takes and whatever is written meanwhile. */
export async function copyLog(wish: CopyWish, options: CopyOptions = {}): Promise<Copied> {
  const { directory, database, checkpoint, others } = wish;
  // The published head first: the entries copied after it are then at least those that it covers.
  const published = publishedIn(directory);
  const pages = await copyDatabase(join(directory, 'selvedge.db'), database, options);
  const there = others.filter(({ name }) => existsSync(join(directory, name)));
  for (const { name, target } of there) await copyDatabase(join(directory, name), target);
  if (published !== undefined) writeDurably(checkpoint, [published]);
  return { pages, hasCheckpoint: published !== undefined, others: there.map(({ name }) => name) };
}

async function copyDatabase(source: string, target: string, options: CopyOptions = {}): Promise<number> {
  const { progress, onHeld } = options;
  const database = openDatabase(source, true);
  try {
    // Held for reading: whoever writes on a busy node would else make the copying begin anew, time and again.
    database.exec('BEGIN');
    database.prepare('SELECT count(*) FROM sqlite_master').get();
    onHeld?.(Number(database.prepare('SELECT count(*) AS entries FROM entry').get()?.['entries']));
    return await backup(database, target, {
      rate: pagesAtOnce,
      progress: ({ totalPages, remainingPages }) => progress?.(totalPages - remainingPages, totalPages),
    });
  } finally {
    database.close();
    // One holds every disclosure of every statement, the other who signs in and how.
    if (existsSync(target)) chmodSync(target, 0o600);
  }
}

function publishedIn(directory: string): Uint8Array | undefined {
  const path = join(directory, 'published-checkpoint');
  return existsSync(path) ? readFileSync(path) : undefined;
}

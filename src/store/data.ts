// A data directory: what lies in it, who may write there, and the World that a node gets from it.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { nodePrimitives } from '#verifier/node';
import type { Settings, World } from '../flow/world.ts';
import type { WebhookStore } from '../webhook/store.ts';
import { openAnchored } from './anchored.ts';
import { openAnswered } from './answered.ts';
import { openAudits } from './audits.ts';
import { decodeBody, encodeBody } from './body.ts';
import { openCosigned } from './cosigned.ts';
import type {
  AnsweredRequests,
  DocumentStore,
  KeyNames,
  DoubtStore,
  ScanStore,
  UploadStore,
} from '../flow/ports.ts';
import { openDatabase } from './database.ts';
import { openDocuments } from './documents.ts';
import { openEntries } from './entries.ts';
import { publishedHead, snapshots } from './files.ts';
import { openKeyNames } from './key-names.ts';
import { openDoubts } from './doubts.ts';
import { openScans } from './scans.ts';
import { openUploads } from './uploads.ts';
import { openVault, sealingKey } from './vault.ts';
import { openWebhooks } from './webhooks.ts';

export interface DataOptions {
  /** 64 hex digits that seal the keys at rest; without it a key file is made in the directory. */
  sealing?: string | undefined;
  nowMs?: () => number;
}

export interface Data {
  world: World;
  database: DatabaseSync;
  documents: DocumentStore;
  scans: ScanStore;
  doubts: DoubtStore;
  uploads: UploadStore;
  answered: AnsweredRequests;
  keyNames: KeyNames;
  webhooks: WebhookStore;
  close(): void;
}

/** The directory is in use by another process. */
export class DataInUse extends Error {}

/** Opens the directory for writing, making it if it is not there. One process at a time. */
export function openData(directory: string, options: DataOptions = {}): Data {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const unlock = lock(directory);
  try {
    const database = openDatabase(join(directory, 'selvedge.db'));
    return {
      ...dataIn(directory, database, 'writer', options),
      close: () => {
        database.close();
        unlock();
      },
    };
  } catch (fault) {
    unlock();
    throw fault;
  }
}

/** Opens the directory for reading only: beside a serving node, if need be. Nothing can be appended through it. */
export function readData(directory: string, options: DataOptions = {}): Data {
  const path = join(directory, 'selvedge.db');
  if (!existsSync(path)) throw new Error(`there is no log in ${directory}`);
  const database = openDatabase(path, true);
  return { ...dataIn(directory, database, 'reader', options), close: () => database.close() };
}

function dataIn(
  directory: string,
  database: DatabaseSync,
  role: 'writer' | 'reader',
  options: DataOptions,
): Omit<Data, 'close'> {
  const sealing = sealingKey(join(directory, 'sealing.key'), options.sealing);
  return {
    world: worldOf(directory, database, role, sealing, options),
    database,
    documents: openDocuments(database, join(directory, 'documents'), sealing),
    scans: openScans(database),
    doubts: openDoubts(database),
    uploads: openUploads(database, sealing),
    answered: openAnswered(database),
    keyNames: openKeyNames(database),
    webhooks: openWebhooks(database, sealing),
  };
}

function worldOf(
  directory: string,
  database: DatabaseSync,
  role: 'writer' | 'reader',
  sealing: Buffer,
  options: DataOptions,
): World {
  return {
    entries: openEntries(database, role),
    audits: openAudits(join(directory, 'audits')),
    published: publishedHead(directory),
    snapshots: snapshots(directory),
    cosigned: openCosigned(database),
    anchored: openAnchored(database),
    vault: openVault(database, sealing),
    clock: { nowMs: options.nowMs ?? Date.now },
    primitives: nodePrimitives,
    randomBytes: pooledRandomBytes(),
    encodeBody,
    decodeBody,
    settings: settingsOf(database),
    readerThread: new URL(
      `./reader-thread.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`,
      import.meta.url,
    ),
  };
}

const poolBytes = 64 * 1024;
const mostPooled = 64;

/** A salt, a secret and an eventID for every event: asking the system for each alone costs more than hashing (measured). */
function pooledRandomBytes(): World['randomBytes'] {
  let pool = new Uint8Array(0);
  let at = 0;
  return (length) => {
    if (length > mostPooled) return randomBytes(length);
    if (at + length > pool.length) {
      pool = Uint8Array.from(randomBytes(poolBytes));
      at = 0;
    }
    at += length;
    const taken = pool.slice(at - length, at);
    // What was handed out must not lie in memory a second time.
    pool.fill(0, at - length, at);
    return taken;
  };
}

function settingsOf(database: DatabaseSync): Settings {
  return {
    get: (name) =>
      database.prepare('SELECT value FROM setting WHERE name = ?').get(name)?.['value'] as string | undefined,
    set: (name, value) =>
      void database.prepare('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)').run(name, value),
  };
}

/** A kind message for the usual mistake; what really keeps a second writer out is the epoch in the database. */
function lock(directory: string): () => void {
  const path = join(directory, 'writer.pid');
  const holder = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
  if (holder > 0 && holder !== process.pid && isAlive(holder)) {
    throw new DataInUse(
      `${directory} is in use by process ${holder}: stop it first, or use its HTTP interface`,
    );
  }
  writeFileSync(path, `${process.pid}\n`, { mode: 0o600 });
  return () => rmSync(path, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !isZombie(pid);
}

/** Has ended, and its parent has not taken notice: in a container whose first process never does, for ever. Linux, proc(5). */
function isZombie(pid: number): boolean {
  const path = `/proc/${pid}/stat`;
  const stat = existsSync(path) ? readFileSync(path, 'latin1') : '';
  // Its name comes before, and may hold anything, brackets too.
  return stat.slice(stat.lastIndexOf(')')).startsWith(') Z');
}

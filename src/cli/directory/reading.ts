// A data directory opened for reading only, beside a serving node if there is one. What is read is the log as it was at
// one moment: the node may go on writing, this view does not move.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { parseCheckpointText, parseNote } from '#verifier';
import type { SelvedgeNode } from '../../flow/node.ts';
import { openNode } from '../../flow/open-node.ts';
import type { World } from '../../flow/world.ts';
import { readData } from '../../store/data.ts';
import { CannotTell } from '../fault.ts';
import type { Session } from '../session.ts';

export interface Read {
  world: World;
  /** Only for what is no part of the log: its rows are those of now, not of the moment. */
  database: DatabaseSync;
  node: SelvedgeNode;
}

/**
 * `stored`: everything that is on disk now. `published`: no further than the last published checkpoint, so that signing
 * this view's head gives the very note that is published already, and nothing that the guard file does not know.
 */
export type Moment = 'stored' | 'published';

/** Opens, reads, closes. Nothing is written: no key, no setting, no snapshot, no checkpoint. */
export function whileReading<T>(
  session: Session,
  work: (read: Read) => Promise<T> | T,
  moment: Moment = 'stored',
): Promise<T> {
  return whileReadingWorld(
    session,
    async (world, database) => work({ world, database, node: await nodeOf(session, world) }),
    moment,
  );
}

/** As `whileReading`, for what must look at a store on which no node might start. */
export async function whileReadingWorld<T>(
  session: Session,
  work: (world: World, database: DatabaseSync) => Promise<T>,
  moment: Moment = 'stored',
): Promise<T> {
  const data = readData(session.directory, { sealing: sealingOf(session), nowMs: () => session.io.nowMs() });
  try {
    // The guard file first: read after the entries, it could name a head that this view does not hold.
    const note = data.world.published.read();
    const world = frozen(
      data.world,
      note,
      moment === 'published' ? publishedSize(note) : data.world.entries.count(),
    );
    if (world.entries.count() === 0)
      throw new CannotTell(`the log in ${session.directory} has not begun: \`selvedge serve\` begins it`);
    return await work(world, data.database);
  } finally {
    data.close();
  }
}

export async function nodeOf({ output }: Session, world: World): Promise<SelvedgeNode> {
  const progress = output.progress('reading the log');
  try {
    return await openNode(world, { progress: progress.step });
  } finally {
    progress.end();
  }
}

/** Never makes a key file. Who has none can read all the same, only not sign. */
export function sealingOf({ io, directory }: Session): string {
  const path = join(directory, 'sealing.key');
  if (io.environment.sealing !== undefined) return io.environment.sealing;
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : randomBytes(32).toString('hex');
}

function publishedSize(note: string | undefined): number {
  const parsed = note === undefined ? undefined : parseNote(note);
  const head = parsed?.ok === true ? parseCheckpointText(parsed.note.text) : undefined;
  if (head === undefined)
    throw new CannotTell(
      'the running node has published no checkpoint yet: ask it over HTTP, or stop it first',
    );
  return head.size;
}

function frozen(world: World, note: string | undefined, size: number): World {
  const { entries, vault, snapshots } = world;
  return {
    ...world,
    entries: {
      append: readingOnly,
      replaceTiles: readingOnly,
      get: (seq) => (seq < size ? entries.get(seq) : undefined),
      scan: (from, to = size) => entries.scan(from, Math.min(to, size)),
      count: () => size,
      tile: (level, index) => entries.tile(level, index),
      erasedLots: () => entries.erasedLots(),
    },
    audits: { keep: readingOnly, read: (index) => world.audits.read(index) },
    published: { read: () => note, write: () => {} },
    snapshots: { read: () => snapshots.read(), write: () => {}, drop: readingOnly },
    settings: { get: (name) => world.settings.get(name), set: readingOnly },
    vault: {
      create: readingOnly,
      holds: (kid) => vault.holds(kid),
      keyOf: (holder) => vault.keyOf(holder),
      sign: (kid, bytes) => vault.sign(kid, bytes),
      seed: (kid) => vault.seed(kid),
      keep: readingOnly,
      keysOf: (holder) => vault.keysOf(holder),
    },
  };
}

function readingOnly(): never {
  throw new CannotTell('the data directory is open for reading only');
}

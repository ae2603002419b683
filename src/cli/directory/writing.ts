// A data directory opened for writing: one process at a time.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SelvedgeNode } from '../../flow/node.ts';
import { openNode } from '../../flow/open-node.ts';
import type { World } from '../../flow/world.ts';
import { type Data, openData } from '../../store/data.ts';
import { CannotTell } from '../fault.ts';
import type { Session } from '../session.ts';

export interface Opened {
  world: World;
  node: SelvedgeNode;
  data: Data;
  close(): Promise<void>;
}

export interface WritingOptions {
  /** Name of the log, if it begins now. */
  origin?: string;
  /** For commands that make no sense on a log that is not there: a mistyped directory must not become one. */
  mustExist?: boolean;
}

/** Throws DataInUse where another process writes, RolledBack where the store is older than what it has published. */
export async function openWriting(session: Session, options: WritingOptions = {}): Promise<Opened> {
  const { mustExist = false, ...nodeOptions } = options;
  if (mustExist && !existsSync(join(session.directory, 'selvedge.db')))
    throw new CannotTell(`there is no log in ${session.directory}`);
  const data = openData(session.directory, dataOptions(session));
  const progress = session.output.progress('reading the log');
  try {
    const node = await openNode(data.world, { ...nodeOptions, progress: progress.step });
    return { world: data.world, node, data, close: () => closed(node, data) };
  } catch (fault) {
    data.close();
    throw fault;
  } finally {
    progress.end();
  }
}

/** Opens, works, closes, whatever comes of it. */
export async function whileWriting<T>(
  session: Session,
  work: (opened: Opened) => Promise<T> | T,
  options: WritingOptions = {},
): Promise<T> {
  const opened = await openWriting(session, options);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

export function dataOptions({ io }: Session): { sealing: string | undefined; nowMs: () => number } {
  return { sealing: io.environment.sealing, nowMs: () => io.nowMs() };
}

async function closed(node: SelvedgeNode, data: Data): Promise<void> {
  try {
    // What the session has changed is proven to readers at once, not when somebody next serves the directory.
    await node.publishHoldings();
    await node.close();
  } finally {
    data.close();
  }
}

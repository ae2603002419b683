// A node that runs, in a directory of its own, with a clock that the cheat sets.
import { randomUUID } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { SelvedgeNode } from '../../flow/node.ts';
import { openNode } from '../../flow/open-node.ts';
import type { World } from '../../flow/world.ts';
import { type Data, openData } from '../../store/data.ts';

export const origin = 'cheat.example/log';

export interface Stage {
  readonly directory: string;
  readonly data: Data;
  readonly world: World;
  readonly node: SelvedgeNode;
  close(): Promise<void>;
}

export interface StageOptions {
  nowMs(): number;
  /** The world that the node gets in place of the one of its directory. */
  wrapped?(world: World): World;
  /** Starts the node, where the operator does not do so as everybody does. */
  start?(world: World): Promise<SelvedgeNode>;
}

/** Throws RolledBack where the store does not hold what the directory says was published. */
export async function openStage(directory: string, options: StageOptions): Promise<Stage> {
  const data = openData(directory, { nowMs: options.nowMs });
  const world = options.wrapped?.(data.world) ?? data.world;
  try {
    const node = await (options.start?.(world) ?? openNode(world, { origin }));
    let isOpen = true;
    const close = async (): Promise<void> => {
      if (!isOpen) return;
      isOpen = false;
      await node.close();
      data.close();
    };
    return { directory, data, world, node, close };
  } catch (fault) {
    data.close();
    throw fault;
  }
}

/** A copy of a directory whose node is closed, beside it. */
export function copied(directory: string): string {
  const copy = join(directory, '..', `copy-${randomUUID()}`);
  cpSync(directory, copy, { recursive: true });
  return copy;
}

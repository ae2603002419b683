// The node on which a fraud is played: real store, real keys, real clock.
import { join } from 'node:path';
import type { SelvedgeNode } from '../../flow/node.ts';
import { openNode } from '../../flow/open-node.ts';
import type { World } from '../../flow/world.ts';
import { openData } from '../../store/data.ts';

export interface PlayStage {
  node: SelvedgeNode;
  world: World;
  databasePath: string;
  close(): Promise<void>;
}

/** Opens the node in the directory. Throws RolledBack where its store does not hold what it has published. */
export async function openStage(directory: string): Promise<PlayStage> {
  const data = openData(directory);
  try {
    const node = await openNode(data.world, { origin: 'fraud-stage.example/log' });
    const close = async (): Promise<void> => {
      await node.close();
      data.close();
    };
    return { node, world: data.world, databasePath: join(directory, 'selvedge.db'), close };
  } catch (fault) {
    data.close();
    throw fault;
  }
}

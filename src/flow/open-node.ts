// Puts the parts of a node together. Everything it does is in the stages, to which its faces (./node) forward.
import { uuid } from './custodian.ts';
import type { SelvedgeNode } from './node.ts';
import { admitFace } from './node/admit.ts';
import { findFace } from './node/find.ts';
import { logFace } from './node/log.ts';
import { lotsFace } from './node/lots.ts';
import { begin } from './node/own.ts';
import { type Parts, partsOf } from './node/parts.ts';
import { recordsFace } from './node/records.ts';
import { registerFace } from './node/register.ts';
import { sayFace } from './node/say.ts';
import { takeFace } from './node/take.ts';
import { type Progress, recover } from './recover.ts';
import type { World } from './world.ts';

export interface NodeOptions {
  /** Name of the log; kept from the first start on. */
  origin?: string;
  progress?: Progress;
}

/** Throws RolledBack when the store does not hold the last head that was given out. */
export async function openNode(world: World, options: NodeOptions = {}): Promise<SelvedgeNode> {
  const state = recover(world, options.progress);
  const origin = settled(
    world,
    'origin',
    () => options.origin ?? `selvedge.local/${Buffer.from(world.randomBytes(8)).toString('hex')}`,
  );
  const operator = settled(world, 'operator', () => `urn:uuid:${uuid(world.randomBytes(16))}`);
  const parts = partsOf(world, state, { origin, operator });
  if (state.ledger.size === 0) await begin(parts);
  return nodeOf(parts);
}

function settled(world: World, name: string, make: () => string): string {
  const known = world.settings.get(name);
  if (known !== undefined) return known;
  const value = make();
  world.settings.set(name, value);
  return value;
}

function nodeOf(parts: Parts): SelvedgeNode {
  const { origin, operator, readers, snapshots } = parts;
  return {
    origin,
    operator,
    ...takeFace(parts),
    ...admitFace(parts),
    ...registerFace(parts),
    ...sayFace(parts),
    ...lotsFace(parts),
    ...recordsFace(parts),
    ...findFace(parts),
    ...logFace(parts),
    close: async () => {
      await readers.close();
      snapshots.last();
    },
  };
}

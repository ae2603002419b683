// The log as others see it: heads, tiles and proofs of what was published; the state that it stands for, and the map
// lot -> balance by which it is held to that (docs/protocol/holdings.md).
import { stateHash } from '../../domain/ledger/state-hash.ts';
import { auditBytes } from '../holdings.ts';
import type { SelvedgeNode } from '../node.ts';
import type { Parts } from './parts.ts';

type Published = Pick<
  SelvedgeNode,
  | 'head'
  | 'checkpoint'
  | 'cosignedCheckpoint'
  | 'rootAt'
  | 'tile'
  | 'entryBundle'
  | 'statement'
  | 'consistencyProof'
  | 'inclusionProof'
>;
type Held = Pick<
  SelvedgeNode,
  'stateHash' | 'erasedLots' | 'publishHoldings' | 'eventsSinceRoot' | 'holdingsRoot' | 'audit'
>;

export function logFace({ world, published, holdings, ledger }: Parts): Published & Held {
  return {
    head: () => published.head(),
    checkpoint: () => published.checkpoint(),
    cosignedCheckpoint: () => published.cosignedCheckpoint(),
    rootAt: (size) => published.rootAt(size),
    tile: (level, index, width) => published.tile(level, index, width),
    entryBundle: (index, width) => published.entryBundle(index, width),
    statement: (entry) => {
      const row = world.entries.get(entry);
      return row?.kind === 'statement' ? world.decodeBody(row.body) : undefined;
    },
    consistencyProof: (from, to) => published.consistencyProof(from, to),
    inclusionProof: (entry) => published.inclusionProof(entry),
    stateHash: () => stateHash(ledger()),
    erasedLots: () => world.entries.erasedLots(),
    publishHoldings: () => holdings.publish(),
    eventsSinceRoot: () => holdings.eventsSince(),
    holdingsRoot: () => holdings.newest(),
    audit: (entry) => auditBytes(world, entry),
  };
}

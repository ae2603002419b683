import { consistencyRanges, rootOfLeaves } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { Cheat } from '../cheat.ts';
import { anchorAnyway } from '../ground/anchoring.ts';
import { ids } from '../ground/beginning.ts';
import { leavesOf } from '../operator/file.ts';
import { goOn } from './growth.ts';

const invented = 2;

/** The contract sees that a head extends the last; what the new leaves are it cannot see. */
export const anchorNothing: Cheat = {
  name: 'anchor-nothing',
  title: 'A head is anchored that the log does not have',
  story:
    'The operator anchors a head with two more entries than the log has, made of nothing, so as to fill them later with what suits it.',
  promised: { chain: 'at once' },
  play: async (ground, look) => {
    const { honest, beginning } = ground;
    const leaves = leavesOf(honest.node);
    const { size: olderSize, root: olderRoot } = honest.node.head();
    for (let at = 0; at < invented; at += 1) leaves.push(nodePrimitives.sha256(Uint8Array.of(at)));
    const hash = (lo: number, hi: number): Uint8Array => rootOfLeaves(leaves.slice(lo, hi), nodePrimitives);
    const newerSize = leaves.length;
    const proof = consistencyRanges(olderSize, newerSize).map(([lo, hi]) => hash(lo, hi));
    if (beginning.place !== undefined)
      await anchorAnyway(beginning.place, honest, {
        ...{ olderSize, olderRoot, newerSize, newerRoot: hash(0, newerSize), proof },
      });
    await look({ when: 'at once', stage: honest, asked: [ids.yarnOne] });
    await goOn(ground, honest);
    await look({ when: 'next head', stage: honest, asked: [ids.yarnOne] });
  },
};

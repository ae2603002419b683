// The chain: its contract takes no head that does not extend the last, whoever holds the key; and what it has taken,
// anybody can hold against what the log shows.
import { encodeBase64, equalBytes } from '#verifier';
import type { Catch, Catcher } from '../cheat.ts';
import { anchoredHead, anchorIn, anchorOn, refusalFor } from '../ground/anchoring.ts';
import { noChain, type Place } from '../ground/chain.ts';
import type { Ground } from '../ground/ground.ts';
import type { Stage } from '../ground/stage.ts';

export function chain({ beginning }: Ground): Catcher {
  const { place } = beginning;
  if (place === undefined) return { name: 'chain', absent: noChain || 'no chain', look: async () => null };
  return {
    name: 'chain',
    look: async ({ stage, anchored = stage }) => {
      const found = await contradicted(place, anchored);
      if (found === null) await anchorIn(place, anchored);
      return found;
    },
  };
}

/** What the chain has, against what the log shows; with the contract's own word where it is asked to take the log's head. */
async function contradicted(place: Place, stage: Stage): Promise<Catch | null> {
  const { node } = stage;
  const anchored = await anchoredHead(place, stage);
  const head = node.head();
  const root = node.rootAt(anchored.size);
  if (root === undefined) {
    const detail = `The chain has a head of ${anchored.size} entries, and the log shows ${head.size}.`;
    return { code: 'ANCHORED_MORE', detail, proof: null };
  }
  if (equalBytes(root, anchored.root)) return null;
  const consistency = node.consistencyProof(anchored.size, head.size)!;
  const refusal = await refusalFor(place, stage, {
    ...{ olderSize: anchored.size, olderRoot: anchored.root },
    ...{ newerSize: head.size, newerRoot: head.root, proof: consistency },
  });
  const detail = `The chain has another root of ${anchored.size} entries than the log shows now; its contract does not take the head (${refusal?.code}).`;
  const anchor = await anchorOn(place, stage, anchored);
  return {
    ...{ code: refusal?.code ?? 'ANCHORED_OTHER', detail },
    proof: anchor && {
      ...{ kind: 'anchor', anchor, later: node.checkpoint(), root: encodeBase64(root) },
      consistency: consistency.map(encodeBase64),
    },
  };
}

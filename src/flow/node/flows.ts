// Chains as flows, and what is proven of products.
import { canonicalId } from '#verifier';
import { flowAnswer } from '../flows/flow.ts';
import { productProof } from '../flows/proof.ts';
import type { Judge } from '../judge/judge.ts';
import type { SelvedgeNode } from '../node.ts';
import type { Parts } from './parts.ts';

export function flowsFace(
  { world, products, ledger }: Pick<Parts, 'world' | 'products' | 'ledger'>,
  judge: Judge,
): Pick<SelvedgeNode, 'flow' | 'proof'> {
  return {
    flow: (id, question) =>
      judge.answered(['flow', id, question], { atMs: world.clock.nowMs() }, (judged) =>
        flowAnswer(ledger(), id, question, (lot) => judged(lot, null)),
      ),
    proof: (id, limit) => {
      const product = canonicalId(id)?.id ?? id;
      const nowMs = world.clock.nowMs();
      return judge.answered(['proof', product, limit], { atMs: nowMs }, (judged) =>
        productProof(ledger(), products, { product, limit, nowMs }, (lot) => judged(lot, null)),
      );
    },
  };
}

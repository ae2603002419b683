// Chains as flows, and what is proven of products.
import { canonicalId } from '#verifier';
import type { Judged } from '../flows/found.ts';
import { flowAnswer } from '../flows/flow.ts';
import { productProof } from '../flows/proof.ts';
import type { SelvedgeNode } from '../node.ts';
import type { Parts } from './parts.ts';

/** `judged`: the verdicts on all claims on a lot, now. */
export function flowsFace(
  { world, products, ledger }: Pick<Parts, 'world' | 'products' | 'ledger'>,
  judged: Judged,
): Pick<SelvedgeNode, 'flow' | 'proof'> {
  return {
    flow: (id, question) => flowAnswer(ledger(), id, question, judged),
    proof: (id, limit) => {
      const product = canonicalId(id)?.id ?? id;
      return productProof(ledger(), products, { product, limit, nowMs: world.clock.nowMs() }, judged);
    },
  };
}

// Frauds of the corpus whose evidence somebody cuts: whatever single disclosure is left out, no verdict gets better.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { ClaimVerdict } from '#verifier';
import { type CaseForm, readCase } from '../../src/scenario/case/read.ts';
import { openCase } from '../../src/scenario/case/stage.ts';
import { Teller } from '../../src/scenario/case/tell.ts';
import { assertNoGain } from './gain.ts';
import { assertSameFromEvidence, packsWith, playedOn } from './stage.ts';
import { judgedWithoutEach } from './withhold.ts';

const corpus = join(import.meta.dirname, '../../scenarios/fraud');

/** Each for what its verdict hangs on: what a product is, weighs or is made of, where and how something was made, what else was
 * packed, made or traded. */
const cases = [
  'fake-inputs/harvest-of-cloth',
  'fake-inputs/conventional-yarn-on-the-pallet',
  'fake-inputs/conventional-cloth-as-buttons',
  'fake-inputs/virgin-polyester-as-recycled',
  'fake-inputs/beyond-area-and-yield',
  'mass-imbalance/gin-yields-too-much',
  'mass-imbalance/ten-thousand-shirts',
  'mass-imbalance/yarn-for-lint',
  'mass-imbalance/lost-on-a-leg',
  'tags/knitted-from-an-empty-pallet',
];

test('whoever leaves out anything of the evidence of a fraud is believed no more', {
  timeout: 240_000,
}, async () => {
  for (const name of cases) {
    const count = await assertNothingGained(readCase(join(corpus, name, 'case.json'), join(corpus, 'base')));
    assert.ok(count > 50, `${name}: ${count} disclosures`);
  }
});

async function assertNothingGained(one: CaseForm): Promise<number> {
  const stage = await openCase(one, packsWith());
  try {
    const teller = new Teller(stage);
    for (const step of one.steps) await teller.tell(step);
    const played = playedOn(stage, []);
    const [lot] = Object.values(one.expect.claims).map((expected) => expected.lot);
    const { claims } = await assertSameFromEvidence(played, lot!);
    const file = stage.node.evidence(played.lot(lot!), { level: 'full', atMs: stage.clock.nowMs });
    assert.ok(file.ok);
    return countWithout(one.name, file.value, claims!);
  } finally {
    await stage.close();
  }
}

function countWithout(name: string, file: Uint8Array, whole: readonly ClaimVerdict[]): number {
  let count = 0;
  for (const { what, claims } of judgedWithoutEach(file)) {
    assertNoGain(whole, claims, `${name} without ${what}`);
    count += 1;
  }
  return count;
}

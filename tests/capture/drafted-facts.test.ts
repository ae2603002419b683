import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readStatement } from '#verifier';
import { readFacts } from '../../src/domain/ledger/read-facts.ts';
import { validateDocument } from '../../src/domain/epcis/document.ts';
import { weightOf } from '../../src/domain/statement/fit.ts';
import { demonstration } from '../../src/scenario/demonstration.ts';
import { openTestWorld } from '../support/world.ts';
import { emptyLedger } from '../../src/domain/ledger/ledger.ts';
import { custodian } from '../../src/flow/custodian.ts';

test('facts of what the node signs are the facts of the statement read again', async () => {
  const { world, close } = await openTestWorld();
  const ledger = emptyLedger(new Uint32Array(2), world.primitives);
  const signing = custodian(world, () => ledger);
  const { kid } = world.vault.create('urn:a:1');
  for (const { document } of demonstration(1).documents.filter((_one, at) => at % 20 === 0)) {
    const validated = validateDocument(document, world.clock.nowMs());
    assert.ok(validated.ok);
    const events = validated.events
      .slice(0, 64)
      .map((valid, index) => ({ index, valid, weight: weightOf(valid.event) }));
    for (const granularity of ['property', 'event'] as const) {
      const { sdjwt, facts } = signing.sign(
        { party: 'urn:a:1', kid },
        validated.document,
        events,
        granularity,
      );
      const read = readStatement(sdjwt, world.primitives);
      assert.ok(read.ok);
      const again = readFacts(read.statement, world.primitives);
      assert.ok(again.ok);
      assert.deepEqual(
        { ...facts, digest: [...facts.digest] },
        { ...again.facts, digest: [...again.facts.digest] },
      );
    }
  }
  await close();
});

// A disk that fails while a root is written: the map in memory is what the store says, and the next root is right.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { verifyEvidence } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { checkLog } from '../../src/flow/check-log.ts';
import { openNode } from '../../src/flow/open-node.ts';
import { openData } from '../../src/store/data.ts';
import { lotId, made, tell } from '../capture/said.ts';
import { failingStore } from '../fault/failing-store.ts';
import { admit, testNowMs } from '../support/world.ts';

for (const when of ['before', 'after'] as const) {
  test(`a root whose append fails ${when} it is done`, async () => {
    const directory = mkdtempSync(join(tmpdir(), 'selvedge-root-'));
    const data = openData(directory, { nowMs: () => testNowMs });
    let broken = false;
    const entries = failingStore(data.world.entries, (rows) =>
      broken && rows.some(({ kind }) => kind === 'holdings') ? when : undefined,
    );
    const world = { ...data.world, entries };
    const node = await openNode(world, { origin: 'selvedge.test/log' });
    const party = await admit(node, 'Unlucky');
    await tell(node, party, made(1, lotId('A'), 10));
    broken = true;
    await assert.rejects(node.publishHoldings());
    broken = false;
    assert.deepEqual(checkLog(world, node).findings, []);
    assert.equal(node.holdingsRoot() === undefined, when === 'before');
    await tell(node, party, made(2, lotId('B'), 10));
    assert.equal((await node.publishHoldings())?.lots, 2);
    assert.deepEqual(checkLog(world, node).findings, []);
    const evidence = node.evidence(lotId('A'));
    assert.ok(evidence.ok);
    const verdict = verifyEvidence(evidence.value, { primitives: nodePrimitives });
    assert.deepEqual([verdict.ok, verdict.trust?.holdings?.proven], [true, 1]);
    await node.close();
    data.close();
    rmSync(directory, { recursive: true, force: true });
  });
}

// A store that fails: before anything was written, or after everything was. What memory says is what the store says.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkLog } from '../../src/flow/check-log.ts';
import { openNode } from '../../src/flow/open-node.ts';
import { openData } from '../../src/store/data.ts';
import { admit, testNowMs } from '../support/world.ts';
import { lotId, made, say } from '../capture/said.ts';
import { failingStore } from './failing-store.ts';

for (const when of ['before', 'after'] as const) {
  test(`every third append fails ${when} it is done`, async () => {
    const directory = mkdtempSync(join(tmpdir(), 'selvedge-append-'));
    const data = openData(directory, { nowMs: () => testNowMs });
    let healthy = true;
    let appends = 0;
    const entries = failingStore(data.world.entries, () => {
      appends += 1;
      return !healthy && appends % 3 === 0 ? when : undefined;
    });
    const world = { ...data.world, entries };
    const node = await openNode(world, { origin: 'selvedge.test/log' });
    const party = await admit(node, 'Unlucky');
    healthy = false;
    const acknowledged: string[] = [];
    let faults = 0;
    for (let round = 0; round < 12; round += 1) {
      const names = [0, 1, 2].map((index) => `${round}-${index}`);
      const outcomes = await Promise.allSettled(
        names.map((name) => say(node, party, made(round, lotId(name), 1, { eventID: `urn:uuid:${name}` }))),
      );
      for (const [index, outcome] of outcomes.entries()) {
        if (outcome.status === 'rejected') faults += 1;
        else {
          assert.equal(outcome.value.outcome, 'recorded');
          acknowledged.push(names[index]!);
        }
      }
      assert.deepEqual(checkLog(world, node).findings, []);
      for (const name of acknowledged) assert.equal(node.event(`urn:uuid:${name}`).length, 1);
      const head = node.head();
      assert.equal(head.size, data.world.entries.count());
    }
    assert.ok(
      faults >= 9 && acknowledged.length >= 9,
      `${faults} faults, ${acknowledged.length} acknowledged`,
    );
    healthy = true;
    // Whoever was not answered asks again, and nothing is there twice.
    for (let round = 0; round < 12; round += 1) {
      for (const name of [0, 1, 2].map((index) => `${round}-${index}`)) {
        assert.equal(
          (await say(node, party, made(round, lotId(name), 1, { eventID: `urn:uuid:${name}` }))).outcome,
          'recorded',
        );
        assert.equal(node.lot(lotId(name))?.produced, 1_000);
      }
    }
    await node.close();
    data.close();
    rmSync(directory, { recursive: true });
  });
}

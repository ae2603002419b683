// The map that the log commits to, against the slow way, over histories by chance.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAudit, parseAudit, rootOfLeaves, voidLeaf } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { EntryRow } from '../../src/flow/ports.ts';
import { chance } from '../../src/scenario/chance.ts';
import { admit, openTestWorld, type TestWorld } from '../support/world.ts';
import { history } from './history.ts';
import { naiveLeaves } from './oracle.ts';

function roots({ world }: TestWorld): EntryRow[] {
  return [...world.entries.scan(0)].filter(({ kind }) => kind === 'holdings');
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function assertNaive(tested: TestWorld, root: EntryRow, erased: readonly number[] = []): void {
  const leaves = naiveLeaves(tested.world, root.seq);
  for (const number of erased) leaves[number] = voidLeaf(number, nodePrimitives);
  assert.equal(root.firstLot, leaves.length);
  assert.equal(hex(root.digest), hex(rootOfLeaves(leaves, nodePrimitives)), `root at entry ${root.seq}`);
}

/** Every root leads from the one before by an audit that somebody without bodies takes. */
function assertAudited({ world, node }: TestWorld, all: readonly EntryRow[]): void {
  for (const [at, row] of all.entries()) {
    const parsed = parseAudit(node.audit(row.seq)!);
    assert.ok(parsed.ok, JSON.stringify(parsed));
    const before = all[at - 1];
    const seen = ({ seq, firstLot, digest }: EntryRow) => ({ index: seq, lots: firstLot, root: digest });
    const births = [...world.entries.scan((before?.seq ?? -1) + 1, row.seq)]
      .filter(({ lotCount }) => lotCount > 0)
      .map(({ seq, firstLot, lotCount }) => ({ entry: seq, firstLot, lotCount }));
    const checked = checkAudit(
      parsed.audit,
      before === undefined ? null : seen(before),
      seen(row),
      births,
      nodePrimitives,
    );
    assert.ok(checked.ok, `root ${row.seq}: ${JSON.stringify(checked)}`);
  }
}

for (let seed = 1; seed <= 24; seed += 1) {
  test(`every root of history ${seed} is that of the slow way, before and after a restart`, async () => {
    const by = chance(seed);
    let tested = await openTestWorld();
    const party = await admit(tested.node, 'Somebody');
    let told = history(tested.node, party, by);
    for (let step = 0; step < 30; step += 1) {
      await told.step();
      if (by.fraction() < 0.2) await tested.node.publishHoldings();
      if (by.fraction() < 0.05) {
        tested = await tested.restart();
        told = history(tested.node, party, by);
      }
    }
    await tested.node.publishHoldings();
    assert.equal(await tested.node.publishHoldings(), null);
    for (const root of roots(tested)) assertNaive(tested, root);
    assertAudited(tested, roots(tested));
    await tested.close();
  });
}

const fields = [
  '/annex/0/births/0',
  '/document/epcisBody/eventList/0',
  '/document/epcisBody/eventList/0/quantityList/0/quantity',
  '/document/epcisBody/eventList/0/outputQuantityList/0/quantity',
  '/document/epcisBody/eventList/0/inputQuantityList/0/epcClass',
  '/document/epcisBody/eventList/0/childQuantityList/0/quantity',
];

for (let seed = 101; seed <= 116; seed += 1) {
  test(`what rests on something erased is void, in history ${seed}`, async () => {
    const by = chance(seed);
    let tested = await openTestWorld();
    const party = await admit(tested.node, 'Somebody');
    const told = history(tested.node, party, by);
    const erased = new Set<number>();
    for (let step = 0; step < 24; step += 1) {
      await told.step();
      if (by.fraction() < 0.2) await tested.node.publishHoldings();
      if (step % 8 !== 7) continue;
      const { size } = tested.node.head();
      const before = naiveLeaves(tested.world, size);
      const answer = await tested.node.erase(by.pick(told.entries), by.pick(fields), 'asked for');
      if (!answer.ok) continue;
      const after = naiveLeaves(tested.world, size);
      for (const [number, leaf] of after.entries())
        if (hex(leaf) !== hex(before[number]!)) erased.add(number);
      assert.deepEqual(
        tested.world.entries.erasedLots(),
        [...erased].sort((a, b) => a - b),
      );
      assert.equal(await tested.node.publishHoldings(), null, 'the root was written with the erasure');
      const last = roots(tested).at(-1);
      if (last !== undefined) assertNaive(tested, last, [...erased]);
    }
    await told.step();
    tested = await tested.restart();
    await tested.node.publishHoldings();
    const last = roots(tested).at(-1);
    if (last !== undefined) assertNaive(tested, last, [...erased]);
    assertAudited(tested, roots(tested));
    await tested.close();
  });
}

// What a reader is shown of the balances, by nodes that are honest and by nodes that are not: what they change in their own
// map, they sign. Each lie is told by a real node, whose map was changed under it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseEvidence, formatEvidence, verifyEvidence } from '#verifier';
import type { Check, Evidence, HoldingsLot, Verdict } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { type Touch, Touches, TouchRows, totals } from '../../src/domain/holdings/touches.ts';
import { Balances } from '../../src/domain/lot/balances.ts';
import { admit, openTestWorld, type TestWorld } from '../support/world.ts';
import { itemId, lotId, made, packed, spun, tell, unitId, usedUp } from '../capture/said.ts';

const [bale, yarn, cloth, shirt] = [lotId('BALE'), lotId('YARN'), lotId('CLOTH'), itemId('SHIRT')];

async function chain(): Promise<{ tested: TestWorld; party: string }> {
  const tested = await openTestWorld();
  const party = await admit(tested.node, 'All in one');
  const { node } = tested;
  await tell(node, party, made(1, bale, 100));
  await tell(node, party, spun(2, [[bale, 60]], [[yarn, 55]]));
  await tell(node, party, spun(3, [[bale, 30]], [[lotId('OTHER'), 28]]));
  await tell(node, party, spun(4, [[yarn, 50]], [[cloth, 48]]));
  const cut = { ...spun(5, [[cloth, 1]], []), outputQuantityList: undefined, outputEPCList: [shirt] };
  await tell(node, party, cut);
  return { tested, party };
}

function evidenceOf({ node }: TestWorld, id: string = shirt): Uint8Array {
  const evidence = node.evidence(id);
  assert.ok(evidence.ok, JSON.stringify(evidence));
  return evidence.value;
}

function verdictOf(bytes: Uint8Array): Verdict {
  return verifyEvidence(bytes, { primitives: nodePrimitives });
}

function holdingsCheck(bytes: Uint8Array): Check {
  return verdictOf(bytes).checks.find(({ name }) => name === 'holdings')!;
}

function read(bytes: Uint8Array): Evidence {
  const parsed = parseEvidence(bytes);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.evidence;
}

test('every lot on the way is proven, by its draws in statements that are not shown too', async () => {
  const { tested } = await chain();
  const root = await tested.node.publishHoldings();
  const bytes = evidenceOf(tested);
  const verdict = verdictOf(bytes);
  assert.equal(verdict.ok, true);
  assert.equal(holdingsCheck(bytes).result, 'pass');
  const trust = verdict.trust?.holdings;
  assert.deepEqual(
    { ...trust, atMs: 0 },
    { entry: root?.entry, atMs: 0, lots: 4, proven: 4, unproven: [], later: 0 },
  );
  const { holdings, statements } = read(bytes);
  const [opened] = holdings!.lots;
  assert.deepEqual([opened?.produced, opened?.consumed, opened?.count], [100_000, 90_000, 3]);
  assert.ok(opened!.links.some(({ entry }) => !statements.some(({ index }) => index === entry)));
  await tested.close();
});

test('below level full nothing is opened; without a root there is nothing to open', async () => {
  const { tested } = await chain();
  assert.equal(read(evidenceOf(tested)).holdings, null);
  assert.equal(holdingsCheck(evidenceOf(tested)).result, 'not-checked');
  await tested.node.publishHoldings();
  for (const level of ['country', 'region', 'site'] as const) {
    const evidence = tested.node.evidence(shirt, { level });
    assert.ok(evidence.ok);
    assert.equal(read(evidence.value).holdings, null);
  }
  await tested.close();
});

test('what came after the root, what was not told and what has no amount is named as not proven', async () => {
  const { tested, party } = await chain();
  const { node } = tested;
  await tell(node, party, {
    ...made(6, lotId('NO-AMOUNT'), 1),
    quantityList: [{ epcClass: lotId('NO-AMOUNT') }],
  });
  await node.publishHoldings();
  const last = itemId('LAST');
  const sewn = {
    ...spun(
      7,
      [
        [cloth, 1],
        [lotId('NO-AMOUNT'), 1],
        [lotId('NEVER-TOLD'), 1],
      ],
      [],
    ),
    outputQuantityList: undefined,
  };
  await tell(node, party, { ...sewn, outputEPCList: [last] });
  const verdict = verdictOf(evidenceOf(tested, last));
  assert.equal(verdict.ok, true);
  const trust = verdict.trust!.holdings!;
  assert.deepEqual(Object.fromEntries(trust.unproven.map(({ lot, why }) => [lot, why])), {
    [last]: 'born after the root',
    [lotId('NO-AMOUNT')]: 'unknown amounts',
    [lotId('NEVER-TOLD')]: 'birth not told',
  });
  assert.deepEqual([trust.lots, trust.proven, trust.later], [6, 3, 1]);
  await tested.close();
});

test('claims are counted, and one that the file hides is missed', async () => {
  const { tested, party } = await chain();
  const { node } = tested;
  const words = { scheme: 'ocs', code: 'organic', model: 'segregated', sharePpm: 1_000_000, restsOn: [] };
  assert.ok((await node.say(party, 'claim', { claim: 'urn:x:1', ...words, lots: [bale, lotId('LATE')] })).ok);
  await tell(node, party, made(8, lotId('LATE'), 5));
  await node.publishHoldings();
  const { holdings } = read(evidenceOf(tested, lotId('LATE')));
  assert.deepEqual(
    holdings!.lots.map(({ claimed, count }) => [claimed, count]),
    [[1, 2]],
  );
  assert.equal(holdingsCheck(evidenceOf(tested, lotId('LATE'))).result, 'pass');
  await tested.close();
});

test('a unit that is used up has drawn what lies in it', async () => {
  const { tested, party } = await chain();
  const { node } = tested;
  await tell(node, party, packed(6, unitId(1), [[cloth, 20]]));
  await tell(node, party, usedUp(7, [unitId(1)]));
  await node.publishHoldings();
  const opened = read(evidenceOf(tested)).holdings!.lots.find(({ consumed }) => consumed === 21_000);
  assert.equal(opened?.produced, 48_000);
  assert.equal(holdingsCheck(evidenceOf(tested)).result, 'pass');
  await tested.close();
});

/** A node that lies: while its map is hashed, this stands where the truth was. */
async function lying(
  lie: () => () => void,
  check: (bytes: Uint8Array) => void,
  more?: (tested: TestWorld, party: string) => Promise<unknown>,
): Promise<void> {
  const { tested, party } = await chain();
  await more?.(tested, party);
  const undo = lie();
  try {
    await tested.node.publishHoldings();
    check(evidenceOf(tested));
  } finally {
    undo();
    await tested.node.close();
    tested.data.close();
  }
}

function assertFails(code: string): (bytes: Uint8Array) => void {
  return (bytes) => {
    const verdict = verdictOf(bytes);
    const check = verdict.checks.find(({ name }) => name === 'holdings');
    assert.deepEqual([check?.result, check?.code, verdict.ok], ['fail', code, false], JSON.stringify(check));
    assert.equal(verdict.trust?.holdings, null);
    for (const { name, result } of verdict.checks)
      if (name !== 'holdings') assert.notEqual(result, 'fail', name);
  };
}

/** Every touch of the lots as the lie has it, in hashing and in opening alike. */
function touches(change: (touch: Touch) => Touch[]): () => () => void {
  return () => {
    const honest = Touches.prototype.gather;
    Touches.prototype.gather = function (lot, done, into) {
      const rows = new TouchRows();
      honest.call(this, lot, done, rows);
      const told = Array.from({ length: rows.size }, (_, row) => rows.touch(row)).flatMap(change);
      into.grow(told.length);
      for (const [at, touch] of told.entries()) {
        const row = into.size - told.length + at;
        into.begin(row, touch.entry);
        for (const [number, total] of totals.entries()) into.change(row, number, touch[total]);
      }
    };
    return () => {
      Touches.prototype.gather = honest;
    };
  };
}

function drawn(change: (grams: number) => number): () => () => void {
  return () => {
    const honest = Balances.prototype.drawnOf;
    const undo = touches((touch) => [{ ...touch, consumed: change(touch.consumed) }])();
    Balances.prototype.drawnOf = function (lot) {
      return change(honest.call(this, lot));
    };
    return () => {
      undo();
      Balances.prototype.drawnOf = honest;
    };
  };
}

test('a balance that is less than what is shown', () =>
  lying(
    drawn((grams) => Math.floor(grams / 2)),
    assertFails('HOLDINGS_LESS_THAN_SHOWN'),
  ));

test('a balance that is drawn beyond what was made', () =>
  lying(
    drawn((grams) => 3 * grams),
    assertFails('HOLDINGS_OVERDRAWN'),
  ));

test('a draw that is left out of the history', () =>
  lying(
    touches((touch) => (touch.consumed === 50_000 ? [] : [touch])),
    assertFails('HOLDINGS_ROOT_DIFFERS'),
  ));

test('a draw that is left out of history and balance', async () => {
  const honest = Balances.prototype.drawnOf;
  const lie = (): (() => void) => {
    const undo = touches((touch) => (touch.consumed === 50_000 ? [] : [touch]))();
    Balances.prototype.drawnOf = function (lot) {
      const grams = honest.call(this, lot);
      return grams === 50_000 ? 0 : grams;
    };
    return () => {
      undo();
      Balances.prototype.drawnOf = honest;
    };
  };
  await lying(lie, assertFails('HOLDINGS_DRAW_MISSING'));
});

test('a claim that the file does not show', () =>
  lying(
    touches((touch) => [{ ...touch, claimed: touch.produced > 0 ? 1 : 0 }]),
    assertFails('HOLDINGS_CLAIM_HIDDEN'),
  ));

test('one byte of the member changed, and it fails or is no evidence', async () => {
  const { tested } = await chain();
  await tested.node.publishHoldings();
  const bytes = evidenceOf(tested);
  const text = Buffer.from(bytes).toString();
  const [from, to] = [text.indexOf('"holdings":'), text.indexOf('"statements":')];
  const before = verdictOf(bytes);
  for (let at = from; at < to; at += 7) {
    const changed = Uint8Array.from(bytes);
    changed[at]! ^= 1;
    assert.equal(verdictOf(changed).ok, false, `byte ${at}: ${text.slice(at - 10, at + 10)}`);
  }
  assert.equal(before.ok, true);
  await tested.close();
});

const changes: [string, (lot: HoldingsLot) => HoldingsLot, string][] = [
  ['a link left out', (lot) => ({ ...lot, links: lot.links.slice(1) }), 'HOLDINGS_ROOT_DIFFERS'],
  ['no link at all', (lot) => ({ ...lot, links: [] }), 'HOLDINGS_CHAIN_DIFFERS'],
  [
    'links in another order',
    (lot) => ({ ...lot, links: [...lot.links].reverse() }),
    'HOLDINGS_CHAIN_DIFFERS',
  ],
  ['more links than there are', (lot) => ({ ...lot, count: 1 }), 'HOLDINGS_CHAIN_DIFFERS'],
  ['another beginning', (lot) => ({ ...lot, before: lot.links[0]!.delta }), 'HOLDINGS_CHAIN_DIFFERS'],
  ['another dimension', (lot) => ({ ...lot, dimension: 5 }), 'HOLDINGS_ROOT_DIFFERS'],
  ['another number', (lot) => ({ ...lot, number: 1 }), 'HOLDINGS_ROOT_DIFFERS'],
];

for (const [what, change, code] of changes) {
  test(`${what}: ${code}`, async () => {
    const { tested } = await chain();
    await tested.node.publishHoldings();
    const evidence = read(evidenceOf(tested));
    const holdings = evidence.holdings!;
    const [first, ...others] = holdings.lots;
    const lots =
      what === 'another number' ? [change(first!), ...others.slice(1)] : [change(first!), ...others];
    assert.equal(holdingsCheck(formatEvidence({ ...evidence, holdings: { ...holdings, lots } })).code, code);
    await tested.close();
  });
}

test('an entry after the root is no link of it', async () => {
  const { tested } = await chain();
  await tested.node.publishHoldings();
  const evidence = read(evidenceOf(tested));
  const holdings = evidence.holdings!;
  const lots = holdings.lots.map((lot) => ({
    ...lot,
    links: [...lot.links.slice(0, -1), { ...lot.links.at(-1)!, entry: holdings.root.index }],
  }));
  assert.equal(
    holdingsCheck(formatEvidence({ ...evidence, holdings: { ...holdings, lots } })).code,
    'HOLDINGS_CHAIN_DIFFERS',
  );
  await tested.close();
});

test('a birth that was erased takes its balance out of the map at once; the rest is proven as before', async () => {
  const { tested } = await chain();
  await tested.node.publishHoldings();
  const entry = tested.node.lot(bale)!.entry!;
  const { size } = tested.node.head();
  assert.ok((await tested.node.erase(entry, '/annex/0/births/0', 'asked for')).ok);
  assert.deepEqual([tested.node.head().size, tested.node.holdingsRoot()?.entry], [size + 2, size + 1]);
  const verdict = verdictOf(evidenceOf(tested));
  assert.equal(verdict.ok, true);
  assert.deepEqual(verdict.trust?.holdings?.unproven, [{ lot: bale, why: 'birth not told' }]);
  assert.equal(verdict.trust?.holdings?.proven, 3);
  await tested.close();
});

test('hashing in steps: what is recorded meanwhile is in the root, and a proof that is asked for ends it', async () => {
  const { tested, party } = await chain();
  const { node } = tested;
  const many = Array.from({ length: 60 }, (_, at) => made(10 + at, lotId(`M${at}`), 1));
  for (let times = 0; times < 40; times += 1)
    await tell(
      node,
      party,
      ...many.map((event, at) => ({
        ...event,
        quantityList: [{ epcClass: lotId(`M${times}-${at}`), quantity: 1, uom: 'KGM' }],
      })),
    );
  const publishing = node.publishHoldings();
  await tell(node, party, spun(90, [[cloth, 1]], [[lotId('MEANWHILE'), 1]]));
  const bytes = evidenceOf(tested);
  const root = await publishing;
  assert.ok(root !== null);
  if (read(bytes).holdings !== null) assert.equal(verdictOf(bytes).ok, true);
  assert.equal(verdictOf(evidenceOf(tested)).ok, true);
  await tested.close();
});

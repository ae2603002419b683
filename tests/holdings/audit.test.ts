// What somebody without bodies takes for a transition of the map, and what not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAudit, formatAudit, parseAudit } from '#verifier';
import type { AuditedLot, BirthsSeen, HoldingsAudit, RootSeen } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { admit, openTestWorld, type TestWorld } from '../support/world.ts';
import { admitDevice, lotId, made, spun, tell } from '../capture/said.ts';

interface Seen {
  audit: HoldingsAudit;
  before: RootSeen | null;
  after: RootSeen;
  births: BirthsSeen[];
}

function seen({ node, world }: TestWorld, entry: number): Seen {
  const parsed = parseAudit(node.audit(entry)!);
  assert.ok(parsed.ok);
  const { audit } = parsed;
  const rootAt = (index: number): RootSeen => {
    const row = world.entries.get(index)!;
    return { index, lots: row.firstLot, root: row.digest };
  };
  const births = [...world.entries.scan((audit.from ?? -1) + 1, entry)]
    .filter(({ lotCount }) => lotCount > 0)
    .map(({ seq, firstLot, lotCount }) => ({ entry: seq, firstLot, lotCount }));
  return { audit, before: audit.from === null ? null : rootAt(audit.from), after: rootAt(entry), births };
}

function codeOf({ audit, before, after, births }: Seen): string | null {
  const checked = checkAudit(audit, before, after, births, nodePrimitives);
  return checked.ok ? null : checked.refusal.code;
}

/** Two roots: lots A, B and five more; then A drawn from, C born of it. */
async function twoRoots(): Promise<{ tested: TestWorld; first: Seen; second: Seen }> {
  const tested = await openTestWorld();
  const { node } = tested;
  const party = await admit(node, 'Audited');
  await tell(node, party, made(1, lotId('A'), 100));
  for (let at = 0; at < 6; at += 1) await tell(node, party, made(2 + at, lotId(`B${at}`), 100));
  const first = (await node.publishHoldings())!;
  await tell(
    node,
    party,
    spun(
      9,
      [
        [lotId('A'), 10],
        [lotId('B3'), 5],
      ],
      [[lotId('C'), 12]],
    ),
  );
  await tell(node, party, spun(10, [[lotId('A'), 10]], [[lotId('D'), 9]]));
  const second = (await node.publishHoldings())!;
  return { tested, first: seen(tested, first.entry), second: seen(tested, second.entry) };
}

test('an honest one is taken, the first and the next, and its bytes have one form', async () => {
  const { tested, first, second } = await twoRoots();
  assert.equal(codeOf(first), null);
  assert.equal(codeOf(second), null);
  assert.deepEqual(
    second.audit.lots.map(({ number, links }) => [number, links.length]),
    [
      [0, 2],
      [4, 1],
      [7, 1],
      [8, 1],
    ],
  );
  const bytes = formatAudit(second.audit);
  assert.deepEqual(Buffer.from(bytes), Buffer.from(tested.node.audit(second.audit.to)!));
  for (const wrong of [
    bytes.subarray(1),
    bytes.subarray(0, -1),
    Buffer.from(` ${Buffer.from(bytes)}`),
    Buffer.from('null\n'),
  ])
    assert.equal(parseAudit(wrong).ok, false);
  assert.equal(tested.node.audit(0), undefined);
  await tested.close();
});

const other = new Uint8Array(32).fill(9);
const zeros = new Uint8Array(32);
const changeLot =
  (change: (lot: AuditedLot) => AuditedLot, at = 0) =>
  (one: Seen): Seen => ({
    ...one,
    audit: { ...one.audit, lots: one.audit.lots.map((lot, place) => (place === at ? change(lot) : lot)) },
  });
const first = <T>([one]: readonly T[]): T => one!;

const lies: [string, (one: Seen) => Seen, string][] = [
  [
    'of other roots',
    (one) => ({ ...one, audit: { ...one.audit, to: one.audit.to - 1 } }),
    'AUDIT_OF_OTHER_ROOTS',
  ],
  ['as if it were the first', (one) => ({ ...one, before: null }), 'AUDIT_OF_OTHER_ROOTS'],
  [
    'with a lot left out',
    (one) => ({ ...one, audit: { ...one.audit, lots: one.audit.lots.slice(1) } }),
    'AUDIT_NEW_ROOT_DIFFERS',
  ],
  [
    'with a new lot left out',
    (one) => ({ ...one, audit: { ...one.audit, lots: one.audit.lots.slice(0, -1) } }),
    'AUDIT_LOTS_INVALID',
  ],
  [
    'with lots in another order',
    (one) => ({ ...one, audit: { ...one.audit, lots: [...one.audit.lots].reverse() } }),
    'AUDIT_LOTS_INVALID',
  ],
  ['with an old lot as a new one', changeLot((lot) => ({ ...lot, before: null })), 'AUDIT_LOTS_INVALID'],
  [
    'with a link fewer',
    changeLot((lot) => ({ ...lot, links: lot.links.slice(1) })),
    'AUDIT_NEW_ROOT_DIFFERS',
  ],
  ['with no link', changeLot((lot) => ({ ...lot, links: [] })), 'AUDIT_LINKS_INVALID'],
  [
    'with a link from before',
    changeLot((lot) => ({ ...lot, links: [{ ...first(lot.links), entry: 1 }, ...lot.links.slice(1)] })),
    'AUDIT_LINKS_INVALID',
  ],
  [
    'with a link twice',
    changeLot((lot) => ({ ...lot, links: [first(lot.links), first(lot.links)] })),
    'AUDIT_LINKS_INVALID',
  ],
  [
    'with a link of the root itself',
    (one) => changeLot((lot) => ({ ...lot, links: [{ ...first(lot.links), entry: one.after.index }] }))(one),
    'AUDIT_LINKS_INVALID',
  ],
  [
    'with another delta',
    changeLot((lot) => ({ ...lot, links: [{ ...first(lot.links), delta: other }, ...lot.links.slice(1)] })),
    'AUDIT_NEW_ROOT_DIFFERS',
  ],
  ['with other totals', changeLot((lot) => ({ ...lot, sealed: other })), 'AUDIT_NEW_ROOT_DIFFERS'],
  [
    'with a lot made void and its links kept',
    changeLot((lot) => ({ ...lot, sealed: null })),
    'AUDIT_LINKS_INVALID',
  ],
  [
    'with another past',
    changeLot((lot) => ({ ...lot, before: { ...lot.before!, sealed: other } })),
    'AUDIT_OLD_ROOT_DIFFERS',
  ],
  [
    'with a history begun anew',
    changeLot((lot) => ({ ...lot, before: { ...lot.before!, chain: other } })),
    'AUDIT_NEW_ROOT_DIFFERS',
  ],
  [
    'with a lot that was void and has come back',
    changeLot((lot) => ({ ...lot, before: { count: 0, last: 0, chain: zeros, sealed: zeros } })),
    'AUDIT_LINKS_INVALID',
  ],
  [
    'with another hash of what did not change',
    (one) => ({ ...one, audit: { ...one.audit, unchanged: [other, ...one.audit.unchanged.slice(1)] } }),
    'AUDIT_NEW_ROOT_DIFFERS',
  ],
  [
    'with a hash too many',
    (one) => ({ ...one, audit: { ...one.audit, unchanged: [...one.audit.unchanged, other] } }),
    'AUDIT_NEW_ROOT_DIFFERS',
  ],
  [
    'with births that the log has not',
    (one) => ({ ...one, births: one.births.slice(1) }),
    'AUDIT_BIRTH_MISSING',
  ],
  [
    'with a lot that its birth has not touched',
    (one) => ({ ...one, births: one.births.map((birth) => ({ ...birth, entry: birth.entry + 100 })) }),
    'AUDIT_BIRTH_MISSING',
  ],
];

for (const [what, lie, code] of lies) {
  test(`${what}: ${code}`, async () => {
    const { tested, second } = await twoRoots();
    assert.equal(codeOf(lie(second)), code);
    await tested.close();
  });
}

test('an erasure is a transition too: the lot is void, its past is told, and it stays void', async () => {
  const { tested, second } = await twoRoots();
  const { node } = tested;
  const entry = node.lot(lotId('B3'))!.entry!;
  assert.ok((await node.erase(entry, '/annex/0/births/0', 'asked for')).ok);
  const erased = seen(tested, node.holdingsRoot()!.entry);
  assert.equal(codeOf(erased), null);
  assert.deepEqual(erased.audit.from, second.audit.to);
  assert.deepEqual(
    erased.audit.lots.map(({ number, sealed, before }) => [number, sealed, before?.count]),
    [[4, null, 2]],
  );
  await tested.close();
});

test('the number of a second birth stays void, also where the first is erased', async () => {
  const tested = await openTestWorld();
  const { node } = tested;
  const device = await admitDevice(node);
  const signed = [1, 2].flatMap((minute) => device.statements(node, made(minute, lotId('TWICE'), 10)));
  for (const sdjwt of signed) assert.equal((await node.record(sdjwt)).outcome, 'recorded');
  const before = seen(tested, (await node.publishHoldings())!.entry);
  assert.equal(codeOf(before), null);
  assert.deepEqual(
    before.audit.lots.map(({ sealed }) => sealed === null),
    [false, true],
  );
  const entry = node.lot(lotId('TWICE'))!.entry!;
  assert.ok((await node.erase(entry, '/annex/0/births/0', 'asked for')).ok);
  assert.deepEqual(tested.world.entries.erasedLots(), [0, 1]);
  const after = seen(tested, node.holdingsRoot()!.entry);
  assert.equal(codeOf(after), null);
  assert.deepEqual(
    after.audit.lots.map(({ number, sealed }) => [number, sealed]),
    [[0, null]],
  );
  assert.equal(node.evidence(lotId('TWICE')).ok, true);
  await tested.close();
});

test('the newest 64 are kept', async () => {
  const tested = await openTestWorld();
  const party = await admit(tested.node, 'Often');
  const entries: number[] = [];
  for (let at = 0; at < 66; at += 1) {
    await tell(tested.node, party, made(at, lotId(`L${at}`), 1));
    entries.push((await tested.node.publishHoldings())!.entry);
  }
  assert.deepEqual(entries.map((entry) => tested.node.audit(entry) !== undefined).indexOf(true), 2);
  await tested.close();
});

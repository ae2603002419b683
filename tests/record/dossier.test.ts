// Two ways to one dossier: the node's out of its ledger, the verifier's out of the statements that evidence shows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readStatement } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { Dossier } from '#verifier';
import { accountOf } from '../../verifier/src/evidence/count/account.ts';
import { dossierOf as shownDossier } from '../../verifier/src/evidence/dossier.ts';
import type { Shown } from '../../verifier/src/evidence/check/disclosures.ts';
import type { Ledger } from '../../src/domain/ledger/ledger.ts';
import { present } from '../../src/domain/statement/present.ts';
import { dossierOf } from '../../src/flow/dossier.ts';
import { recover } from '../../src/flow/recover.ts';
import { selectFor } from '../../src/flow/select.ts';
import { storedStatement } from '../../src/flow/stored.ts';
import type { TestWorld } from '../support/world.ts';
import { lotId, unitId } from '../capture/said.ts';
import { id, openCast } from './cast.ts';
import { product, shirt, site, tellChain, tellRecords } from './chain.ts';

function dossierFor(ledger: Ledger, lot: string): Dossier {
  return dossierOf(ledger, selectFor(ledger, lot));
}

/** As a reader sees the selection, everything of it shown. */
function fromStatements({ world }: TestWorld, ledger: Ledger, lot: string): Dossier {
  const { events, records, products, facilities } = selectFor(ledger, lot);
  const places = new Map<number, Set<number>>([[0, new Set()]]);
  for (const { entry } of [...records, ...products, ...facilities]) places.set(entry, new Set());
  for (const event of events) {
    const entry = ledger.events.entryOf(event);
    places.set(entry, (places.get(entry) ?? new Set()).add(ledger.events.indexOf(event)));
  }
  const shown = [...places]
    .sort(([one], [other]) => one - other)
    .map(([index, at]): Shown => {
      const row = world.entries.get(index)!;
      const read = readStatement(present(storedStatement(world, row), 'full', at), nodePrimitives);
      assert.ok(read.ok);
      const { recordedAtMs, firstLot, lotCount } = row;
      return { index, recordedAtMs, firstLot, lotCount, statement: read.statement };
    });
  return shownDossier(shown, accountOf(shown), shown[0]!.statement.issuer, nodePrimitives);
}

test('the node and a reader of evidence judge by the same facts, of every lot', async () => {
  const cast = await openCast();
  await tellChain(cast);
  await tellRecords(cast);
  const { ledger } = recover(cast.world.world);
  for (const lot of [
    shirt,
    unitId(1),
    unitId(2),
    ...['LINT', 'YARN', 'CLOTH', 'NOIL', 'UNTOLD', 'NOBODYS'].map(lotId),
  ])
    assert.deepEqual(fromStatements(cast.world, ledger, lot), dossierFor(ledger, lot), lot);
  await cast.world.close();
});

test('and when something of the events is erased', async () => {
  const cast = await openCast();
  await tellChain(cast);
  await tellRecords(cast);
  const { ledger } = recover(cast.world.world);
  const making = dossierFor(ledger, shirt).events.filter(({ site: place }) => place === site);
  const [spinning] = making;
  assert.ok(spinning !== undefined && !spinning.withheld);
  const field = `/document/epcisBody/eventList/${spinning.index}`;
  for (const part of ['/inputQuantityList/0/quantity', '/outputQuantityList/1/epcClass', '/readPoint']) {
    const erased = await cast.world.node.erase(spinning.entry, field + part, 'asked for');
    assert.ok(erased.ok, JSON.stringify(erased));
    const after = recover(cast.world.world).ledger;
    const dossier = dossierFor(after, shirt);
    assert.equal(dossier.events.find(({ entry }) => entry === spinning.entry)?.withheld, true, part);
    assert.deepEqual(fromStatements(cast.world, after, shirt), dossier, part);
  }
  await cast.world.close();
});

test('a dossier holds what is on the way, and nothing else', async () => {
  const cast = await openCast();
  await tellChain(cast);
  await tellRecords(cast);
  const { ledger } = recover(cast.world.world);
  const { events, records, products, facilities } = dossierFor(ledger, shirt);
  const named = (kind: string): string[] =>
    records.flatMap((record) =>
      record.kind === kind ? [String((record as unknown as Record<string, unknown>)[kind])] : [],
    );
  assert.deepEqual(named('certificate'), ['farm-scope', 'tc', 'use', 'elsewhere'].map(id));
  assert.deepEqual(named('accreditation'), ['body-gots', 'certifier-gots'].map(id));
  assert.deepEqual(named('trade'), ['order', 'shipment'].map(id));
  assert.deepEqual(named('claim'), ['yarn-claim', 'shirt-claim', 'product-claim'].map(id));
  assert.deepEqual(named('case'), [id('case')]);
  assert.equal(records.filter(({ kind }) => kind === 'account' || kind === 'answer').length, 2);
  assert.deepEqual(
    products.map((one) => [one.product, one.category]),
    [[product, 'shirt']],
  );
  assert.deepEqual(
    facilities.map(({ facility, party, country }) => ({ facility, party, country })),
    [{ facility: site, party: cast.party('spinner'), country: 'IN' }],
  );
  const made = events.flatMap(({ produced }) => produced.map(({ lot }) => lot));
  assert.deepEqual(made, [
    lotId('LINT'),
    lotId('OTHER'),
    lotId('YARN'),
    lotId('NOIL'),
    lotId('CLOTH'),
    shirt,
  ]);
  const runs = events.filter(
    ({ drawn, produced }) =>
      drawn.some(({ lot }) => lot === lotId('YARN')) || produced.some(({ lot }) => lot === lotId('CLOTH')),
  );
  assert.equal(new Set(runs.map(({ run }) => run)).size, 1);
  assert.equal(runs.length, 2);
  await cast.world.close();
});

test('what was taken out of a unit is not in it any more', async () => {
  const cast = await openCast();
  await tellChain(cast);
  const { ledger } = recover(cast.world.world);
  const packings = dossierFor(ledger, unitId(1)).events.filter(({ unit }) => unit !== null);
  assert.deepEqual(
    packings.map(({ packed }) => packed),
    [[{ lot: lotId('LINT'), dimension: 'mass', amount: 30_000 }]],
  );
  await cast.world.close();
});

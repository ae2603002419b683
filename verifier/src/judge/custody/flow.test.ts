import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Dossier } from '../../dossier/dossier.ts';
import { chainOf } from '../chain/build.ts';
import { id, laterMs, startMs, World } from '../fixture.ts';
import { judgeClaim } from '../judge.ts';

interface Step {
  readonly from: readonly number[];
  readonly share: number;
  readonly out: readonly number[];
  readonly organic: boolean;
}

const step = fc.record({
  from: fc.array(fc.nat(1000), { maxLength: 3 }),
  share: fc.integer({ min: 1, max: 1000 }),
  out: fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 3 }),
  organic: fc.boolean(),
});

/** Random makings on a few sites; lots may be drawn beyond what there is of them. */
function played(steps: readonly Step[]): { dossier: Dossier; lots: string[]; entered: number } {
  const world = new World({
    entry: [
      {
        processes: ['farm-production'],
        fromInputs: false,
        anyOf: [{ scheme: 'organic', types: ['scope'], codes: [] }],
      },
    ],
    sites: [],
    transfers: null,
  });
  world.product('fibre', 'lint', { cotton: 100 });
  for (const party of ['organic', 'stranger']) world.facility(party, 'EG');
  world.certificate('scope-organic', 'organic');
  const lots: string[] = [];
  let entered = 0;
  for (const { from, share, out, organic } of steps) {
    const inputs = Object.fromEntries(
      lots.length === 0 ? [] : from.map((at) => [lots[at % lots.length]!, share]),
    );
    const outputs = Object.fromEntries(out.map((grams, at) => [`fibre/${lots.length + at}`, grams / 1000]));
    const isEntry = Object.keys(inputs).length === 0;
    if (isEntry && organic) entered += out.reduce((sum, grams) => sum + grams, 0);
    world.make(organic ? 'organic' : 'stranger', isEntry ? 'farm-production' : 'mixing', inputs, outputs);
    lots.push(...Object.keys(outputs));
  }
  for (const lot of lots) world.claim(`claim ${lot}`, lot, { model: 'controlled-blending' });
  return { dossier: world.dossier(), lots, entered };
}

test('no more claimed grams leave than entered', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      const { dossier, lots, entered } = played(steps);
      const { lots: places, indexOf } = chainOf(dossier.events);
      // What is left of every lot: its claimed grams times the part that nobody drew.
      const leaving = lots.reduce((sum, lot) => {
        const verdict = judgeClaim(dossier, `claim ${lot}`, id(lot), laterMs);
        const { produced, drawn } = places[indexOf.get(id(lot))!]!;
        const left = Math.max(0, (produced ?? 0) - drawn);
        return (
          sum + Math.floor(((verdict.gramsSubstantiated ?? 0) * left) / Math.max(1, produced ?? 0, drawn))
        );
      }, 0);
      assert.ok(leaving <= entered, `${leaving} g of ${entered} g`);
    }),
    { numRuns: 60 },
  );
});

test('pieces weigh what went into them, and units what lies in them', () => {
  const world = new World();
  world.make('farm', 'farm-production', {}, { 'knit/1': 10 });
  world.make('maker', 'sewing', { 'knit/1': 9 }, { 'shirt/1': { pieces: 30 }, 'shirt/2': { pieces: 60 } });
  const unit = 'https://id.gs1.org/00/106141412345678908';
  const packed = [{ lot: id('shirt/1'), dimension: 'count', amount: 10 }];
  world.make('maker', 'packing', {}, {}, { unit, packed });
  world.make(
    'shop',
    'tagging',
    {},
    { 'tag/1': { pieces: 10 } },
    { drawn: [{ lot: unit, dimension: 'count', amount: 1 }] },
  );
  const { lots, indexOf } = chainOf(world.dossier().events);
  const grams = (lot: string): number | null => lots[indexOf.get(lot)!]!.grams;
  assert.deepEqual(
    [grams(id('shirt/1')), grams(id('shirt/2')), grams(unit), grams(id('tag/1'))],
    [3000, 6000, 1000, 1000],
  );
});

test('what of a making is withheld has no known mass', () => {
  const world = new World();
  world.make('farm', 'farm-production', {}, { 'knit/1': 10 });
  world.make(
    'maker',
    'sewing',
    { 'knit/1': 9 },
    { 'shirt/1': { pieces: 30 } },
    { withheld: true, atMs: startMs },
  );
  const { lots, indexOf, makings } = chainOf(world.dossier().events);
  assert.equal(lots[indexOf.get(id('shirt/1'))!]!.grams, null);
  assert.equal(makings[1]?.inGrams, null);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MaterialPack } from '../../../pack/pack.ts';
import { cottonPack, id, laterMs, World } from '../../fixture.ts';
import { judgeClaim } from '../../judge.ts';

const scope = [{ scheme: 'organic', types: ['scope' as const], codes: [] }];
const figure = (value: number): { value: number; source: string; certain: boolean } => ({
  value,
  source: 's',
  certain: true,
});

function world(process: string, fromInputs: boolean, pack: Partial<MaterialPack> = {}): World {
  const made = new World({
    entry: [{ processes: [process], fromInputs, anyOf: scope }],
    sites: [],
    transfers: null,
  });
  made.adopt({ ...cottonPack, ...pack, version: '2' });
  made.facility('maker', 'EG');
  made.certificate('scope-maker', 'maker');
  made.product('fibre', 'lint', { cotton: 100 });
  made.product('untold', null, { cotton: 100 });
  made.product('rags', 'rags', { cotton: 100 });
  return made;
}

function judged(made: World, lot: string): string[] {
  made.claim('claim', lot);
  const { result, findings } = judgeClaim(made.dossier(), 'claim', id(lot), laterMs);
  return [result, ...findings.filter(({ weight }) => weight !== 'note').map(({ code }) => code)];
}

const yields = [
  {
    processes: ['recycling'],
    category: 'lint',
    countries: ['*'],
    lowPpm: figure(0),
    highPpm: figure(900_000),
  },
];

test('what is recycled is recycled of something', () => {
  const of = (inputs: Parameters<World['make']>[2]): string[] => {
    const made = world('recycling', true, { yields });
    made.make('maker', 'recycling', inputs, { 'fibre/1': 100 });
    return judged(made, 'fibre/1');
  };
  assert.deepEqual(of({ 'rags/1': 120 }), ['holds']);
  assert.deepEqual(of({}), ['cannot-tell', 'ORIGIN_UNKNOWN']);
  assert.deepEqual(of({ 'rags/1': 0 }), ['cannot-tell', 'ORIGIN_UNKNOWN']);
  assert.deepEqual(of({ 'rags/1': null }), ['cannot-tell', 'AMOUNT_UNKNOWN']);
});

test('where the land bounds the material, goods of no told category do not enter', () => {
  const band = {
    processes: ['farm-production'],
    category: 'lint',
    countries: ['*'],
    highGramsPerHectare: figure(1_000_000),
  };
  const of = (lot: string, perHectare: MaterialPack['perHectare'] = [band]): string[] => {
    const made = world('farm-production', false, { perHectare });
    made.make('maker', 'farm-production', {}, { [lot]: 100 });
    return judged(made, lot);
  };
  assert.deepEqual(of('fibre/1'), ['holds']);
  assert.deepEqual(of('untold/1'), ['cannot-tell', 'CATEGORY_NOT_COVERED']);
  assert.deepEqual(of('untold/1', []), ['holds']);
});

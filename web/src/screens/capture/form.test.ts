import assert from 'node:assert/strict';
import { test } from 'node:test';
import { baseOf, emptyForm, type Known, type RecordForm, readForm } from './form.ts';
import type { Stored } from './stock.ts';

const gtin = 'https://id.gs1.org/01/09521234543213';
const stored = (id: string, remaining: number | null): Stored => ({
  ...{
    id: `${gtin}/10/${id}`,
    kind: 'lot',
    product: gtin,
    productName: 'Seed cotton',
    dimension: 'mass',
    remaining,
  },
  ...{ place: null, cameAtMs: 0, isNew: false },
});
const known: Known = {
  language: 'en',
  stored: [stored('A', 100_000), stored('B', null)],
  products: [{ product: gtin, name: 'Lint', category: 'gin-trash' }],
  wasteCategories: new Set(['gin-trash']),
};
const form = (change: Partial<RecordForm>): RecordForm => ({
  ...emptyForm,
  place: 'urn:x:gin',
  process: 'ginning',
  ...change,
});
const output = { key: '1', product: gtin, number: 'L1', amount: '40', unit: 'kg' } as const;

test('amounts are read in any digits, and what is more than is left is said', () => {
  const { inputs, outputs, wrong, overdrawn } = readForm(
    'run',
    form({
      inputs: [
        { id: `${gtin}/10/A`, amount: '١٠٠٫٥' },
        { id: `${gtin}/10/B`, amount: '' },
      ],
      outputs: [{ ...output }],
    }),
    { ...known, language: 'ar' },
  );
  assert.deepEqual(wrong, []);
  assert.deepEqual(
    inputs.map(({ base }) => base),
    [100_500, null],
  );
  assert.deepEqual(overdrawn, [{ id: `${gtin}/10/A`, asked: 100_500, left: 100_000, dimension: 'mass' }]);
  assert.deepEqual([outputs[0]?.id, outputs[0]?.base, outputs[0]?.isWaste], [`${gtin}/10/L1`, 40_000, true]);
});

test('everything that is wrong is said at once, with its place', () => {
  const { wrong } = readForm(
    'run',
    {
      ...emptyForm,
      outputs: [
        { ...output, amount: '-3' },
        { ...output, key: '2', amount: '' },
        { ...output, key: '3', product: '', number: '' },
      ],
    },
    known,
  );
  assert.deepEqual(
    wrong.map(({ code, row }) => `${code} ${row ?? ''}`.trim()),
    [
      'noPlace',
      'noProcess',
      'sameNumber 1',
      'badAmount 1',
      'sameNumber 2',
      'noAmount 2',
      'noProduct 3',
      'noNumber 3',
      'noInput',
    ],
  );
});

test('how many go in and come out is a matter of what happened', () => {
  const codes = (kind: Parameters<typeof readForm>[0], change: Partial<RecordForm>): string[] =>
    readForm(kind, form(change), known).wrong.map(({ code }) => code);
  const [a, b] = ['A', 'B'].map((id) => ({ id: `${gtin}/10/${id}`, amount: '' })) as [
    { id: string; amount: string },
    { id: string; amount: string },
  ];
  assert.deepEqual(codes('split', { inputs: [a, b], outputs: [{ ...output }] }), [
    'oneInput',
    'severalOutputs',
  ]);
  assert.deepEqual(codes('merge', { inputs: [a], outputs: [{ ...output }] }), ['severalInputs']);
  assert.deepEqual(codes('harvest', { outputs: [{ ...output }] }), []);
  assert.deepEqual(codes('pack', { inputs: [a] }), ['noUnit']);
  assert.deepEqual(codes('unpack', { unit: '7' }), []);
});

test('pieces are whole, and nothing is no amount', () => {
  assert.deepEqual(
    [baseOf('1.5', 'count', 'en'), baseOf('12', 'count', 'en'), baseOf('0', 'mass', 'en')],
    [null, 12, null],
  );
  assert.equal(baseOf('1,5', 'length', 'de'), 1_500);
});

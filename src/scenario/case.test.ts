import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { CaseMistake } from './case/mistake.ts';
import { Names } from './case/names.ts';
import { packsOf } from './case/packs.ts';
import { type PlayedCase, playCase } from './case/play.ts';
import { type CaseForm, readCase, readCases } from './case/read.ts';
import { confusion, fraudTotal } from './case/table.ts';
import { patched } from './case/value.ts';
import { recordClaims } from './case/claims.ts';

const corpus = join(import.meta.dirname, '../../scenarios/fraud');
const folder = mkdtempSync(join(tmpdir(), 'selvedge-cases-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const place = { file: 'case.json', pointer: '' };
const small = {
  title: 'A harvest',
  family: 'honest',
  story: 'One farm, one harvest.',
  world: {
    packs: ['cotton', 'ocs'],
    parties: { farm: { name: 'A Farm', country: 'IN' } },
    products: { cotton: { of: 'farm', name: 'Seed cotton', category: 'seed-cotton' } },
  },
  steps: [
    {
      name: 'harvest',
      by: 'farm',
      at: '2026-01-10',
      make: { process: 'farm-production', out: [{ lot: 'cotton/1', kg: 100 }] },
    },
  ],
  expect: { caught: null },
};

function written(name: string, value: unknown): string {
  const path = join(folder, name, 'case.json');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
}

function read(value: unknown): CaseForm {
  return readCase(written('read', value), join(corpus, 'base'), folder);
}

function play(value: unknown): Promise<PlayedCase> {
  return playCase(read(value), packsOf(join(corpus, 'packs')));
}

test('the corpus: sixty frauds and more over eight families, sixty honest chains and more, each with a story', () => {
  const cases = readCases(corpus);
  const honest = cases.filter(({ family }) => family === 'honest');
  assert.ok(honest.length >= 62, `${honest.length}`);
  assert.ok(cases.length - honest.length >= 62, `${cases.length - honest.length}`);
  assert.equal(new Set(cases.map(({ family }) => family)).size, 9);
  for (const { story, title, name } of cases) assert.ok(story.length >= 30 && title.length >= 10, name);
});

const mistakes: [string, unknown, RegExp][] = [
  ['no JSON', '{', /read\/case\.json: .*JSON/],
  [
    'an unknown member',
    { ...small, familie: 'honest' },
    /read\/case\.json \/familie: there is no such member/,
  ],
  ['an unknown family', { ...small, family: 'odd' }, /\/family: one of fake inputs/],
  ['no story', { ...small, story: undefined }, /\/story: a text is needed here/],
  [
    'a step without an act',
    { ...small, steps: [{ by: 'farm' }] },
    /\/steps\/0: a step says one thing, this one 0/,
  ],
  ['an unknown base step', { ...small, without: ['gin-run'] }, /there is no step named gin-run/],
  [
    'a step after nobody',
    { ...small, steps: [{ by: 'farm', after: 'x', make: {} }] },
    /\/steps\/0: there is no step named x/,
  ],
];

test('mistakes in a file are told with file and member', () => {
  for (const [name, value, expected] of mistakes)
    assert.throws(
      () => read(value),
      (fault) => fault instanceof CaseMistake && expected.test(fault.message),
      name,
    );
});

const playMistakes: [string, object, RegExp][] = [
  [
    'no such party',
    { by: 'gin', make: { out: [] } },
    /\/steps\/0\/by: there is no party named gin; there are operator, farm/,
  ],
  [
    'no such product',
    { by: 'farm', make: { out: [{ lot: 'bale/1' }] } },
    /\/steps\/0\/make\/out\/0\/lot: there is no product named bale/,
  ],
  ['no such act', { by: 'farm', sell: {} }, /\/steps\/0\/sell: there is no such step; there are make/],
  [
    'no such claim',
    { by: 'farm', claim: { clam: 'x' } },
    /\/steps\/0\/claim\/clam: there is no such member here; there are claim/,
  ],
  [
    'a time that is none',
    { by: 'farm', at: 'May', observe: { lots: [] } },
    /\/steps\/0\/at: May is neither a day/,
  ],
  [
    'two amounts',
    { by: 'farm', make: { out: [{ lot: 'cotton/1', kg: 1, t: 1 }] } },
    /\/out\/0: one amount is enough/,
  ],
];

test('mistakes that show only when it is played name the step', async () => {
  for (const [name, step, expected] of playMistakes)
    await assert.rejects(
      play({ ...small, steps: [step] }),
      (fault) => fault instanceof CaseMistake && expected.test(fault.message),
      name,
    );
});

test('a change is a merge patch: members in place of members, null takes one away, lists are replaced', () => {
  const base = { certificate: { validUntil: 'a', sites: ['one', 'two'], number: '7' } };
  const change = { certificate: { validUntil: 'b', sites: ['three'], number: null } };
  assert.deepEqual(patched(base, change), { certificate: { validUntil: 'b', sites: ['three'] } });
});

test('a case takes its base, leaves out, changes, and puts its steps where it says', () => {
  const step = { by: 'farmers', observe: { lots: [] } };
  const one = read({
    ...{ title: 'Changed', family: 'honest', story: 'x', base: 'organic-cotton', expect: { caught: null } },
    without: ['dye'],
    change: { 'gin-run': { make: { process: 'ginning-saw' } } },
    steps: [
      { ...step, name: 'first', after: 'harvest' },
      { ...step, name: 'second', after: 'harvest' },
      { ...step, name: 'before', before: 'harvest' },
      { ...step, name: 'last' },
    ],
  });
  const names = one.steps.map(({ name }) => name);
  assert.deepEqual(names.slice(names.indexOf('before'), names.indexOf('before') + 5), [
    'before',
    'harvest',
    'first',
    'second',
    'gin-run',
  ]);
  assert.equal(names.at(-1), 'last');
  assert.ok(!names.includes('dye'));
  const gin = one.steps.find(({ name }) => name === 'gin-run')!.told;
  assert.equal(gin['process'], 'ginning-saw');
  assert.equal((gin['in'] as unknown[]).length, 1);
});

test('names become ids, kilograms grams, days times; what is left out is empty or now', () => {
  const world = read(small).world;
  const setting = { names: new Names(world, 'urn:uuid:operator'), now: '2026-01-01T00:00:00.000Z' };
  const told = {
    certificate: 'scope',
    holder: 'farm',
    sites: ['farm', '*'],
    validFrom: '2026-01-01',
    volumeKg: 1.5,
    lots: [{ lot: 'cotton/1', kg: 0.1, certifiedKg: 0.1 }],
  };
  assert.deepEqual(recordClaims('certificate', told, place, setting), {
    certificate: 'urn:selvedge:scope',
    holder: setting.names.party('farm', place),
    sites: [setting.names.site('farm', place), '*'],
    validFrom: '2026-01-01T00:00:00Z',
    volumeGrams: 1500,
    lots: [{ lot: setting.names.lot('cotton/1', place), grams: 100, certifiedGrams: 100 }],
    ...{ subcontractors: [], processes: [], categories: [], materials: [], codes: [] },
  });
  const lines = [
    { lot: 'cotton/1', kg: 2.5 },
    { product: 'cotton', pieces: 3 },
  ];
  const trade = recordClaims('trade', { trade: 't', lines }, place, setting);
  assert.equal(trade['at'], setting.now);
  assert.deepEqual(trade['lines'], [
    { line: 1, lot: setting.names.lot('cotton/1', place), quantity: 2.5, uom: 'KGM' },
    { line: 2, product: setting.names.product('cotton', place), quantity: 3, uom: 'H87' },
  ]);
});

test('invitation and acceptance of one word fit each other', () => {
  const setting = { names: new Names(read(small).world, 'urn:uuid:operator'), now: '2026-01-01T00:00:00Z' };
  const [invited, accepted] = (['invitation', 'acceptance'] as const).map((kind) =>
    recordClaims(kind, { secret: 'for the gin' }, place, setting),
  );
  assert.equal(invited!['invitation'], accepted!['invitation']);
  assert.match(String(accepted!['secret']), /^[A-Za-z0-9_-]{43}$/);
  assert.equal('secret' in invited!, false);
});

test('an honest case passes; one whose step is refused does not, and neither does a refusal that never came', async () => {
  assert.deepEqual((await play(small)).problems, []);
  const overdrawn = {
    by: 'farm',
    name: 'too much',
    make: { in: [{ lot: 'cotton/1', kg: 200 }], out: [{ lot: 'cotton/2', kg: 200 }] },
  };
  const accused = await play({ ...small, steps: [...small.steps, overdrawn] });
  assert.match(accused.problems.join(), /^step too much \(make\) was refused with LOT_OVERDRAWN/);
  const untouched = await play({ ...small, steps: [{ ...small.steps[0], refused: 'LOT_OVERDRAWN' }] });
  assert.match(
    untouched.problems.join(),
    /^step harvest \(make\) was taken, and should be refused with LOT_OVERDRAWN/,
  );
  const caught = await play({
    ...small,
    family: 'mass imbalance',
    steps: [...small.steps, { ...overdrawn, refused: 'LOT_OVERDRAWN' }],
    expect: { caught: 'LOT_OVERDRAWN' },
  });
  assert.deepEqual(
    [caught.problems, caught.caught?.code, caught.caught?.by],
    [[], 'LOT_OVERDRAWN', 'capture'],
  );
});

test('a verdict that is not as expected is told, and evidence is compared with the node', async () => {
  const shirt = (result: string, codes: string[], kg: object): object => ({
    ...{ title: 'Expired', family: 'certificates', story: 'x', base: 'organic-cotton' },
    change: { 'gin-scope': { certificate: { validUntil: '2025-11-19' } } },
    expect: {
      claims: { 'shirt-organic': { lot: 'shirt/1', result, codes, kg } },
      caught: 'CERTIFICATE_EXPIRED',
    },
  });
  const right = await play(shirt('fails', ['CERTIFICATE_EXPIRED'], { substantiated: 0 }));
  assert.deepEqual([right.problems, right.caught?.by, right.evidenceCompared], [[], 'verdict', 1]);
  const wrong = await play(shirt('holds', ['SITE_NOT_COVERED'], { claimed: 1 }));
  assert.equal(wrong.problems.length, 4, wrong.problems.join('\n'));
  assert.match(wrong.problems[0]!, /fails, not holds; found was CERTIFICATE_EXPIRED/);
  const missing = await play({
    ...small,
    expect: { claims: { organic: { lot: 'cotton/1', result: 'holds' } }, caught: null },
  });
  assert.match(missing.problems.join(), /claim organic: there is no verdict on it for cotton\/1/);
});

test('the same event again, a correction, an erasure, a lost key, scans: each does what it says', async () => {
  const harvest = small.steps[0]!;
  const shirt = { lot: 'cotton#1' };
  const played = await play({
    ...small,
    family: 'tags',
    steps: [
      { ...harvest, again: true },
      { by: 'farm', correct: { step: 'harvest' } },
      { by: 'farm', name: 'anew', make: { out: [{ lot: 'cotton/1', kg: 90 }, shirt] } },
      { by: 'operator', erase: { step: 'anew', field: '/document/epcisBody/eventList/0/readPoint' } },
      { by: 'operator', scan: { item: 'cotton#1', at: '2026-01-11T10:00:00Z', country: 'DE', visitor: 'a' } },
      { by: 'operator', scan: { item: 'cotton#1', at: '2026-01-11T10:10:00Z', country: 'BR', visitor: 'b' } },
      { by: 'farm', key: { reason: 'lost' } },
      { by: 'farm', make: { out: [{ lot: 'cotton/2', kg: 90 }] }, refused: 'NO_CUSTODIAL_KEY' },
    ],
    expect: { caught: 'TAG_CLONED_VELOCITY' },
  });
  assert.deepEqual([played.problems, played.caught?.by], [[], 'scans']);
});

test('the table counts caught, unseen and missed apart', () => {
  const one = (
    family: PlayedCase['family'],
    problems: string[],
    unseen: string | null = null,
  ): PlayedCase => ({
    ...{ name: 'x', file: 'x', title: 'x', caught: null, evidenceCompared: 0, verdicts: [] },
    ...{ family, problems, unseen },
  });
  const rows = confusion([
    one('tags', []),
    one('tags', ['missed']),
    one('collusion', [], 'a test'),
    one('honest', []),
  ]);
  assert.deepEqual(
    rows.map(({ family, cases, right, unseen, wrong }) => [family, cases, right, unseen, wrong]),
    [
      ['collusion', 1, 0, 1, 0],
      ['tags', 2, 1, 0, 1],
      ['honest', 1, 1, 0, 0],
    ],
  );
  assert.deepEqual(fraudTotal(rows), { cases: 3, right: 1, unseen: 1, wrong: 1 });
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { nodePrimitives } from '../../node/primitives.ts';
import { purePrimitives } from '../primitives/pure.ts';
import type { ClaimRule, Figure, MaterialPack, SchemePack } from './pack.ts';
import { packDigest, readPack } from './read-pack.ts';

const figure = (value: number): Figure => ({ value, source: 's1', certain: true });
const asked = { scheme: 'organic', types: ['scope'], codes: [] } as const;
const head = {
  format: 'selvedge-pack/1',
  ...{ version: '1', title: 'Ökologisch' },
  sources: [{ id: 's1', title: 'The standard', tag: 'P' }],
} as const;

const rule: ClaimRule = {
  ...{ code: 'organic', title: 'Organic', models: ['segregated'], basis: 'custody', materials: ['cotton'] },
  ...{ minSharePpm: figure(950_000), maxSharePpm: null },
  remainder: {
    ...{ sameMaterialMaxPpm: figure(0), banned: ['angora'] },
    caps: [{ material: 'viscose', maxPpm: figure(100_000), categories: [] }],
  },
  entry: [{ processes: ['harvesting'], fromInputs: false, anyOf: [asked] }],
  sites: [{ processes: ['*'], except: [], anyOf: [asked], componentMinPpm: null }],
  subject: [asked],
  transfers: { processes: ['*'], except: [], scheme: 'organic' },
  origin: { knownTo: 'gin', excludedCountries: ['XX'] },
  accepts: ['ocs/organic'],
  minAssurance: 'third-party',
  conversions: [{ processes: ['spinning'], factorPpm: figure(1_280_000), fromMs: null, untilMs: 1 }],
  ...{ creditMonths: figure(24), windowMonths: null, validMonths: null },
  ...{ wasteExcluded: ['noil'], wording: { segregated: '{share} organic {material}' } },
};
const scheme: SchemePack = { ...head, kind: 'scheme', pack: 'organic', claims: [rule], excludes: ['other'] };
const band = {
  ...{ processes: ['ginning'], category: 'lint', countries: ['*', 'IN'] },
  ...{ lowPpm: figure(320_000), highPpm: figure(400_000) },
};
const material: MaterialPack = {
  ...{ ...head, kind: 'material', pack: 'cotton' },
  materials: [{ code: 'cotton', title: 'Cotton', names: ['cotton'], counts: true }],
  processes: [{ code: 'ginning', title: 'Ginning', aliases: [] }],
  categories: [{ code: 'lint', title: 'Lint', aliases: ['fibre'], waste: false }],
  yields: [band],
  perHectare: [
    { ...{ processes: ['harvesting'], category: 'seed', countries: ['*'] }, highGramsPerHectare: figure(9) },
  ],
};

test('packs of both kinds are read as they are', () => {
  for (const pack of [scheme, material]) assert.deepEqual(readPack(pack), { ok: true, pack });
});

/** Without shared parts: a change is in one place only. */
const copyOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Every place of a JSON value that holds something, as a pointer. */
function placesOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => placesOf(inner, `${path}/${name}`))];
}

function holderOf(root: unknown, path: string): [holder: Record<string, unknown>, name: string] {
  const steps = path.split('/').slice(1);
  const name = steps.pop()!;
  return [steps.reduce((inner, step) => (inner as never)[step] as unknown, root) as never, name];
}

describe('strict in every place', () => {
  for (const pack of [scheme, material]) {
    const places = placesOf(pack).filter((path) => path !== '');
    test(`${pack.kind}: no value can become another type`, () => {
      for (const path of places) {
        const copy: unknown = copyOf(pack);
        const [holder, name] = holderOf(copy, path);
        holder[name] = [[]];
        assert.ok(!readPack(copy).ok, path);
      }
    });

    test(`${pack.kind}: no member can be missing or come in addition`, () => {
      for (const path of places) {
        const copy: unknown = copyOf(pack);
        const [holder, name] = holderOf(copy, path);
        if (Array.isArray(holder)) continue;
        const value = holder[name];
        delete holder[name];
        const missing = readPack(copy);
        const optional = path.includes('/wording/') || path === '/perHectare';
        assert.equal(missing.ok ? 'taken' : missing.refusal.path, optional ? 'taken' : path);
        Object.assign(holder, { [name]: value, more: 1 });
        const more = readPack(copy);
        const last = path.slice(0, path.lastIndexOf('/'));
        assert.deepEqual(more.ok ? 'taken' : [more.refusal.code, more.refusal.path], [
          'PACK_MEMBER_INVALID',
          `${last}/more`,
        ]);
      }
    });
  }
});

describe('refused, with the place', () => {
  const changedRule = (change: object): object => ({ ...scheme, claims: [{ ...rule, ...change }] });
  const cases: readonly [string, unknown, string][] = [
    ['no pack at all', 'pack', ''],
    ['another kind', { ...scheme, kind: 'other' }, '/kind'],
    ['another format', { ...scheme, format: 'selvedge-pack/2' }, '/format'],
    ['a source twice', { ...scheme, sources: [...head.sources, ...head.sources] }, '/sources/1/id'],
    ['a code twice', { ...scheme, claims: [rule, rule] }, '/claims/1/code'],
    [
      'a process twice',
      { ...material, processes: [1, 2].map(() => material.processes[0]) },
      '/processes/1/code',
    ],
    [
      'a figure of no source',
      changedRule({ creditMonths: { ...figure(1), source: 's2' } }),
      '/claims/0/creditMonths/source',
    ],
    ['a broken number', changedRule({ minSharePpm: figure(0.5) }), '/claims/0/minSharePpm/value'],
    ['more than all', changedRule({ minSharePpm: figure(1_000_001) }), '/claims/0/minSharePpm/value'],
    ['limits the wrong way', changedRule({ maxSharePpm: figure(1) }), '/claims/0/maxSharePpm'],
    ['an unknown model', changedRule({ models: ['magic'] }), '/claims/0/models/0'],
    ['wording of an unknown model', changedRule({ wording: { magic: 'x' } }), '/claims/0/wording/magic'],
    ['an unknown assurance', changedRule({ minAssurance: 'hearsay' }), '/claims/0/minAssurance'],
    ['what counts, without a scheme', changedRule({ accepts: ['organic'] }), '/claims/0/accepts/0'],
    [
      'an unknown type of certificate',
      changedRule({ subject: [{ ...asked, types: ['scope', 'letter'] }] }),
      '/claims/0/subject/0/types/1',
    ],
    [
      'a time the wrong way',
      changedRule({ conversions: [{ ...rule.conversions[0], fromMs: 2 }] }),
      '/claims/0/conversions/0/untilMs',
    ],
    [
      'land that gives nothing',
      { ...material, perHectare: [{ ...material.perHectare![0], highGramsPerHectare: figure(0) }] },
      '/perHectare/0/highGramsPerHectare/value',
    ],
    ['a band the wrong way', { ...material, yields: [{ ...band, highPpm: figure(1) }] }, '/yields/0/highPpm'],
  ];
  for (const [name, value, path] of cases) {
    test(name, () => {
      const read = readPack(value);
      assert.ok(!read.ok);
      assert.deepEqual([read.refusal.code, read.refusal.path], ['PACK_MEMBER_INVALID', path]);
      assert.ok(read.refusal.detail.startsWith(path === '' ? 'the pack ' : `${path} `), read.refusal.detail);
    });
  }
});

test('the digest is of the members as they came', () => {
  const expected = createHash('sha256').update(JSON.stringify(scheme), 'utf8').digest('base64url');
  for (const primitives of [nodePrimitives, purePrimitives])
    assert.equal(packDigest(scheme, primitives), expected);
  const { kind, ...rest } = scheme;
  assert.notEqual(packDigest({ ...rest, kind }, nodePrimitives), expected);
});

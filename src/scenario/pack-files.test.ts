import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Figure, Pack } from '#verifier';
import { packsOf } from './case/packs.ts';
import { playCase } from './case/play.ts';
import { readCase } from './case/read.ts';
import { allPacks, packAt, packNamed, packPaths } from './pack-files.ts';

const packs = [...packPaths()].map(([name, path]) => ({ name, pack: packAt(path) }));
const schemes = packs.flatMap(({ name, pack }) => (pack.kind === 'scheme' ? [{ name, pack }] : []));
const materials = packs.flatMap(({ name, pack }) => (pack.kind === 'material' ? [{ name, pack }] : []));

/** Every figure in a pack, with the path to it. */
function figuresOf(value: unknown, path = ''): { path: string; figure: Figure }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('certain' in value) return [{ path, figure: value as Figure }];
  return Object.entries(value).flatMap(([name, inner]) => figuresOf(inner, `${path}/${name}`));
}

function tagOf(pack: Pack, figure: Figure): string | undefined {
  return pack.sources.find(({ id }) => id === figure.source)?.tag;
}

test('the strict reader takes every pack, and a file is named after its pack and version', () => {
  assert.ok(schemes.length >= 12 && materials.length >= 6);
  assert.equal(allPacks().length, packs.length);
  for (const { name, pack } of packs)
    assert.ok([pack.pack, `${pack.pack}@${pack.version}`].includes(name), name);
  const versions = packs.map(({ pack }) => `${pack.pack} ${pack.version}`);
  assert.equal(new Set(versions).size, versions.length);
});

test('the name of a pack alone is its newest version', () => {
  const gots = packNamed('gots');
  assert.equal(gots.version, '7.0');
  assert.equal(packNamed('gots@5.0').version, '5.0');
  for (const { name, pack } of packs)
    if (name.includes('@')) assert.notEqual(packNamed(pack.pack).version, pack.version);
  assert.throws(() => packNamed('gots@1.0'), /no pack gots@1\.0/);
});

test('a figure is certain only by a source that was read', () => {
  let certain = 0;
  for (const { name, pack } of packs) {
    for (const { path, figure } of figuresOf(pack)) {
      const tag = tagOf(pack, figure);
      assert.ok(tag !== undefined, `${name}${path}`);
      if (figure.certain) assert.ok(['P', 'C', 'S'].includes(tag), `${name}${path} rests on ${tag}`);
      certain += figure.certain ? 1 : 0;
    }
  }
  assert.ok(certain > 0);
});

test('every source is used or is what the whole pack rests on, and names no address of a download', () => {
  for (const { name, pack } of packs) {
    const ids = pack.sources.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, name);
    for (const { title } of pack.sources) assert.doesNotMatch(title, /https?:\/\//, name);
  }
});

test('each model has its sentence, and what is not in the goods is not said to be in them', () => {
  for (const { name, pack } of schemes) {
    for (const { code, models, wording } of pack.claims) {
      assert.deepEqual(Object.keys(wording).sort(), [...models].sort(), `${name} ${code}`);
      for (const model of ['mass-balance', 'book-and-claim'] as const)
        assert.doesNotMatch(wording[model] ?? '', /contain/i, `${name} ${code}`);
      for (const sentence of Object.values(wording)) {
        assert.match(sentence, /\.$/);
        for (const [, gap] of sentence.matchAll(/\{(\w*)\}/g))
          assert.ok(['share', 'material', 'countries'].includes(gap ?? ''), `${name} ${code} {${gap}}`);
      }
    }
  }
});

test('what schemes name stands in material packs, and what they accept and exclude stands here', () => {
  const known = new Set(materials.flatMap(({ pack }) => pack.materials.map(({ code }) => code)));
  const processes = new Set(materials.flatMap(({ pack }) => pack.processes.map(({ code }) => code)));
  const categories = new Set(materials.flatMap(({ pack }) => pack.categories.map(({ code }) => code)));
  const claims = new Set(
    schemes.flatMap(({ pack }) => pack.claims.map(({ code }) => `${pack.pack}/${code}`)),
  );
  const names = new Set(schemes.map(({ pack }) => pack.pack));
  const each = (all: readonly string[], set: ReadonlySet<string>, where: string): void => {
    for (const one of all) assert.ok(one === '*' || set.has(one), `${where}: ${one}`);
  };
  for (const { name, pack } of schemes) {
    each(pack.excludes, names, name);
    for (const rule of pack.claims) {
      const where = `${name} ${rule.code}`;
      each([...rule.materials, ...(rule.remainder?.banned ?? [])], known, where);
      each(rule.remainder?.caps.map(({ material }) => material) ?? [], known, where);
      each(rule.remainder?.caps.flatMap((cap) => cap.categories) ?? [], categories, where);
      each(rule.wasteExcluded, categories, where);
      each(rule.accepts, claims, where);
      each(
        [...rule.entry, ...rule.conversions].flatMap((one) => one.processes),
        processes,
        where,
      );
      each(
        rule.sites.flatMap((one) => [...one.processes, ...one.except]),
        processes,
        where,
      );
      each([...(rule.transfers?.processes ?? []), ...(rule.transfers?.except ?? [])], processes, where);
    }
  }
});

test('exclusion holds both ways', () => {
  for (const { pack } of schemes)
    for (const other of pack.excludes) {
      const back = packNamed(other);
      assert.ok(back.kind === 'scheme' && back.excludes.includes(pack.pack), `${pack.pack} and ${other}`);
    }
});

test('a word of a material, process or category means one code, in all packs together', () => {
  const meant = { materials: new Map<string, string>(), processes: new Map<string, string>() };
  const say = (words: Map<string, string>, word: string, code: string): void => {
    assert.equal(words.get(word) ?? code, code, word);
    words.set(word, code);
  };
  for (const { pack } of materials) {
    for (const { code, names } of pack.materials)
      for (const word of [code, ...names]) {
        assert.equal(word, word.toLowerCase());
        say(meant.materials, word, code);
      }
    for (const { code, aliases } of pack.processes)
      for (const word of [code, ...aliases]) say(meant.processes, word, code);
    const categories = new Map<string, string>();
    for (const { code, aliases } of pack.categories)
      for (const word of [code, ...aliases]) say(categories, word, code);
  }
});

test('yield bands name processes and categories of their pack, and a step that packs share has one band', () => {
  const bands = new Map<string, string>();
  for (const { name, pack } of materials) {
    const processes = pack.processes.map(({ code }) => code);
    const categories = ['*', ...pack.categories.map(({ code }) => code)];
    for (const { processes: of, category, countries, lowPpm, highPpm } of pack.yields) {
      assert.ok(categories.includes(category), `${name} ${category}`);
      for (const process of of) {
        assert.ok(processes.includes(process), `${name} ${process}`);
        const key = `${process} ${category} ${countries.join()}`;
        const limits = `${lowPpm.value} ${highPpm.value}`;
        assert.equal(bands.get(key) ?? limits, limits, key);
        bands.set(key, limits);
      }
    }
  }
});

test('losses of the trade are told as out ÷ in: 3.52 % of the cloth lost in knitting, 15 % of it in cutting', () => {
  const cotton = packNamed('cotton');
  assert.ok(cotton.kind === 'material');
  const bandOf = (process: string, category: string): [number, number] => {
    const band = cotton.yields.find((one) => one.processes.includes(process) && one.category === category);
    return [band!.lowPpm.value, band!.highPpm.value];
  };
  const inside = ([low, high]: [number, number], share: number): boolean => low <= share && share <= high;
  assert.ok(inside(bandOf('knitting', '*'), 1_000_000 / 1.0352));
  assert.deepEqual(bandOf('knitting', '*'), [943_396, 990_099]);
  assert.ok(inside(bandOf('cutting', 't-shirt'), 850_000));
  assert.deepEqual(bandOf('cutting', 't-shirt'), [770_000, 930_000]);
});

test('Better Cotton counts 128 units for 100 kg of combed yarn until 3 January 2021, and other rates from the 4th', () => {
  const pack = packNamed('better-cotton');
  assert.ok(pack.kind === 'scheme');
  const factorAt = (process: string, at: string): Figure | undefined =>
    pack.claims[0]!.conversions.find(
      ({ processes, fromMs, untilMs }) =>
        processes.includes(process) &&
        (fromMs ?? -Infinity) <= Date.parse(at) &&
        Date.parse(at) <= (untilMs ?? Infinity),
    )?.factorPpm;
  assert.deepEqual(factorAt('spinning-combed', '2021-01-03T23:59:59.999Z'), {
    value: 1_280_000,
    source: 'rates-2020',
    certain: true,
  });
  assert.equal(factorAt('spinning-combed', '2021-01-04T00:00:00Z')?.certain, false);
});

const kit = join(import.meta.dirname, '../../packs/kit');
const cases = readdirSync(kit)
  .filter((pack) => pack !== 'base')
  .flatMap((pack) =>
    readdirSync(join(kit, pack)).map((file) => ({
      pack,
      one: readCase(join(kit, pack, file), join(kit, 'base'), kit),
    })),
  );

test('the kit of each scheme has two cases that conform and three that do not, for different reasons', () => {
  for (const name of new Set(schemes.map(({ pack }) => pack.pack))) {
    const own = cases.filter(({ pack }) => pack === name).map(({ one }) => one.expect);
    const conforming = own.filter(({ caught }) => caught === null);
    assert.ok(conforming.length >= 2, `${name}: ${conforming.length} conform`);
    const codes = new Set(own.flatMap(({ caught }) => caught ?? []));
    assert.ok(codes.size >= 3, `${name}: ${[...codes].join(', ')}`);
  }
});

test('each material has a scenario from source to product, and every case names packs that are here and tells its kilograms', () => {
  for (const { pack } of materials)
    assert.ok(
      cases.some((one) => one.pack === pack.pack),
      pack.pack,
    );
  for (const { pack, one } of cases) {
    for (const name of one.world.packs) assert.ok(packNamed(name));
    const scheme = schemes.some((scheme) => scheme.pack.pack === pack);
    assert.ok(!scheme || one.world.packs.includes(pack), one.file);
    assert.ok(Object.keys(one.expect.claims).length > 0, one.file);
  }
});

test('every case of every kit gets its verdict, from the node and from its evidence file', async () => {
  const packOf = packsOf(kit);
  const problems: string[] = [];
  for (const { one } of cases) {
    const played = await playCase(one, packOf);
    problems.push(...played.problems.map((problem) => `${one.file}: ${problem}`));
    assert.ok(played.evidenceCompared > 0, one.file);
  }
  assert.deepEqual(problems, []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contextOf, cottonPack, Events, figure, idOf } from '../../../tests/support/dossier.ts';
import { Spoken } from '../../../tests/support/records.ts';
import type { YieldBand } from '../pack/pack.ts';
import { bandFor } from './band.ts';
import { type YieldJudgement, yieldsOf } from './yield.ts';

function band(process: string, category: string, low: number, high: number, countries = ['*']): YieldBand {
  return { processes: [process], category, countries, lowPpm: figure(low), highPpm: figure(high) };
}

const bands = [
  band('ginning', 'lint', 300_000, 420_000),
  band('ginning', 'lint', 360_000, 400_000, ['EG']),
  band('spinning', '*', 700_000, 950_000),
  band('cutting', 'shirt', 720_000, 880_000),
];

function judged(events: Events, asked: string, yields = bands): YieldJudgement {
  const spoken = new Spoken();
  spoken.adopt(cottonPack({ yields }));
  return yieldsOf(contextOf(spoken, events, spoken.say(spoken.claim('c', {})), asked));
}

function ginned(lint: number): Events {
  return new Events()
    .make('farm', 'harvesting', {}, { 'seedcotton/1': 1000 })
    .make('gin', 'ginning', { 'seedcotton/1': 1000 }, { 'lint/1': lint });
}

test('inside the band of its country a yield is in order, at both ends', () => {
  for (const lint of [360, 380, 400]) {
    const { verdicts, findings } = judged(ginned(lint), 'lint/1');
    assert.deepEqual(findings, []);
    assert.deepEqual(
      verdicts.map(({ verdict, yieldPpm, entry }) => [verdict, yieldPpm, entry]),
      [['ok', lint * 1000, 1001]],
    );
  }
});

test('more than the band allows fails, with what of it is plausible', () => {
  const { verdicts, findings, implausible } = judged(ginned(500), 'lint/1');
  assert.equal(verdicts[0]?.verdict, 'high-yield');
  assert.deepEqual(
    findings.map(({ code, weight, lot }) => [code, weight, lot]),
    [['YIELD_HIGH', 'fail', idOf('lint/1')]],
  );
  assert.match(findings[0]!.detail, /500 kg of lint out of 1000 kg: 500000 ppm, usual are 360000 to 400000/);
  const caps = [...implausible.values()].flatMap((lots) => [...lots.values()]);
  assert.deepEqual(caps, [{ outGrams: 500_000, plausibleGrams: 400_000 }]);
});

test('less than the band is a note and takes no kilogram', () => {
  const { findings, implausible } = judged(ginned(300), 'lint/1');
  assert.deepEqual(
    findings.map(({ code, weight }) => [code, weight]),
    [['YIELD_LOW', 'note']],
  );
  assert.equal(implausible.size, 0);
});

test('where there is nothing to compare nothing is said, not even that it is in order', () => {
  assert.deepEqual(judged(ginned(990), 'lint/1', []).verdicts, []);
  const unknown = new Events()
    .make('farm', 'harvesting', {}, { 'seedcotton/1': null })
    .make('gin', 'ginning', { 'seedcotton/1': null }, { 'lint/1': 1 });
  assert.deepEqual(judged(unknown, 'lint/1').verdicts, []);
  assert.deepEqual(judged(new Events().make('farm', 'ginning', {}, { 'lint/1': 10 }), 'lint/1').verdicts, []);
});

test('pieces weigh what their product weighs: ten thousand shirts do not come out of 1500 kg', () => {
  const cut = (shirts: number): Events =>
    new Events()
      .make('mill', 'spinning', {}, { 'yarn/1': 1500 })
      .make('sewer', 'cutting', { 'yarn/1': 1500 }, { 'shirt/1': shirts });
  assert.deepEqual(
    judged(cut(10_000), 'shirt/1').findings.map(({ code }) => code),
    ['YIELD_HIGH'],
  );
  assert.deepEqual(
    judged(cut(7_000), 'shirt/1').verdicts.map(({ verdict, outGrams }) => [verdict, outGrams]),
    [['ok', 1_190_000]],
  );
});

test('waste is no output of the band for all outputs, and events of one run are judged together', () => {
  const events = new Events()
    .make('gin', 'bought', {}, { 'lint/1': 1000 })
    .make('mill', 'spinning-combed', { 'lint/1': 400 }, { 'yarn/1': 500 }, { run: 'laydown' })
    .make('mill', 'spinning-combed', { 'lint/1': 600 }, { 'yarn/2': 300, 'noil/1': 150 }, { run: 'laydown' });
  const { verdicts, findings } = judged(events, 'yarn/1');
  assert.deepEqual(
    verdicts.map(({ inGrams, outGrams, verdict }) => [inGrams, outGrams, verdict]),
    [[1_000_000, 800_000, 'ok']],
  );
  assert.deepEqual(findings, []);
});

test('dyes neither make a yield too low nor hide that it is too high beyond all that went in', () => {
  const dyed = (yarn: number): Events =>
    new Events()
      .make('mill', 'bought', {}, { 'lint/1': 100, 'dye/1': 400 })
      .make('mill', 'spinning', { 'lint/1': 100, 'dye/1': 400 }, { 'yarn/1': yarn });
  assert.deepEqual(
    judged(dyed(90), 'yarn/1').verdicts.map(({ verdict }) => verdict),
    ['ok'],
  );
  assert.deepEqual(
    judged(dyed(490), 'yarn/1').verdicts.map(({ verdict }) => verdict),
    ['high-yield'],
  );
});

test('by a word that no band has goods are bounded where none of them went in, whoever else mixed some by that word', () => {
  const events = new Events()
    .make('farm', 'harvesting', {}, { 'seedcotton/1': 1000, 'seedcotton/2': 100 })
    .make('gin', 'bought', {}, { 'lint/2': 100 })
    .make('gin', 'handling', { 'seedcotton/2': 100, 'lint/2': 100 }, { 'lint/3': 140 })
    .make('gin', 'handling', { 'seedcotton/1': 1000 }, { 'lint/1': 990 })
    .make('gin', 'blending', { 'lint/1': 990, 'lint/3': 140 }, { 'lint/4': 1130 });
  assert.deepEqual(
    judged(events, 'lint/4').findings.map(({ code, lot }) => [code, lot]),
    [['YIELD_HIGH', idOf('lint/1')]],
  );
});

test('the longest name of the process wins, then the country', () => {
  const some = [
    band('*', 'y', 0, 1),
    band('spinning', 'y', 0, 2, ['EG']),
    band('spinning-combed', 'y', 0, 3),
  ];
  assert.equal(bandFor(some, 'spinning-combed-fine', 'y', 'EG'), 2);
  assert.equal(bandFor(some, 'spinning-carded', 'y', 'EG'), 1);
  assert.equal(bandFor(some, 'spinning-carded', 'y', 'IN'), 0);
  assert.equal(bandFor(some, null, 'y', 'EG'), 0);
  assert.equal(bandFor(some, 'spinning', 'z', 'EG'), -1);
});

test('goods that nobody weighs have lost what their process always loses', () => {
  const cones = { produced: [{ lot: idOf('yarn/1'), dimension: 'count', amount: 300 }] };
  const sewn = (shirts: number): YieldJudgement => {
    const drawn = [{ lot: idOf('yarn/1'), dimension: 'count', amount: 300 }];
    const events = new Events()
      .make('farm', 'harvesting', {}, { 'lint/1': 340 })
      .make('mill', 'spinning', { 'lint/1': 340 }, {}, cones)
      .make('maker', 'cutting', {}, { 'shirt/1': shirts }, { drawn });
    return judged(events, 'shirt/1');
  };
  // 340 kg of lint are at most 323 kg of yarn, and those at most 284.24 kg of shirts: 1,672 of 170 g.
  const [verdict] = sewn(1672).verdicts.filter(({ process }) => process === 'cutting');
  assert.deepEqual([verdict?.inGrams, verdict?.verdict], [323_000, 'ok']);
  assert.deepEqual(
    sewn(1673).findings.map(({ code }) => code),
    ['YIELD_HIGH'],
  );
});

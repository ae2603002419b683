import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClaimVerdict } from '#verifier';
import type { Level } from '../../flow/answers.ts';
import { shownReport, shownVerdict } from './withhold.ts';

// Each secret is a word or a number that stands nowhere else, so that finding it anywhere in the text is a leak.
const site = ['CLAIMANT', 'ABOUT'];
const full = ['ASKEDLOT', 'OTHERLOT', 'SENTENCE', 'PLACE', '771177', '882288', '993399'];
const open = ['"result":"partly"', 'VOLUME_EXCEEDED', '"state":"disputed"', 'WORDING'];

const verdict: ClaimVerdict = {
  claim: 'CLAIM',
  claimant: 'CLAIMANT',
  lot: 'ASKEDLOT',
  scheme: 'gots',
  code: 'organic',
  model: 'segregated',
  sharePpm: 950_000,
  result: 'partly',
  state: 'disputed',
  assurance: 'third-party',
  wording: 'WORDING',
  gramsClaimed: 771177,
  gramsSubstantiated: 882288,
  checks: [
    { name: 'how-much', result: 'fail', detail: 'SENTENCE', codes: ['VOLUME_EXCEEDED'], entries: [4] },
  ],
  findings: [
    {
      code: 'VOLUME_EXCEEDED',
      check: 'how-much',
      weight: 'fail',
      detail: 'SENTENCE',
      lot: 'OTHERLOT',
      about: 'ABOUT',
      entries: [4],
    },
  ],
  lots: [{ lot: 'OTHERLOT', gramsClaimed: 771177, gramsSubstantiated: 882288, codes: [] }],
  lotCount: 2,
  yields: [
    {
      entry: 3,
      index: 0,
      process: 'ginning',
      site: 'PLACE',
      inGrams: 993399,
      outGrams: 882288,
      yieldPpm: 1,
      lowPpm: 2,
      highPpm: 3,
      verdict: 'low-yield',
    },
  ],
  pack: { pack: 'gots', version: '7.0', digest: 'x', entry: 1 },
  uncertain: [],
  rules: 'selvedge-rules/2',
  judgedAtMs: 5,
  entries: [1, 3, 4],
};

const shows: [Level, string[], string[]][] = [
  ['country', open, [...site, ...full]],
  ['region', open, [...site, ...full]],
  ['site', [...open, ...site], full],
  ['full', [...open, ...site, ...full], []],
];
for (const [level, shown, withheld] of shows) {
  test(`a verdict at level ${level}`, () => {
    const text = JSON.stringify(shownVerdict(verdict, level, null));
    for (const word of shown) assert.ok(text.includes(word), `${word} is missing`);
    for (const word of withheld) assert.ok(!text.includes(word), `${word} leaks`);
    assert.equal(JSON.parse(text).level, level);
  });
}

test('who asks about a lot knows its id', () => {
  assert.equal(shownVerdict(verdict, 'country', 'ASKEDLOT').lot, 'ASKEDLOT');
});

test('the report names nobody below site and tells no numbers below full', () => {
  const finding = {
    code: 'LOT_SHIPPED_TWICE',
    detail: 'SENTENCE',
    subject: 'LOT',
    parties: ['P'],
    entries: [7],
  };
  const at = (level: Level): unknown =>
    shownReport({ judgedAtMs: 1, findings: [finding] }, level).findings[0];
  const nobody = { detail: null, subject: null, parties: null };
  assert.deepEqual(at('region'), { ...finding, ...nobody });
  assert.deepEqual(at('site'), { ...finding, detail: null });
  assert.deepEqual(at('full'), finding);
});

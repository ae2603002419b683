import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Level, TraceAnswer } from '../../flow/answers.ts';
import { shownTrace } from './withhold.ts';

// Each secret is a word or a number that stands nowhere else, so that finding it anywhere in the text is a leak.
const secrets = {
  region: 'REGION',
  site: ['PARTY', 'PLACE', 'OTHERLOT', 'SENTENCE'],
  full: ['771177', '882288', '993399'],
};

const place = { party: 'PARTY', place: 'PLACE', country: 'TR', region: 'REGION' };
const answer: TraceAnswer = {
  question: { id: 'asked', direction: 'back' },
  lot: {
    id: 'asked',
    kind: 'lot',
    dimension: 'mass',
    produced: 771177,
    drawn: 882288,
    remaining: 993399,
    party: 'PARTY',
    place: 'PLACE',
    step: null,
    bornAtMs: 1,
    entry: 2,
    custody: 'device',
  },
  nodes: 2,
  edges: 1,
  depth: 1,
  tookMs: 0.1,
  originCount: 1,
  origins: [{ id: 'OTHERLOT', amount: 771177, dimension: 'mass', share: 1, ...place }],
  countries: [{ country: 'TR', grams: 200, share: 1, origins: 1 }],
  unknownAmounts: false,
  stages: [
    {
      step: null,
      process: 'ginning',
      lots: 1,
      amount: 882288,
      dimension: 'mass',
      fromMs: 1,
      toMs: 2,
      depth: 1,
      custodial: false,
      ...place,
    },
  ],
  gaps: [{ kind: 'undeclared-lot', lot: 'OTHERLOT', detail: 'SENTENCE', entries: [4] }],
  conflicts: [
    { kind: 'overdrawn', lot: 'OTHERLOT', detail: 'SENTENCE', produced: 771177, drawn: 882288, entries: [5] },
  ],
  page: [
    {
      id: 'OTHERLOT',
      kind: 'lot',
      depth: 1,
      party: 'PARTY',
      place: 'PLACE',
      country: 'TR',
      amount: 771177,
      dimension: 'mass',
    },
  ],
  next: 7,
};

const shows: [Level, string[], string[]][] = [
  [
    'country',
    ['"share":1', 'undeclared-lot', 'overdrawn'],
    [secrets.region, ...secrets.site, ...secrets.full, '"grams":200'],
  ],
  ['region', [secrets.region], [...secrets.site, ...secrets.full]],
  ['site', [secrets.region, ...secrets.site], secrets.full],
  ['full', [secrets.region, ...secrets.site, ...secrets.full, '"grams":200'], []],
];
for (const [level, shown, withheld] of shows) {
  test(`level ${level}`, () => {
    const text = JSON.stringify(shownTrace(answer, level));
    for (const word of shown) assert.ok(text.includes(word), `${word} is missing`);
    for (const word of withheld) assert.ok(!text.includes(word), `${word} leaks`);
    assert.equal(JSON.parse(text).level, level);
  });
}

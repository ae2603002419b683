import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kilometresApart } from './distance.ts';
import { firstScan, type Scan, scanFindings } from './scan.ts';

const hour = 3_600_000;
const item = 'https://id.gs1.org/01/09506000134352/21/7';

/** `DE:a@0` = read in Germany by visitor a at hour 0. */
function scans(text: string): Scan[] {
  return text.split(' ').map((one) => {
    const [country = '', visitor = '', hours = ''] = one.split(/[:@]/);
    return { item, atMs: Number(hours) * hour, country: country === '?' ? null : country, visitor };
  });
}

function codes(text: string): string[] {
  return scanFindings(scans(text)).map(({ code }) => code);
}

const honest: [string, string][] = [
  ['one scan', 'DE:a@0'],
  ['a traveller, however fast the addresses jump', 'DE:a@0 BD:a@1 US:a@2 JP:a@3 IN:a@4'],
  ['hundreds in a shop', Array.from({ length: 300 }, (_, at) => `DE:v${at}@${at / 10}`).join(' ')],
  ['shoppers on both sides of a border', 'DE:a@0 FR:b@0.5 CH:c@1 DE:d@1.5'],
  ['made in one country, sold in another, resold in a third', 'BD:a@0 DE:b@300 PL:c@700'],
  ['a flight between two readers', 'DE:a@0 US:b@12'],
  ['readers whose country nobody knows', '?:a@0 ?:b@0 DE:c@1'],
  ['a country that is not in the table', 'DE:a@0 FJ:b@1'],
  ['sold on over the years', 'DE:a@0 ES:b@9000 US:c@18000 JP:d@27000 DE:e@36000'],
  ['bought abroad and shown at home, then a family', 'US:a@0 DE:a@20 DE:b@21 DE:c@400'],
];
for (const [what, text] of honest) test(`no finding: ${what}`, () => assert.deepEqual(codes(text), []));

const copied: [string, string, string[]][] = [
  ['two readers an ocean apart within an hour', 'DE:a@0 US:b@1', ['TAG_CLONED_VELOCITY']],
  ['at the same moment', 'BD:a@5 IT:b@5', ['TAG_CLONED_VELOCITY']],
  [
    'four countries in a week, each time somebody else',
    'DE:a@0 ES:b@40 PL:c@80 US:d@160',
    ['TAG_CLONED_PLACE'],
  ],
  ['there and back, again and again', 'DE:a@0 IN:b@48 DE:c@96 IN:d@144 DE:e@192', ['TAG_CLONED_PLACE']],
  ['everywhere at once', 'DE:a@0 US:b@1 JP:c@2 BR:d@3 IN:e@4', ['TAG_CLONED_VELOCITY', 'TAG_CLONED_PLACE']],
];
for (const [what, text, expected] of copied)
  test(`copied: ${what}`, () => assert.deepEqual(codes(text), expected));

test('a finding says in a sentence what was seen', () => {
  const [found] = scanFindings(scans('DE:a@0 US:b@1'));
  assert.match(found!.detail, /in DE, and somebody else in US 60 minutes later/);
});

test('the order in which scans are listed makes no difference', () => {
  const all = scans('DE:a@0 US:b@1 JP:c@2 BR:d@3 IN:e@4');
  assert.deepEqual(scanFindings(all.toReversed()), scanFindings(all));
  assert.deepEqual(firstScan(all.toReversed()), all[0]);
  assert.equal(firstScan([]), undefined);
});

test('distances: neighbours touch, oceans part, and both ways are as long', () => {
  assert.equal(kilometresApart('DE', 'DE'), 0);
  assert.equal(kilometresApart('US', 'CA'), 0);
  assert.equal(kilometresApart('DE', 'FR'), 0);
  assert.ok(kilometresApart('DE', 'US')! > 4000);
  assert.equal(kilometresApart('IN', 'IT'), kilometresApart('IT', 'IN'));
  assert.equal(kilometresApart('DE', 'XX'), undefined);
});

test('a code that was read before its item was made: TAG_READ_BEFORE_MADE', () => {
  const read = scans('DE:a@0 DE:b@100');
  const codesAt = (madeMs: number | null): string[] => scanFindings(read, madeMs).map(({ code }) => code);
  assert.deepEqual(codesAt(72 * hour), ['TAG_READ_BEFORE_MADE']);
  assert.match(scanFindings(read, 72 * hour)[0]!.detail, /read on 1970-01-01, .* made on 1970-01-04/);
  // Labels are tried before they are sewn in; and of an item that nobody told of nothing can be said.
  for (const madeMs of [24 * hour, 0, null]) assert.deepEqual(codesAt(madeMs), []);
});

// The whole corpus of frauds and of honest chains that look odd: no fraud is missed, nobody honest is accused.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { packsOf } from '../../src/scenario/case/packs.ts';
import { type PlayedCase, playCase } from '../../src/scenario/case/play.ts';
import { readCases } from '../../src/scenario/case/read.ts';
import { confusion, fraudTotal } from '../../src/scenario/case/table.ts';

const corpus = join(import.meta.dirname, '../../scenarios/fraud');
const casesAtLeast = 60;

test('every fraud of the corpus is caught by the code that it names, and every honest chain is accepted', {
  timeout: 240_000,
}, async () => {
  const packOf = packsOf(join(corpus, 'packs'));
  const played: PlayedCase[] = [];
  for (const one of readCases(corpus)) played.push(await playCase(one, packOf));
  const problems = played.flatMap(({ file, problems: all }) => all.map((problem) => `${file}: ${problem}`));
  assert.deepEqual(problems, []);
  const rows = confusion(played);
  const frauds = fraudTotal(rows);
  const honest = rows.find(({ family }) => family === 'honest');
  assert.ok(honest !== undefined);
  assert.ok(frauds.cases >= casesAtLeast && honest.cases >= casesAtLeast, JSON.stringify(rows));
  assert.deepEqual([frauds.wrong, honest.wrong, honest.unseen], [0, 0, 0]);
  assert.equal(frauds.right + frauds.unseen, frauds.cases);
  assert.equal(honest.right, honest.cases);
  // What data alone cannot show stays told, and stays the exception.
  assert.ok(frauds.unseen * 10 <= frauds.cases, JSON.stringify(rows));
});

// The whole corpus of frauds and of honest chains that look odd: no fraud is missed, nobody honest is accused.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { compareEvidence } from '../../src/scenario/case/evidence.ts';
import { packsOf } from '../../src/scenario/case/packs.ts';
import { type PlayedCase, playCase } from '../../src/scenario/case/play.ts';
import { readCases } from '../../src/scenario/case/read.ts';
import { openCase } from '../../src/scenario/case/stage.ts';
import { confusion, fraudTotal } from '../../src/scenario/case/table.ts';
import { Teller } from '../../src/scenario/case/tell.ts';

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

/** Of every so many cases: the files of all of them take minutes. */
const everyCase = 12;

test('what is kept of a verdict is what a stranger reads out of the evidence, after every step of a case', {
  timeout: 240_000,
}, async () => {
  const packOf = packsOf(join(corpus, 'packs'));
  let compared = 0;
  for (const one of readCases(corpus).filter((_, at) => at % everyCase === 0)) {
    const stage = await openCase(one, packOf);
    const teller = new Teller(stage);
    for (const step of one.steps) {
      await teller.tell(step);
      for (const { lot } of Object.values(one.expect.claims)) {
        const id = stage.names.lot(lot, { file: one.file, pointer: '/expect/claims' });
        // Asked before there is a claim, or even the lot, so that something is kept that the step after may touch.
        await stage.node.verdicts(id, stage.clock.nowMs);
        const { judged, problems } = await compareEvidence(stage.node, id, stage.clock.nowMs);
        assert.deepEqual(problems, [], `${one.file}: ${step.name}`);
        if (judged) compared += 1;
      }
    }
    await stage.close();
  }
  assert.ok(compared > 0);
});

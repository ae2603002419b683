import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClaimFinding, ClaimResult, ClaimVerdict } from '#verifier';
import { reasonOf, resultOf } from './board.ts';

const all = (...results: ClaimResult[]): { result: ClaimResult }[] => results.map((result) => ({ result }));

test('several lots come to one word', () => {
  assert.equal(resultOf([]), null);
  assert.equal(resultOf(all('holds', 'holds')), 'holds');
  assert.equal(resultOf(all('holds', 'fails')), 'partly');
  assert.equal(resultOf(all('holds', 'cannot-tell')), 'partly');
  assert.equal(resultOf(all('cannot-tell', 'fails')), 'fails');
  assert.equal(resultOf(all('withdrawn', 'holds')), 'withdrawn');
});

const finding = (code: string, weight: ClaimFinding['weight'], ...entries: number[]): ClaimFinding => ({
  ...{ code, weight, entries, check: 'who', detail: code, lot: null, about: null },
});
const verdict = (...findings: ClaimFinding[]): ClaimVerdict => ({ findings }) as unknown as ClaimVerdict;

test('the reason is what fails, said last, of the newest lot that has any', () => {
  assert.equal(reasonOf([verdict(finding('A', 'note', 9))]), null);
  const [old, late, open] = [finding('B', 'fail', 3), finding('C', 'fail', 5), finding('D', 'unknown', 9)];
  assert.equal(reasonOf([verdict(), verdict(open, old, late)])?.code, 'C');
  assert.equal(reasonOf([verdict(open), verdict(old)])?.code, 'D');
});

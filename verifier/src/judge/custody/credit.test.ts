import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CreditMove, monthsLater, outcomesOf } from './credit.ts';

const day = 86_400_000;
const bring = (atMs: number, grams: number): CreditMove => ({ atMs, into: true, grams });
const give = (atMs: number, grams: number): CreditMove => ({ atMs, into: false, grams });
const endless = { creditMonths: null, windowMonths: null };

test('the oldest credit goes first, and what has ended is lost', () => {
  const moves = [bring(0, 100), bring(20 * day, 50), give(25 * day, 80), give(40 * day, 60)];
  const outcomes = outcomesOf(moves, { creditMonths: 1, windowMonths: null });
  assert.deepEqual(outcomes.slice(2), [
    { granted: 80, problem: null },
    { granted: 50, problem: 'CREDIT_EXPIRED' },
  ]);
});

test('over the window no more goes out than came in', () => {
  const moves = [bring(0, 100), bring(100 * day, 10), give(101 * day, 30)];
  const outcomes = outcomesOf(moves, { creditMonths: null, windowMonths: 3 });
  assert.deepEqual(outcomes[2], { granted: 10, problem: 'WINDOW_EXCEEDED' });
});

test('it never gives more than came in, whatever the moves', () => {
  const move = fc.record({ into: fc.boolean(), grams: fc.nat(1000), days: fc.nat(40) });
  const months = fc.option(fc.integer({ min: 1, max: 4 }));
  fc.assert(
    fc.property(fc.array(move), months, months, (said, creditMonths, windowMonths) => {
      let atMs = 0;
      const moves = said.map(({ into, grams, days }) => {
        atMs += days * day;
        return { atMs, into, grams };
      });
      let left = 0;
      outcomesOf(moves, { creditMonths, windowMonths }).forEach(({ granted, problem }, at) => {
        left += moves[at]!.into ? granted : -granted;
        assert.ok(left >= 0);
        assert.equal(problem === null, granted === moves[at]!.grams);
      });
    }),
  );
  assert.deepEqual(outcomesOf([give(0, 1)], endless), [{ granted: 0, problem: 'ACCOUNT_OVERDRAWN' }]);
});

test('months end where the month does', () => {
  assert.equal(monthsLater(Date.UTC(2026, 0, 31, 12), 1), Date.UTC(2026, 1, 28, 12));
  assert.equal(monthsLater(Date.UTC(2026, 2, 31), -1), Date.UTC(2026, 1, 28));
});

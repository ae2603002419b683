import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Figures, figuresOf } from './figures.ts';
import type { Move, MoveKind } from './moves.ts';

let entry = 0;

function moved(...moves: [kind: MoveKind, amount?: number | null][]): Move[] {
  return moves.map(([kind, amount = null]) => {
    entry += 1;
    return { kind, amount, entry, atMs: entry, place: null, partner: null };
  });
}

function left(moves: Move[], isSingle = false, mayBeLeft = true): [number | null, boolean] {
  const { remaining, isInStock }: Figures = figuresOf(moves, isSingle, mayBeLeft);
  return [remaining, isInStock];
}

test('what was made less what was drawn, sent and packed is left', () => {
  assert.deepEqual(left(moved(['made', 100], ['drawn', 30], ['sold', 20], ['packed', 10])), [40, true]);
  assert.deepEqual(left(moved(['made', 100], ['drawn', 60], ['drawn', 40])), [0, false]);
});

test('goods that are told by trade and by their units count once, by the larger of both', () => {
  assert.deepEqual(left(moved(['made', 100], ['packed-and-left', 60], ['sold', 60])), [40, true]);
  assert.deepEqual(left(moved(['made', 100], ['packed-and-left', 60], ['sold', 90])), [10, true]);
  assert.deepEqual(left(moved(['bought', 80], ['unpacked-of-others', 80])), [80, true]);
});

test('what was packed and taken out again is loose again', () => {
  assert.deepEqual(left(moved(['made', 100], ['packed', 60], ['unpacked', 60])), [100, true]);
});

test('of what came without a weight nothing is known, until nobody could draw from it any more', () => {
  assert.deepEqual(left(moved(['seen-in'])), [null, true]);
  assert.deepEqual(left(moved(['seen-in']), false, false), [null, false]);
  assert.deepEqual(left(moved(['made'])), [null, true]);
});

test('a lot that was seen to leave is gone, and is here again when it comes back', () => {
  assert.deepEqual(left(moved(['made', 100], ['seen-out'])), [0, false]);
  assert.deepEqual(left(moved(['made', 100], ['seen-out'], ['seen-in'])), [100, true]);
});

test('one piece is where its last move took it', () => {
  assert.deepEqual(left(moved(['made', 1], ['seen-out']), true), [0, false]);
  assert.deepEqual(left(moved(['made', 1], ['seen-out'], ['seen-in']), true), [1, true]);
  assert.deepEqual(left(moved(['made', 1], ['emptied']), true), [0, false]);
});

test('who only drew never had it', () => {
  const { isHeld, isInStock } = figuresOf(moved(['drawn', 5]), false, true);
  assert.deepEqual([isHeld, isInStock], [false, false]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RecordBook } from './book.ts';
import type { Status } from './record.ts';

function status(entry: number, about: string): Status {
  const said = { entry, recordedAtMs: entry, issuer: 'a', issuedAtMs: 0, withheld: false };
  return { ...said, kind: 'status', about, state: 'confirmed', fromMs: 0, reason: null };
}

test('a book over another finds what both have, and adds to itself alone', () => {
  const base = new RecordBook();
  base.add(status(1, 'x'));
  const over = new RecordBook(base);
  assert.equal(over.statusesOf('x'), base.statusesOf('x'));
  over.add(status(2, 'x'));
  over.add(status(3, 'y'));
  const entries = (list: readonly { entry: number }[]): number[] => list.map(({ entry }) => entry);
  assert.deepEqual(entries(over.statusesOf('x')), [1, 2]);
  assert.deepEqual(entries(over.statusesOf('y')), [3]);
  assert.deepEqual(entries(over.ofKind('status')), [1, 2, 3]);
  assert.deepEqual(entries(over.all), [1, 2, 3]);
  assert.deepEqual(entries(base.all), [1]);
  assert.deepEqual(entries(base.statusesOf('y')), []);
});

test('an id belongs to the first that had it, in the base too', () => {
  const step = (entry: number, word: 'challenges' | 'adds') => ({
    ...{ entry, recordedAtMs: entry, issuer: 'a', issuedAtMs: 0, withheld: false },
    ...{ kind: 'case' as const, case: 'c', word, about: 'x', dueMs: null, reason: null, documents: [] },
  });
  const base = new RecordBook();
  base.add(step(1, 'challenges'));
  const over = new RecordBook(base);
  over.add(step(2, 'adds'));
  assert.equal(over.byId('case', 'c')?.entry, 1);
  assert.equal(over.stepsOf('c').length, 2);
});

test('accounts are found by site, lot and unit', () => {
  const book = new RecordBook();
  const move = { atMs: 0, act: 'issue' as const, grams: 1 };
  book.add({
    ...{ entry: 1, recordedAtMs: 1, issuer: 'a', issuedAtMs: 0, withheld: false, kind: 'account', site: 's' },
    ...{ scheme: 'bci', code: 'c', material: 'cotton', model: 'book-and-claim', method: 'credit' },
    moves: [
      { ...move, lot: 'l', unit: 'u' },
      { ...move, lot: null, unit: 'v' },
    ],
  });
  assert.equal(book.accountsOf('s').length, 1);
  assert.equal(book.accountsMoving('l').length, 1);
  assert.equal(book.accountsMovingUnit('bci', 'v').length, 1);
  assert.equal(book.accountsMovingUnit('cmia', 'v').length, 0);
});

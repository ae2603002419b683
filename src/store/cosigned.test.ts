import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import type { CosignedHead } from '../flow/ports.ts';
import { openAnchored } from './anchored.ts';
import { openCosigned } from './cosigned.ts';
import { openDatabase } from './database.ts';

function head(size: number, witnesses: string[]): CosignedHead {
  return { size, note: `${size} by ${witnesses}`, witnesses };
}

test('the best cosigned head for a size: most cosignatures, then the newest', () => {
  const database = openDatabase(':memory:');
  const heads = openCosigned(database);
  assert.equal(heads.newest(0), undefined);
  heads.keep(head(5, ['a', 'b', 'c']));
  heads.keep(head(7, ['a', 'b']));
  heads.keep(head(9, ['a']));
  assert.deepEqual(heads.newest(0), head(5, ['a', 'b', 'c']));
  assert.deepEqual(heads.newest(6), head(7, ['a', 'b']));
  assert.deepEqual(heads.newest(9), head(9, ['a']));
  assert.equal(heads.newest(10), undefined);
  heads.keep(head(9, ['b']));
  assert.deepEqual(heads.newest(9), head(9, ['a']), 'one with as many does not replace it');
  heads.keep(head(9, ['a', 'b', 'c']));
  assert.deepEqual(heads.newest(0), head(9, ['a', 'b', 'c']));
  heads.keep(head(8, ['a', 'b']));
  const rows = database.prepare('SELECT count(*) AS held FROM cosigned_head').get();
  assert.equal(rows?.['held'], 1, 'what a newer head with as many covers is forgotten');
});

test('a witness that never comes back does not hold evidence to an old head for ever', () => {
  const heads = openCosigned(openDatabase(':memory:'));
  heads.keep(head(1, ['a', 'b']));
  for (let size = 2; size <= 720; size += 1) heads.keep(head(size, ['a']));
  assert.equal(heads.newest(0)?.size, 1);
  heads.keep(head(721, ['a']));
  assert.equal(heads.newest(0)?.size, 721);
});

test('of each chain the newest anchor that is not above a size', () => {
  const anchors = openAnchored(openDatabase(':memory:'));
  const proof = { archive: 'key', note: 'note' };
  const anchor = (chain: string, size: number): Parameters<typeof anchors.keep>[0] => {
    return { chain, size, root: `root ${size}`, proof, settledAtMs: size };
  };
  for (const [chain, size] of [
    ['file:b', 4],
    ['file:a', 3],
    ['file:a', 9],
    ['file:b', 5],
  ] as const)
    anchors.keep(anchor(chain, size));
  anchors.keep({ ...anchor('file:a', 3), root: 'another' });
  assert.deepEqual(anchors.newest(2), []);
  assert.deepEqual(anchors.newest(4), [anchor('file:a', 3), anchor('file:b', 4)]);
  assert.deepEqual(anchors.newest(100), [anchor('file:a', 9), anchor('file:b', 5)]);
});

test('a database of an older node, which has neither table, holds none', () => {
  const database = new DatabaseSync(':memory:');
  assert.equal(openCosigned(database).newest(0), undefined);
  assert.deepEqual(openAnchored(database).newest(9), []);
});

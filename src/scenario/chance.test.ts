import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chance } from './chance.ts';

test('a seed tells the same story twice, another seed another one', () => {
  const story = (seed: number): string[] => Array.from({ length: 20 }, chance(seed).uuid);
  assert.deepEqual(story(7), story(7));
  assert.notDeepEqual(story(7), story(8));
});

test('ids look like random ones and do not repeat', () => {
  const random = chance(3);
  const ids = Array.from({ length: 100_000 }, () => random.uuid());
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids.slice(0, 1000))
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('whole numbers keep to both ends and reach every one about equally often', () => {
  const random = chance(5);
  const hits = new Map<number, number>();
  for (let draw = 0; draw < 60_000; draw += 1) {
    const face = random.whole(1, 6);
    hits.set(face, (hits.get(face) ?? 0) + 1);
  }
  assert.deepEqual([...hits.keys()].sort(), [1, 2, 3, 4, 5, 6]);
  for (const count of hits.values()) assert.ok(Math.abs(count - 10_000) < 500, String(count));
});

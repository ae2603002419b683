import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { componentsOf, linksOf } from './components.ts';

test('each comes after what it rests on, and only loops stand together', () => {
  const most = 12;
  const pair = fc.tuple(fc.nat(most - 1), fc.nat(most - 1));
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 30 }), (pairs) => {
      const components = componentsOf(most, linksOf(most, pairs.flat()));
      const place = new Map(
        components.flatMap((nodes, at) => nodes.map((node): [number, number] => [node, at])),
      );
      assert.equal(place.size, most);
      const reaches = closure(most, pairs);
      for (const [from, to] of pairs) assert.ok(place.get(to)! <= place.get(from)!);
      for (let one = 0; one < most; one += 1) {
        for (let other = 0; other < one; other += 1) {
          const joined = reaches[one]![other]! && reaches[other]![one]!;
          assert.equal(place.get(one) === place.get(other), joined);
        }
      }
    }),
  );
});

function closure(count: number, pairs: readonly [number, number][]): boolean[][] {
  const reaches = Array.from({ length: count }, () => new Array<boolean>(count).fill(false));
  for (const [from, to] of pairs) reaches[from]![to] = true;
  for (let by = 0; by < count; by += 1) {
    for (const row of reaches) {
      if (row[by] === true) for (let to = 0; to < count; to += 1) row[to] = row[to]! || reaches[by]![to]!;
    }
  }
  return reaches;
}

test('a long chain needs no stack', () => {
  const count = 200_000;
  const pairs = Array.from({ length: count - 1 }, (_, at) => [at, at + 1]).flat();
  assert.equal(componentsOf(count, linksOf(count, pairs))[0]?.[0], count - 1);
});

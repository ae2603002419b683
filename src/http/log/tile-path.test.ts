import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { indexElements, readTilePath } from './tile-path.ts';

const csv = join(import.meta.dirname, '../../../../shared/fixtures/tlog/tile-paths.csv');

test('the published paths', { skip: existsSync(csv) ? false : 'no ../shared/fixtures' }, () => {
  const rows = readFileSync(csv, 'utf8').trim().split('\n').slice(1);
  assert.ok(rows.length >= 20);
  for (const [kind, level, index, width, path = ''] of rows.map((row) => row.split(','))) {
    const read = readTilePath(path.replace(/^tile\//, ''));
    if (kind === 'invalid') assert.equal(read.ok, false, path);
    else
      assert.deepEqual(
        read,
        {
          ok: true,
          value: {
            level: kind === 'entries' ? null : Number(level),
            index: Number(index),
            width: Number(width),
          },
        },
        path,
      );
  }
});

test('every tile has one path and every path one tile', () => {
  const tile = fc.record({
    level: fc.option(fc.integer({ min: 0, max: 63 })),
    index: fc.maxSafeNat(),
    width: fc.integer({ min: 1, max: 256 }),
  });
  fc.assert(
    fc.property(tile, ({ level, index, width }) => {
      const path = `${level ?? 'entries'}/${indexElements(index)}${width === 256 ? '' : `.p/${width}`}`;
      assert.deepEqual(readTilePath(path), { ok: true, value: { level, index, width } });
    }),
  );
});

for (const path of [
  '',
  '0',
  '0/',
  '0/000/',
  '/0/000',
  '0/x000/000',
  '0/000.p',
  '0/000.p/',
  '0/000.p/1/2',
  'x/000',
  'entries',
  '-1/000',
  '0/000?',
  '0/x999/x999/x999/x999/x999/x999/999',
]) {
  test(`${path === '' ? 'nothing' : path} is no tile`, () => assert.equal(readTilePath(path).ok, false));
}

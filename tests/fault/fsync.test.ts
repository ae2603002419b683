// Killed at the n-th fsync of a fixed script: the moments at which something may be half on disk.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openTestWorld } from '../support/world.ts';
import { noStrace } from './strace.ts';

const script = join(import.meta.dirname, 'fixed-script.ts');

interface Line {
  party: string;
  number: number;
  entries: number[];
  size?: number;
}

function killAtSync(directory: string, count: number): { lines: Line[]; killed: boolean } {
  const inject = `inject=fdatasync,fsync:signal=SIGKILL:when=${count}`;
  const run = spawnSync(
    'strace',
    [
      '-f',
      '-o',
      '/dev/null',
      '-e',
      'trace=fdatasync,fsync',
      '-e',
      inject,
      process.execPath,
      script,
      directory,
    ],
    { encoding: 'utf8' },
  );
  const lines = run.stdout.split('\n').filter((line) => line.endsWith('}'));
  return {
    lines: lines.map((line) => JSON.parse(line) as Line),
    killed: run.signal === 'SIGKILL' || run.status !== 0,
  };
}

test('killed at each of the first 20 fsyncs', { skip: noStrace, timeout: 240_000 }, async () => {
  let kills = 0;
  for (let count = 1; count <= 20; count += 1) {
    const directory = mkdtempSync(join(tmpdir(), 'selvedge-fsync-'));
    const { lines, killed } = killAtSync(directory, count);
    if (killed) kills += 1;
    const world = await openTestWorld({ directory });
    world.check();
    for (const { party, number, entries, size } of lines) {
      if (size !== undefined) assert.ok(world.node.head().size >= size, `a head of ${size} was given out`);
      else
        for (let index = 0; index < 70; index += 1)
          assert.equal(
            world.node.event(`${party}:${number}:${index}`)[0]?.entry,
            entries[Math.floor(index / 64)],
            `fsync ${count}`,
          );
    }
    const [last] = lines.filter(({ party }) => party !== undefined).slice(-1);
    if (last !== undefined) {
      const next = Array.from(
        { length: 70 },
        (_, index) => world.node.event(`${last.party}:${last.number + 1}:${index}`).length,
      );
      assert.ok(
        next.every((one) => one === next[0]),
        `fsync ${count}: half a document`,
      );
    }
    world.data.close();
    rmSync(directory, { recursive: true });
  }
  assert.ok(kills >= 10, `${kills} of 20 runs were killed`);
});

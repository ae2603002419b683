// What a witness has signed is on disk before anybody sees it: its system calls, one cosignature after the other.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { noStrace } from './strace.ts';

const script = join(import.meta.dirname, 'witness-script.ts');

test('each cosignature leaves after a sync of its own', { skip: noStrace, timeout: 240_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'selvedge-witness-'));
  const trace = join(folder, 'trace');
  const calls = ['-f', '-o', trace, '-e', 'trace=fdatasync,fsync,write'];
  const run = spawnSync('strace', [...calls, process.execPath, script, join(folder, 'witness'), '10'], {
    encoding: 'utf8',
  });
  assert.equal(run.stdout.split('\n').filter((line) => /^signed \d+$/.test(line)).length, 10, run.stderr);
  const told = readFileSync(trace, 'utf8')
    .split(/.*\bwrite\(1, "signed .*\n/)
    .map((between) => [...between.matchAll(/\bf(?:data)?sync\(.*= 0$/gm)].length);
  assert.equal(told.length, 11);
  assert.ok(
    told.slice(0, 10).every((syncs) => syncs > 0),
    `syncs in front of each: ${told.slice(0, 10).join(', ')}`,
  );
  rmSync(folder, { recursive: true });
});

// An older Node, if there is one on this machine, says what to do instead of breaking.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { root } from './run.ts';

const bin = join(root, 'bin/selvedge.js');

function olderNode(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders
    .map((folder) => join(folder, 'node'))
    .filter((path) => existsSync(path))
    .find((path) => majorOf(path) < 24);
}

function majorOf(path: string): number {
  return Number(
    /^v(\d+)\./.exec(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout)?.[1] ?? Number.NaN,
  );
}

const older = olderNode();

test('bin/selvedge.js on an older Node says what to do, with exit code 2', {
  skip: older === undefined ? 'no Node older than 24 on this machine' : false,
}, () => {
  const { status, stdout, stderr } = spawnSync(older ?? '', [bin, '--version'], { encoding: 'utf8' });
  assert.deepEqual([status, stdout], [2, '']);
  assert.match(stderr, /needs Node 24 or newer, and this is Node \d+\.\d+/);
  assert.match(stderr, /npm run --silent selvedge/);
});

test('bin/selvedge.js on this Node is the command line', () => {
  const { status, stdout } = spawnSync(process.execPath, [bin, '--version'], { encoding: 'utf8' });
  assert.equal(status, 0);
  assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
});

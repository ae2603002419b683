// The verifier as a stranger gets it: packed, installed in an empty folder, run by whatever Node is there.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

const root = join(import.meta.dirname, '../..');
const sample = join(root, 'vectors/evidence/full.json');
const folder = mkdtempSync(join(tmpdir(), 'selvedge-packed-'));
// A Node that is not the one of this repository, where there is one: the package asks for 20 and later.
const path = (process.env['PATH'] ?? '')
  .split(':')
  .filter((part) => !part.includes('node_modules'))
  .join(':');

function run(command: string, args: string[], cwd: string): { status: number | null; out: string } {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    timeout: 120_000,
    env: { ...process.env, PATH: cwd === folder ? path : process.env['PATH'] },
  });
  return { status, out: `${stdout}${stderr}` };
}

/** Packs and installs; a sentence about why not, where this machine cannot. */
function install(): string | undefined {
  const packed = run('npm', ['pack', '--pack-destination', folder], join(root, 'verifier'));
  assert.equal(packed.status, 0, packed.out);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}\n');
  const installed = run(
    'npm',
    ['install', '--no-audit', '--no-fund', '--prefer-offline', '--fetch-retries', '0', `./${tarball}`],
    folder,
  );
  if (installed.status === 0) return undefined;
  return /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|E40[134]|network/i.test(installed.out)
    ? 'npm cannot install here'
    : assert.fail(installed.out);
}

describe('the packed verifier', () => {
  let cannot: string | undefined;
  before(() => {
    cannot = install();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('its command verifies a file, and refuses one that was changed', (context) => {
    if (cannot !== undefined) return context.skip(cannot);
    const bin = join(folder, 'node_modules/.bin/selvedge-verify');
    const good = run(bin, [sample], folder);
    assert.equal(good.status, 0, good.out);
    assert.match(good.out, /^VERIFIED$/m);
    const bad = run(bin, [join(root, 'package.json')], folder);
    assert.equal(bad.status, 1, bad.out);
    assert.equal(run(bin, [], folder).status, 2);
  });

  test('its API verifies a file in three lines', (context) => {
    if (cannot !== undefined) return context.skip(cannot);
    const program = `import { readFileSync } from 'node:fs';
import { verifyEvidence } from '@selvedge/verifier';
console.log(verifyEvidence(readFileSync(${JSON.stringify(sample)})).ok);`;
    const { status, out } = run('node', ['--input-type=module', '-e', program], folder);
    assert.equal(status, 0, out);
    assert.equal(out.trim(), 'true');
  });

  test('it holds the build and the readme, and nothing else', (context) => {
    if (cannot !== undefined) return context.skip(cannot);
    const files = readdirSync(join(folder, 'node_modules/@selvedge/verifier'), { recursive: true }).map(
      String,
    );
    assert.ok(files.includes('README.md') && files.includes('dist/src/index.d.ts'));
    assert.deepEqual(
      files.filter((name) => /\.test\.|\.ts$/.test(name) && !name.endsWith('.d.ts')),
      [],
    );
  });
});

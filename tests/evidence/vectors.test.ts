// vectors/evidence: files with the verdicts that every implementation must give of them. Written anew with
// `SELVEDGE_WRITE_VECTORS=1 node --test tests/evidence/vectors.test.ts`.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { formatEvidence, parseEvidence, purePrimitives, verifyEvidence } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { honestChain } from './chain.ts';

const folder = join(import.meta.dirname, '../../vectors/evidence');
const earlierSize = 9;

function write(): void {
  const { world, shirt } = honestChain();
  mkdirSync(folder, { recursive: true });
  const keep = (name: string, value: unknown): void =>
    writeFileSync(join(folder, name), `${JSON.stringify(value, null, 1)}\n`);
  for (const level of ['full', 'country'] as const) {
    const file = world.file(shirt, { level, since: earlierSize });
    writeFileSync(join(folder, `${level}.json`), file);
    keep(`${level}.verdict.json`, verifyEvidence(file, { primitives: nodePrimitives }));
  }
  keep('log.json', { logKey: world.logKey, checkpoint: world.checkpoint(earlierSize) });
}

if (process.env['SELVEDGE_WRITE_VECTORS'] !== undefined) write();

for (const level of ['full', 'country']) {
  test(`${level}.json has its verdict, with both back ends`, () => {
    const file = readFileSync(join(folder, `${level}.json`));
    const expected = JSON.parse(readFileSync(join(folder, `${level}.verdict.json`), 'utf8'));
    for (const primitives of [nodePrimitives, purePrimitives]) {
      assert.deepEqual(JSON.parse(JSON.stringify(verifyEvidence(file, { primitives }))), expected);
    }
    assert.equal(expected.ok, true);
    const parsed = parseEvidence(file);
    assert.ok(parsed.ok);
    assert.deepEqual(Buffer.from(formatEvidence(parsed.evidence)), file);
  });
}

test('the earlier checkpoint of log.json is a prefix, under its key', () => {
  const { logKey, checkpoint } = JSON.parse(readFileSync(join(folder, 'log.json'), 'utf8'));
  const verdict = verifyEvidence(readFileSync(join(folder, 'full.json')), { logKey, earlier: checkpoint });
  assert.equal(verdict.log?.pinned, true);
  assert.equal(verdict.checks.find(({ name }) => name === 'consistency')?.result, 'pass');
});

// vectors/evidence: files with the verdicts that every implementation must give of them. Written anew with
// `SELVEDGE_WRITE_VECTORS=1 node --test tests/evidence/vectors.test.ts`.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { formatEvidence, parseEvidence, purePrimitives, verifyEvidence } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { type Played, withCase } from '../claims/stage.ts';
import { honestChain } from './chain.ts';

const folder = join(import.meta.dirname, '../../vectors/evidence');
const corpus = join(import.meta.dirname, '../../scenarios/fraud');
const earlierSize = 9;

/** Cases of scenarios/fraud on the same base: one that holds, one that does not. File -> case. */
const judged = { claims: 'honest/plain-organic-cotton', 'claims-fail': 'certificates/expired-by-a-day' };
const lotAsked = 'shirt/1';

async function write(): Promise<void> {
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
  const keys: Record<string, string> = {};
  for (const [name, story] of Object.entries(judged)) {
    const told = JSON.parse(readFileSync(join(corpus, story, 'case.json'), 'utf8'));
    const file = await withCase(told, (played) => evidenceOf(played));
    const parsed = parseEvidence(file);
    assert.ok(parsed.ok);
    keys[name] = parsed.evidence.log;
    writeFileSync(join(folder, `${name}.json`), file);
    keep(`${name}.verdict.json`, verifyEvidence(file, { primitives: nodePrimitives }));
  }
  keep('claims.log.json', { logKeys: keys });
}

function evidenceOf({ stage, lot }: Played): Uint8Array {
  const answer = stage.node.evidence(lot(lotAsked), { level: 'full', atMs: stage.clock.nowMs });
  assert.ok(answer.ok);
  return answer.value;
}

if (process.env['SELVEDGE_WRITE_VECTORS'] !== undefined) await write();

for (const level of ['full', 'country', ...Object.keys(judged)]) {
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

test('what is claimed is judged to the byte, under the key of its log', () => {
  const { logKeys } = JSON.parse(readFileSync(join(folder, 'claims.log.json'), 'utf8'));
  const results = Object.keys(judged).map((name) => {
    const expected = JSON.parse(readFileSync(join(folder, `${name}.verdict.json`), 'utf8'));
    for (const primitives of [nodePrimitives, purePrimitives]) {
      const file = readFileSync(join(folder, `${name}.json`));
      const verdict = verifyEvidence(file, { primitives, logKey: logKeys[name] });
      assert.equal(verdict.log?.pinned, true);
      assert.equal(JSON.stringify(verdict.claims), JSON.stringify(expected.claims));
    }
    return expected.claims.map(({ result }: { result: string }) => result);
  });
  assert.deepEqual(results, [['holds'], ['fails']]);
});

test('the earlier checkpoint of log.json is a prefix, under its key', () => {
  const { logKey, checkpoint } = JSON.parse(readFileSync(join(folder, 'log.json'), 'utf8'));
  const verdict = verifyEvidence(readFileSync(join(folder, 'full.json')), { logKey, earlier: checkpoint });
  assert.equal(verdict.log?.pinned, true);
  assert.equal(verdict.checks.find(({ name }) => name === 'consistency')?.result, 'pass');
});

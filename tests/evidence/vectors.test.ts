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
import { archiveAnchor, cosigner, logAnchor, withOutside } from './outside.ts';
import { recordedAnchors } from './recorded-anchors.ts';
import type { SmallWorld } from './world.ts';

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
  const outside = outsideFile();
  writeFileSync(join(folder, 'outside.json'), outside);
  keep('outside.verdict.json', verifyEvidence(outside, { primitives: nodePrimitives }));
  keep('outside.asked.json', askedOf(world));
  keep(
    'outside.asked.verdict.json',
    verifyEvidence(outside, { primitives: nodePrimitives, ...askedOf(world) }),
  );
  // Nodes write form 2. The files of form 1 with claims stay what they were: their keys are no longer anywhere.
  const told = JSON.parse(readFileSync(join(corpus, judged.claims, 'case.json'), 'utf8'));
  const file = await withCase(told, (played) => evidenceOf(played));
  writeFileSync(join(folder, 'holdings.json'), file);
  keep('holdings.verdict.json', verifyEvidence(file, { primitives: nodePrimitives }));
}

/** Witnessed twice, anchored on a chain, in another log and with an archive. */
function outsideFile(): Uint8Array {
  const { world, shirt } = honestChain();
  const evidence = withOutside(world, world.evidence(shirt, { since: earlierSize }), {
    witnesses: ['w1.example', 'w2.example'].map(cosigner),
    anchors: [
      recordedAnchors().amongMany,
      archiveAnchor(world, 4, cosigner('archive.example')),
      logAnchor(world, 7),
    ],
  });
  return formatEvidence(evidence);
}

function askedOf({ logKey }: SmallWorld): { policy: string; blocks: Readonly<Record<string, string>> } {
  const names = ['one', 'two', 'three'];
  const witnesses = names.map((name, at) => `witness ${name} ${cosigner(`w${at + 1}.example`).text}`);
  const lines = [`log ${logKey}`, ...witnesses, `group most 2 ${names.join(' ')}`, 'quorum most', ''];
  return { policy: lines.join('\n'), blocks: recordedAnchors().blocks };
}

async function evidenceOf({ stage, lot }: Played): Promise<Uint8Array> {
  await stage.node.publishHoldings();
  const answer = stage.node.evidence(lot(lotAsked), { level: 'full', atMs: stage.clock.nowMs });
  assert.ok(answer.ok);
  return answer.value;
}

if (process.env['SELVEDGE_WRITE_VECTORS'] !== undefined) await write();

for (const level of ['full', 'country', ...Object.keys(judged), 'outside', 'holdings']) {
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

test('of outside.json everything holds that its reader asks', () => {
  const file = readFileSync(join(folder, 'outside.json'));
  const asked = JSON.parse(readFileSync(join(folder, 'outside.asked.json'), 'utf8'));
  const expected = JSON.parse(readFileSync(join(folder, 'outside.asked.verdict.json'), 'utf8'));
  for (const primitives of [nodePrimitives, purePrimitives])
    assert.deepEqual(JSON.parse(JSON.stringify(verifyEvidence(file, { primitives, ...asked }))), expected);
  assert.equal(expected.ok, true);
  assert.deepEqual(expected.trust.quorum, { needed: 2, met: true });
  assert.equal(expected.trust.anchors[0].block, 'checked');
  assert.deepEqual(Buffer.from(outsideFile()), file);
});

test('in holdings.json balances are proven', () => {
  const { trust } = JSON.parse(readFileSync(join(folder, 'holdings.verdict.json'), 'utf8'));
  assert.ok(trust.holdings.proven > 0);
});

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

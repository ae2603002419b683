// How old a file may be: by the word of those outside whom the reader knows, and the reader's own clock.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Evidence, formatEvidence, type VerifyOptions, verifyEvidence } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { honestChain } from './chain.ts';
import { archiveAnchor, cosignedAtSeconds, cosigner, logAnchor, withOutside } from './outside.ts';
import { recordedAnchors } from './recorded-anchors.ts';

const hourMs = 3_600_000;
const atMs = cosignedAtSeconds * 1000;
const [first, second] = [cosigner('w1.example'), cosigner('w2.example')];
const archive = cosigner('archive.example');
const recorded = recordedAnchors();
const { world, shirt } = honestChain();
const plain = world.evidence(shirt);
// The second signs a minute after the first.
const cosigned = withOutside(world, plain, { witnesses: [first, second], anchors: [] });

function failure(evidence: Evidence, options: VerifyOptions): string | undefined {
  const { ok, checks } = verifyEvidence(formatEvidence(evidence), { primitives: nodePrimitives, ...options });
  const failed = checks.find(({ result }) => result === 'fail');
  assert.equal(ok, failed === undefined);
  return failed && `${failed.name} ${failed.code}`;
}

test('held against the newest cosignature of a witness that the reader named', () => {
  const asked = { witnesses: [first.text], nowMs: atMs + hourMs };
  assert.equal(failure(cosigned, { ...asked, oldestMs: hourMs }), undefined);
  assert.equal(failure(cosigned, { ...asked, oldestMs: hourMs - 1 }), 'witnesses HEAD_TOO_OLD');
  const both = { witnesses: [first.text, second.text], nowMs: atMs + hourMs };
  assert.equal(failure(cosigned, { ...both, oldestMs: hourMs - 60_000 }), undefined);
  assert.equal(failure(cosigned, asked), undefined, 'without the wish a file may be of any age');
});

test('those whom only the file names vouch for nothing, nor does a time far ahead, nor a reader without a clock', () => {
  const now = { nowMs: atMs + hourMs, oldestMs: 10 * hourMs };
  assert.equal(failure(cosigned, now), 'anchors HEAD_TOO_OLD');
  assert.equal(failure(plain, now), 'witnesses HEAD_TOO_OLD', 'a file of form 1');
  const named = { witnesses: [first.text], oldestMs: 10 * hourMs };
  assert.equal(failure(cosigned, { ...named, nowMs: atMs - 10 * 60_000 }), undefined);
  assert.equal(failure(cosigned, { ...named, nowMs: atMs - 11 * 60_000 }), 'witnesses HEAD_TOO_OLD');
  assert.equal(failure(cosigned, named), 'witnesses HEAD_TOO_OLD');
});

test('a quorum that is not met is what fails', () => {
  const third = cosigner('w3.example');
  const asked = { witnesses: [first.text, third.text], nowMs: atMs + hourMs, oldestMs: 1 };
  assert.equal(failure(cosigned, asked), 'witnesses WITNESSES_TOO_FEW');
});

test('a block whose hash the reader gave vouches, and another does not', () => {
  const anchored = withOutside(world, plain, { witnesses: [], anchors: [recorded.amongMany] });
  const { trust } = verifyEvidence(formatEvidence(anchored), { blocks: recorded.blocks });
  const now = { nowMs: trust!.anchors[0]!.atMs + hourMs, oldestMs: hourMs };
  assert.equal(failure(anchored, { ...now, blocks: recorded.blocks }), undefined);
  assert.equal(failure(anchored, { ...now, blocks: recorded.blocks, oldestMs: 1 }), 'anchors HEAD_TOO_OLD');
  assert.equal(failure(anchored, now), 'anchors HEAD_TOO_OLD');
});

test('an archive or a log vouches where the policy names its key', () => {
  const anchors = [archiveAnchor(world, 4, archive), logAnchor(world, 7)];
  const anchored = withOutside(world, plain, { witnesses: [], anchors });
  const timeOf = (chain: string): number =>
    verifyEvidence(formatEvidence(anchored)).trust!.anchors.find((one) => one.chain.startsWith(chain))!.atMs;
  const asking = (policy: string, chain: string): VerifyOptions => ({
    ...{ policy: `${policy}quorum none\n`, logKey: anchored.log },
    ...{ nowMs: timeOf(chain) + hourMs, oldestMs: hourMs },
  });
  assert.equal(failure(anchored, asking(`witness archive ${archive.text}\n`, 'file:')), undefined);
  assert.equal(failure(anchored, asking('', 'file:')), 'anchors HEAD_TOO_OLD');
  assert.equal(failure(anchored, asking('', 'tlog:')), 'anchors HEAD_TOO_OLD');
  // All logs of these tests have one key, which no policy may name twice: so the file's own log is not in this one.
  const other = anchored.anchors.map(({ proof }) => ('inclusion' in proof ? proof.log : '')).join('');
  const known = asking(`log ${other}\n`, 'tlog:');
  assert.equal(failure(anchored, known), 'checkpoint LOG_KEY_DIFFERS');
  const { checks } = verifyEvidence(formatEvidence(anchored), known);
  assert.equal(checks.find(({ name }) => name === 'anchors')?.result, 'pass');
});

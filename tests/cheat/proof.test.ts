// What a catcher holds is checked by a stranger from the bytes alone; what does not convict says so.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { generateKeyPairSync } from 'node:crypto';
import { besideEvidence, formatEvidence, formatVerifierKey, verifierKey } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { cheatNamed } from '../../src/cheat/run.ts';
import { ids } from '../../src/cheat/ground/beginning.ts';
import { type Beginning, begin, type Ground, openGround } from '../../src/cheat/ground/ground.ts';
import { evidenceOf, opened, refiled, withoutStatements } from '../../src/cheat/operator/file.ts';
import { checkProof, type Proof, verdictOn } from '../../src/cheat/proof/proof.ts';
import { tryCheat } from '../../src/cheat/try.ts';

let beginning: Beginning;
let ground: Ground;
before(async () => {
  beginning = await begin();
  ground = await openGround(beginning);
});
after(async () => {
  await ground.close();
  await beginning.close();
});

test('the honest beginning is beyond reproach: its files verify, witnessed and anchored, and two of them agree', () => {
  const { honest, vkey, witness } = ground;
  const files = [ids.yarnOne, ids.delivery, ids.baleOne].map((lot) => evidenceOf(honest.node, lot)!);
  for (const file of files) {
    const verdict = verdictOn(file, vkey, ground.seen[0], { witnesses: [witness.vkey] });
    assert.deepEqual(
      verdict.checks.filter(({ result }) => result === 'fail'),
      [],
    );
    assert.equal(verdict.trust?.witnesses.length, 1);
    assert.equal(verdict.trust?.anchors.length, beginning.place === undefined ? 0 : 1);
    assert.equal(
      verdict.claims?.every(({ result }) => result === 'holds'),
      true,
    );
    assert.deepEqual(checkProof({ kind: 'file', file }, vkey), { holds: false, convicts: false });
  }
  for (const other of files) {
    const { why, findings } = besideEvidence(files[0]!, other, { primitives: nodePrimitives, logKey: vkey });
    assert.deepEqual({ why, findings }, { why: null, findings: [] });
  }
});

test('a file that is made anew by hand without a change is the same to the byte', () => {
  const file = evidenceOf(ground.honest.node, ids.yarnOne)!;
  assert.deepEqual(
    refiled(ground.honest.node, file, (evidence) => evidence),
    file,
  );
});

test('a file from which a reader has cut something convicts nobody', () => {
  const { honest, vkey } = ground;
  const file = evidenceOf(honest.node, ids.delivery)!;
  const cut = withoutStatements(honest.node, file, ({ kind }) => kind === 'claim');
  assert.deepEqual(checkProof({ kind: 'file', file: cut }, vkey), { holds: true, convicts: false });
});

test('whoever cuts a birth out is told that the birth is missing, not that sums differ', () => {
  const { honest, vkey } = ground;
  const file = evidenceOf(honest.node, ids.yarnOne)!;
  const cut = withoutStatements(honest.node, file, ({ birthCount }) => birthCount > 0);
  const careless = formatEvidence({ ...opened(cut), holdings: opened(file).holdings });
  const failed = verdictOn(careless, vkey).checks.find(({ name }) => name === 'holdings');
  assert.equal(failed?.code, 'HOLDINGS_ROOT_DIFFERS');
  assert.match(failed.detail, /^The file opens the balance of lot number \d+ and does not show its birth/);
});

test('what is cut out of a file makes a claim hold that does not, and nothing in the file says so', async () => {
  const { honest, vkey } = ground;
  const revoked = {
    about: ids.certificate,
    state: 'revoked',
    from: '2025-02-01T00:00:00Z',
    reason: 'Not organic',
  };
  assert.ok((await honest.node.say(ids.gin, 'status', revoked)).ok);
  await honest.node.publishHoldings();
  const whole = evidenceOf(honest.node, ids.delivery)!;
  const cut = withoutStatements(honest.node, whole, ({ kind }) => kind === 'status');
  const resultOf = (file: Uint8Array): unknown => verdictOn(file, vkey).claims?.map(({ result }) => result);
  assert.deepEqual([resultOf(whole), resultOf(cut)], [['fails'], ['holds']]);
  assert.equal(verdictOn(cut, vkey).ok, true);
});

const strangerKey = Uint8Array.from(
  Buffer.from(generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x!, 'base64url'),
);
const otherKey = (): string => formatVerifierKey(verifierKey(ground.log.name, strangerKey, nodePrimitives));

for (const [name, by] of [
  ['fork', 'witness'],
  ['fork', 'mirror'],
  ['fork', 'two files'],
  ['fork', 'chain'],
  ['stolen-key', 'one file'],
  ['sold-twice', 'two files'],
  ['small-leaf', 'mirror with bodies'],
] as const) {
  test(`${name}: what ${by} holds convicts this log, and no other log`, async (t) => {
    if (by === 'chain' && beginning.place === undefined) return t.skip('no anvil for this machine');
    const tried = await tryCheat(cheatNamed(name)!, beginning);
    const proof = tried.caught.find((one) => one.by === by)?.proof as Proof;
    const { holds, convicts } = checkProof(proof, ground.vkey);
    assert.deepEqual({ holds, convicts }, { holds: true, convicts: true });
    assert.equal(checkProof(proof, otherKey()).convicts, false);
  });
}

// A node that has cosigned heads and anchors in its stores: what it puts into evidence of them, and what its page says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type AnchorClaim,
  encodeBase64,
  formatVerifierKey,
  type OutsideTrust,
  parseEvidence,
  type Verdict,
  verifyEvidence,
} from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { admit, openTestWorld, type TestWorld, testNowMs } from '../support/world.ts';
import { cosignedBy, cosigner } from './outside.ts';
import { harvest, lotId } from './world.ts';

const [first, second] = [cosigner('w1.example'), cosigner('w2.example')];
const archive = cosigner('archive.example');

async function harvested(world: TestWorld, party: string, batch: string): Promise<void> {
  const document = {
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
    ...{ type: 'EPCISDocument', schemaVersion: '2.0', creationDate: '2026-11-22T00:00:00Z' },
    epcisBody: { eventList: [harvest({ [batch]: 100 })] },
  };
  const outcome = await world.node.capture({ party, bytes: Buffer.from(JSON.stringify(document)) });
  assert.deepEqual(outcome.refusals, []);
}

function cosignedNow({ node, world }: TestWorld, cosigners: readonly (typeof first)[]): void {
  const note = cosignedBy(node.checkpoint(), cosigners, testNowMs / 1000);
  world.cosigned.keep({ size: node.head().size, note, witnesses: cosigners.map(({ text }) => text) });
}

function anchoredNow({ node, world }: TestWorld): AnchorClaim {
  const { size, root } = node.head();
  const note = cosignedBy(node.checkpoint(), [archive], testNowMs / 1000);
  const claim = {
    chain: 'file:archive',
    size,
    root: encodeBase64(root),
    proof: { archive: archive.text, note },
  };
  world.anchored.keep({ ...claim, settledAtMs: testNowMs });
  return claim;
}

function asked(
  { node }: TestWorld,
  id: string,
  since?: number,
): { verdict: Verdict; trust: OutsideTrust; size: number } {
  const answer = node.evidence(id, since === undefined ? {} : { since });
  assert.ok(answer.ok);
  const parsed = parseEvidence(answer.value);
  assert.ok(parsed.ok);
  assert.equal(parsed.evidence.format, 'selvedge-evidence/2');
  const logKey = formatVerifierKey(node.head().key);
  const verdict = verifyEvidence(answer.value, { primitives: nodePrimitives, logKey });
  assert.equal(verdict.ok, true, JSON.stringify(verdict.checks, null, 1));
  return { verdict, trust: verdict.trust!, size: verdict.log!.size };
}

test('evidence is about the head with most cosignatures that covers what it shows', async () => {
  const world = await openTestWorld();
  const party = await admit(world.node, 'Farm');
  await harvested(world, party, 'A1');
  const bare = asked(world, lotId('A1'));
  assert.deepEqual([bare.trust.witnesses, bare.trust.anchors, bare.size], [[], [], world.node.head().size]);
  const anchored = anchoredNow(world);
  cosignedNow(world, [first, second]);
  const covering = world.node.head().size;
  await harvested(world, party, 'B1');
  await harvested(world, party, 'C1');
  cosignedNow(world, [first]);
  const old = asked(world, lotId('A1'));
  assert.equal(old.size, covering);
  assert.deepEqual(
    old.trust.witnesses.map(({ name, atMs }) => [name, atMs]),
    [
      ['w1.example', testNowMs],
      ['w2.example', testNowMs + 60_000],
    ],
  );
  assert.deepEqual(
    old.trust.anchors.map(({ chain, size, place }) => [chain, size, place]),
    [['file:archive', anchored.size, 'archive.example']],
  );
  const young = asked(world, lotId('B1'));
  assert.equal(young.size, covering + 2, 'the first head does not cover it');
  assert.deepEqual(
    young.trust.witnesses.map(({ name }) => name),
    ['w1.example'],
  );
  assert.equal(young.trust.anchors[0]?.size, covering, 'with the proof that the log grew from there');
  const since = asked(world, lotId('A1'), covering + 1);
  assert.equal(since.size, covering + 2);
  assert.equal(since.verdict.checks.find(({ name }) => name === 'consistency')?.result, 'not-checked');
  await harvested(world, party, 'D1');
  const newest = asked(world, lotId('D1'));
  assert.deepEqual([newest.trust.witnesses, newest.size], [[], covering + 3]);
  await world.close();
});

test('what stands behind a lot outside: who has seen the log with it, which anchors cover it', async () => {
  const world = await openTestWorld();
  const party = await admit(world.node, 'Farm');
  await harvested(world, party, 'A1');
  cosignedNow(world, [first]);
  anchoredNow(world);
  const { size } = world.node.head();
  await harvested(world, party, 'B1');
  const { node } = world;
  const covered = node.outside(lotId('A1'));
  assert.equal(covered.size, size);
  assert.deepEqual(
    covered.trust.witnesses.map(({ name }) => name),
    ['w1.example'],
  );
  assert.deepEqual(
    covered.trust.anchors.map(({ place, atMs, covers, block, number }) => [
      place,
      atMs,
      covers,
      block,
      number,
    ]),
    [['archive.example', testNowMs, 'all', null, null]],
  );
  const open = node.outside(lotId('B1'));
  assert.deepEqual([open.size, open.trust.witnesses], [size + 1, []]);
  assert.deepEqual(
    open.trust.anchors.map(({ covers }) => covers),
    ['nothing'],
  );
  await world.close();
});

test('of how many lots the balances are proven, the page says as the evidence does', async () => {
  const world = await openTestWorld();
  const party = await admit(world.node, 'Farm');
  await harvested(world, party, 'A1');
  const { node } = world;
  assert.equal(node.outside(lotId('A1')).trust.holdings, null, 'no root yet');
  const root = await node.publishHoldings();
  const alike = (lot: string): OutsideTrust['holdings'] => {
    const { holdings } = asked(world, lotId(lot)).trust;
    assert.deepEqual(node.outside(lotId(lot)).trust.holdings, holdings);
    return holdings;
  };
  assert.deepEqual([alike('A1')?.proven, alike('A1')?.entry], [1, root?.entry]);
  await harvested(world, party, 'B1');
  assert.deepEqual(alike('B1')?.unproven, [{ lot: lotId('B1'), why: 'born after the root' }]);
  assert.equal(alike('B1')?.later, 1);
  cosignedNow(world, [first]);
  await node.publishHoldings();
  assert.equal(alike('A1'), null, 'the head that was cosigned is older than the root');
  cosignedNow(world, [first]);
  assert.equal(alike('B1')?.proven, 1);
  await world.close();
});

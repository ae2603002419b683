// Two files of one log side by side: what one leaves out or contradicts, and what of that is proof. Two maps of balances are
// laid side by side in tests/cheat, where whole nodes lie about them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { besideEvidence, type BesideReading, type Evidence, formatEvidence } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { honestChain } from './chain.ts';
import { archiveAnchor, cosignedAtSeconds, cosigner, withOutside } from './outside.ts';
import { harvest, lotId, make, SmallWorld, speaker } from './world.ts';

function beside(one: Evidence, other: Evidence): BesideReading {
  return besideEvidence(formatEvidence(one), formatEvidence(other), { primitives: nodePrimitives });
}

function found(one: Evidence, other: Evidence): string[] {
  const { why, findings } = beside(one, other);
  assert.equal(why, null);
  const said = findings.map(
    ({ code, entries, proves }) => `${code} ${entries.join()} ${proves ? 'proof' : 'ask'}`,
  );
  const turned = beside(other, one).findings.map(({ code, entries }) => `${code} ${entries.join()}`);
  assert.deepEqual(turned.sort(), said.map((one) => one.replace(/ \w+$/, '')).sort(), 'in either order');
  return said;
}

function farmWorld(): { world: SmallWorld; farm: ReturnType<typeof speaker>; harvested: number } {
  const world = new SmallWorld();
  const farm = speaker('https://party.example/farm');
  world.enrol(farm);
  const harvested = world.say(farm, [harvest({ A1: 1000 })], [{ births: [lotId('A1')] }]);
  return { world, farm, harvested };
}

test('files of an honest log go together, whichever grew from which', () => {
  const { world, shirt } = honestChain();
  const young = world.evidence(shirt);
  world.say(world.operator, [harvest({ Z1: 5 })], [{ births: [lotId('Z1')] }]);
  const old = world.evidence(shirt, {
    since: young.statements.length,
    shown: young.statements.map(({ index }) => index),
  });
  assert.deepEqual(found(young, young), []);
  assert.deepEqual(found(young, old), []);
  assert.deepEqual(found(young, world.evidence(lotId('Z1'))), []);
});

test('two trees of one size, at the heads or below them, and two entries at one place', () => {
  const { world, shirt } = honestChain();
  const fork = honestChain().world;
  fork.entries[2] = { ...fork.entries[2]!, recordedAtMs: fork.entries[2]!.recordedAtMs + 1 };
  const size = world.entries.length;
  assert.deepEqual(found(world.evidence(shirt), fork.evidence(shirt)), ['LOG_FORKED  proof']);
  fork.say(fork.operator, [harvest({ Z1: 5 })], [{ births: [lotId('Z1')] }]);
  assert.deepEqual(found(world.evidence(shirt), fork.evidence(shirt, { since: size })), [
    'LOG_FORKED  proof',
  ]);
  assert.deepEqual(found(world.evidence(shirt), fork.evidence(shirt)), ['LOG_FORKED 2 proof']);
  const archive = cosigner('archive.example');
  const [mine, yours] = [world, fork].map((one) =>
    withOutside(one, one.evidence(shirt, { shown: [0] }), {
      witnesses: [],
      anchors: [archiveAnchor(one, 4, archive)],
    }),
  ) as [Evidence, Evidence];
  assert.deepEqual(found(mine, yours), ['LOG_FORKED  proof']);
});

test('a key that speaks in one file and is revoked in the other; not where another party says so', () => {
  const { world, farm } = farmWorld();
  const revoked = world.revoke(farm);
  const spoken = world.say(farm, [make({ A1: 10 }, { B1: 10 })], [{ births: [lotId('B1')] }]);
  const shown = world.entries.map(({ index }) => index);
  const silent = world.evidence(lotId('B1'), { shown: shown.filter((index) => index !== revoked) });
  const telling = world.evidence(lotId('A1'), { shown: shown.filter((index) => index !== spoken) });
  assert.deepEqual(found(silent, telling), [
    `KEY_REVOKED ${revoked},${spoken} proof`,
    `LEFT_OUT ${revoked} ask`,
  ]);

  const stranger = speaker('https://party.example/stranger');
  const other = farmWorld();
  other.world.enrol(stranger);
  const made = { party: stranger.party, revokes: { kid: other.farm.kid, reason: 'lost' } };
  other.world.record(stranger, 'key', made, {});
  const later = other.world.say(other.farm, [make({ A1: 10 }, { B1: 10 })], [{ births: [lotId('B1')] }]);
  const byFarm = other.world.evidence(lotId('B1'), { shown: [0, 1, 2, later] });
  const byStranger = other.world.evidence(lotId('A1'), { shown: [0, 3, 4] });
  assert.deepEqual(found(byFarm, byStranger), []);
});

test('of the same question everything below the other’s head belongs into both', () => {
  const { world, farm, harvested } = farmWorld();
  const old = world.evidence(lotId('A1'));
  const more = world.say(farm, [make({ A1: 10 }, { B1: 10 })], [{ births: [lotId('B1')] }]);
  const young = world.evidence(lotId('A1'));
  assert.deepEqual(found(old, young), [], 'it came later');
  const cut = world.evidence(lotId('A1'), { shown: [0, 1, harvested] });
  assert.deepEqual(found(young, cut), [`LEFT_OUT ${more} ask`]);
  assert.deepEqual(found({ ...young, question: { id: lotId('B1'), direction: 'back' } }, cut), []);
});

test('an entry behind a head that a witness has seen, told to be older than that by more than clocks may differ', () => {
  const { world, farm } = farmWorld();
  const cosigned = withOutside(world, world.evidence(lotId('A1')), {
    witnesses: [cosigner('w1.example')],
    anchors: [],
  });
  const seenAtMs = cosignedAtSeconds * 1000;
  const later = world.say(farm, [make({ A1: 10 }, { B1: 10 })], [{ births: [lotId('B1')] }]);
  const recordedAt = (recordedAtMs: number): Evidence => {
    world.entries[later] = { ...world.entries[later]!, recordedAtMs };
    return world.evidence(lotId('B1'));
  };
  assert.deepEqual(found(cosigned, recordedAt(seenAtMs - 11 * 60_000)), [`ENTRY_BACK_DATED ${later} ask`]);
  assert.deepEqual(found(cosigned, recordedAt(seenAtMs - 9 * 60_000)), []);
});

test('what cannot be compared says why', () => {
  const { world, shirt } = honestChain();
  const file = world.evidence(shirt);
  const elsewhere = new SmallWorld('other.example/log');
  const foreign = elsewhere.evidence(lotId('A1'));
  assert.equal(beside(file, foreign).why, 'The two files are of two logs.');
  const cut = { ...world.evidence(shirt, { shown: [0] }), proof: [] };
  assert.equal(beside(file, cut).why, 'The file beside it is not proven.');
  assert.equal(beside(cut, file).why, 'The first file is not proven.');
  assert.equal(beside(cut, file).ok, false);
  assert.equal(besideEvidence(new Uint8Array(0), formatEvidence(file)).why, 'The first file is not proven.');
});

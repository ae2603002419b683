// Whatever networks say: no kilogram is claimed that was not brought in, no order of arrival changes a verdict, nobody
// gains by withholding, and a stranger comes to the node's verdicts.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ClaimVerdict, verifyEvidence } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { SelvedgeNode } from '../../src/flow/node.ts';
import { chance } from '../../src/scenario/chance.ts';
import { demonstration } from '../../src/scenario/demonstration.ts';
import { loadChain } from '../../src/scenario/load.ts';
import { fresh, recordAll, shuffled } from '../property/shuffle.ts';
import { openTestWorld, testNowMs } from '../support/world.ts';
import { assertNoGain } from './gain.ts';
import { type Network, type NetworkLot, networks, retoldNetworks, withoutVolumes } from './network.ts';
import { assertSameFromEvidence, failing, type Played, withCase } from './stage.ts';
import { disclosedNames, withheld } from './withhold.ts';

// Nodes of a moment, as fast as the machine can: what is durable is no question here.
if (existsSync('/dev/shm')) process.env['TMPDIR'] = '/dev/shm';
const seed = Number(process.env['SEED'] ?? 20_260_301);
const runs = Number(process.env['RUNS'] ?? 25);
const judgedAtMs = testNowMs + 86_400_000;

/** One property of random networks, each on a node of its own. A failure prints the seed; SEED and RUNS set others. */
async function forNetworks(
  holds: (network: Network, played: Played) => void | Promise<void>,
  { from = networks, some = 1 }: { from?: fc.Arbitrary<Network>; some?: number } = {},
): Promise<void> {
  const property = fc.asyncProperty(from, (network) =>
    withCase(network.told, (played) => holds(network, played), network.packOf),
  );
  await fc.assert(property, {
    seed,
    numRuns: Math.ceil(runs * some),
    endOnFailure: process.env['SHRINK'] === undefined,
  });
}

async function wholeClaim({ stage }: Played, lot: string, id: string): Promise<ClaimVerdict> {
  const answer = await stage.node.verdicts(lot, judgedAtMs);
  assert.ok(answer.ok);
  const verdict = answer.value.find(({ claim }) => claim === id);
  assert.ok(verdict !== undefined, id);
  return verdict;
}

/** What of each lot is substantiated when all of it is claimed, under the weakest model. */
async function substantiated(network: Network, played: Played): Promise<Map<NetworkLot, number>> {
  const { names } = played.stage;
  const grams = new Map<NetworkLot, number>();
  for (const lot of network.lots) {
    const verdict = await wholeClaim(played, played.lot(lot.name), names.id(`all of ${lot.name}`));
    grams.set(lot, verdict.gramsSubstantiated ?? 0);
  }
  return grams;
}

async function assertNothingFromNothing(network: Network, played: Played): Promise<void> {
  const grams = await substantiated(network, played);
  const sites = [...new Set(network.lots.map(({ by }) => by))];
  const random = chance(network.lots.length);
  assertKept(network, grams, new Set(sites));
  if (network.hasAccounts) return;
  for (let round = 0; round < 8; round += 1) {
    const some = sites.filter(() => random.whole(0, 1) === 1);
    assertKept(network, grams, new Set(some));
  }
}

test(`what leaves any set of sites is at most what certified growers brought in (seed ${seed})`, async () => {
  await forNetworks(assertNothingFromNothing, { from: withoutVolumes });
});

test(`and at most what their certificates say may enter in all (seed ${seed})`, async () => {
  await forNetworks(assertNothingFromNothing);
});

function assertKept(
  network: Network,
  grams: ReadonlyMap<NetworkLot, number>,
  sites: ReadonlySet<string>,
): void {
  let entering = 0;
  let leaving = 0;
  for (const { name, mayEnter } of network.farms) if (sites.has(name)) entering += mayEnter;
  for (const [lot, claimed] of grams) {
    const inside = sum(lot.draws.filter(({ by }) => sites.has(by)));
    const outside = sum(lot.draws.filter(({ by }) => !sites.has(by)));
    if (!sites.has(lot.by)) entering += Math.ceil((claimed * inside) / lot.grams);
    else leaving += Math.floor((claimed * (lot.grams - inside)) / lot.grams);
    assert.ok(inside + outside <= lot.grams);
  }
  const allowed = network.hasAccounts ? (entering * 1_000_000) / network.factorPpm : entering;
  assert.ok(leaving <= allowed, `${leaving} g left ${[...sites].join(', ')}, into which ${entering} g came`);
}

function sum(draws: readonly { grams: number }[]): number {
  return draws.reduce((all, { grams }) => all + grams, 0);
}

test('a transaction certificate certifies its kilograms once, in however many runs the buyer uses them', async () => {
  const spun = (lot: string): object => ({
    process: 'spinning-carded',
    in: [{ lot: 'bale/1', kg: 85 }],
    out: [{ lot, kg: 75 }],
  });
  const told = {
    base: 'organic-cotton',
    without: ['yarn-tc', 'knit', 'greige-tc', 'dye', 'dyed-tc', 'sew'],
    change: {
      'lint-tc': { certificate: { lots: [{ lot: 'bale/1', kg: 170, certifiedKg: 85 }] } },
      spin: { make: spun('yarn/1') },
      claim: { by: 'spinner', claim: { model: 'segregated', lots: ['yarn/1'] } },
    },
    steps: [
      { by: 'spinner', after: 'spin', make: spun('yarn/2') },
      {
        by: 'spinner',
        claim: {
          claim: 'second',
          scheme: 'ocs',
          code: 'ocs-100',
          model: 'segregated',
          percent: 100,
          lots: ['yarn/2'],
        },
      },
    ],
  };
  await withCase(told, async (played) => {
    const [one, other] = [await played.verdict('yarn/1'), await played.verdict('yarn/2')];
    const grams = [one, other].map(({ gramsSubstantiated }) => gramsSubstantiated ?? 0);
    assert.ok(grams[0]! + grams[1]! <= 85_000, `${grams.join(' and ')} g of 85 kg certified`);
  });
});

test(`verdicts do not depend on the order of arrival (seed ${seed})`, async () => {
  await forNetworks(
    async (network, played) => {
      const { node } = played.stage;
      const lots = network.lots.map(({ name }) => played.lot(name));
      const expected = await verdictsOf(node, lots);
      const statements = Array.from({ length: node.head().size }, (_, entry) => node.statement(entry)!);
      const begun = statements.findIndex((one) => kindOf(one) === 'trust') + 1;
      const random = chance(statements.length);
      for (let round = 0; round < 2; round += 1) {
        const other = await fresh(statements.slice(0, begun));
        await recordAll(other.node, shuffled(statements.slice(begun), random));
        for (const [at, verdicts] of (await verdictsOf(other.node, lots)).entries())
          assert.equal(verdicts, expected[at]);
        await other.close();
      }
    },
    { some: 0.2 },
  );
});

function kindOf(sdjwt: string): unknown {
  const [, payload = ''] = sdjwt.split('.');
  return (JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { kind: unknown }).kind;
}

/** As texts, without log indexes. */
async function verdictsOf(node: SelvedgeNode, lots: readonly string[]): Promise<string[]> {
  const texts = lots.map(async (lot) => {
    const answer = await node.verdicts(lot, judgedAtMs);
    assert.ok(answer.ok);
    return JSON.stringify(
      answer.value,
      (name, value: unknown) => (name === 'entry' || name === 'entries' ? undefined : value),
      1,
    );
  });
  return Promise.all(texts);
}

test(`the verifier judges every lot as the node does, to the byte (seed ${seed})`, async () => {
  await forNetworks(async (network, played) => {
    for (const { name } of network.lots) await assertSameFromEvidence(played, name, judgedAtMs);
  });
});

test(`nor do they differ where products are told anew (seed ${seed})`, async () => {
  await forNetworks(
    async (network, played) => {
      for (const { name } of network.lots) await assertSameFromEvidence(played, name, judgedAtMs);
      await assertNothingFromNothing(network, played);
      assertNothingHidden(network, played);
    },
    { from: retoldNetworks, some: 0.6 },
  );
});

test(`withholding never turns a no into a yes, nor adds a gram (seed ${seed})`, async () => {
  await forNetworks(assertNothingHidden);
});

function assertNothingHidden(network: Network, played: Played): void {
  const random = chance(network.lots.length * 7 + network.farms.length);
  for (const { name } of network.lots.slice(-4)) {
    const file = played.stage.node.evidence(played.lot(name), { atMs: judgedAtMs });
    assert.ok(file.ok);
    const whole = judged(file.value);
    for (const [at, hides] of hidings(file.value, random).entries())
      assertNoGain(whole, judged(withheld(file.value, hides)), `hiding ${at}`);
  }
}

type Hides = (name: string | undefined, index: number) => boolean;

/** A few disclosures, many of them, all of one name, some of another: whatever names there are in the file. */
function hidings(file: Uint8Array, random: ReturnType<typeof chance>): Hides[] {
  const names = disclosedNames(file);
  const some =
    (most: number): Hides =>
    () =>
      random.whole(1, 100) <= most;
  const [one, other] = [names[random.whole(0, names.length - 1)], names[random.whole(0, names.length - 1)]];
  return [
    some(3),
    some(15),
    some(60),
    (name) => name === one,
    (name) => name === other && random.whole(0, 1) === 1,
    () => true,
  ];
}

/** A file that no longer shows who made the asked lot answers nothing, but it is judged as well. */
function judged(file: Uint8Array): readonly ClaimVerdict[] {
  const verdict = verifyEvidence(file, { primitives: nodePrimitives });
  const wrong = verdict.checks.filter(({ name, result }) => result === 'fail' && name !== 'trace');
  assert.deepEqual(wrong, []);
  assert.ok(verdict.claims !== undefined && verdict.claims !== null, failing(verdict).join());
  return verdict.claims;
}

test('the demonstration: a stranger judges what is shown of it as the node does', {
  timeout: 240_000,
}, async () => {
  const world = await openTestWorld();
  const chain = demonstration();
  await loadChain(world.node, chain);
  let claims = 0;
  for (const { id, kind } of chain.showcase) {
    if (kind === 'product') continue;
    const verdicts = await world.node.verdicts(id);
    const file = world.node.evidence(id);
    assert.ok(verdicts.ok && file.ok, id);
    assert.equal(JSON.stringify(judged(file.value)), JSON.stringify(verdicts.value), id);
    claims += verdicts.value.length;
  }
  assert.ok(claims > 0, 'something is claimed of the showcase');
  await world.close();
});

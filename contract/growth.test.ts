// The contract's verdict on growth beside the verifier's, over thousands of claims, honest and not.
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import fc from 'fast-check';
import { type ConsistencyProof, encodeHex, verifyConsistency } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { anchorCall, deployAnchor, logIdOf, readRefusal } from './testing/anchoring.ts';
import { noAnvil, startAnvil, type TestChain } from './testing/anvil.ts';
import { mostLeaves, smallLog } from './testing/leaves.ts';
import { sketchLog } from './testing/sketch.ts';
import type { Wallet } from './testing/wallet.ts';

const most = 2n ** 64n - 1n;

/** What is done to an honest claim. `pick` chooses where, `by` how far a size is off. */
const lies = {
  none: (claim) => claim,
  'a bit of a hash': (claim, { pick, fork }) =>
    claim.proof.length === 0 ? fork : { ...claim, proof: changedAt(claim.proof, pick, flipped) },
  'a hash left out': (claim, { pick }) => ({ ...claim, proof: changedAt(claim.proof, pick, () => []) }),
  'a hash twice': (claim, { pick }) => ({
    ...claim,
    proof: changedAt(claim.proof, pick, (hash) => [hash, hash]),
  }),
  'a hash too many': (claim) => ({ ...claim, proof: [...claim.proof, claim.newerRoot] }),
  'another order': (claim) => ({ ...claim, proof: claim.proof.toReversed() }),
  'another older root': (claim, { fork }) => ({ ...claim, olderRoot: fork.olderRoot }),
  'another newer root': (claim, { fork }) => ({ ...claim, newerRoot: fork.newerRoot }),
  'the roots changed over': (claim) => ({ ...claim, olderRoot: claim.newerRoot, newerRoot: claim.olderRoot }),
  'another older size': (claim, { by }) => ({ ...claim, olderSize: within(claim.olderSize, by) }),
  'another newer size': (claim, { by }) => ({ ...claim, newerSize: within(claim.newerSize, by) }),
  'both sizes': (claim, { by }) => ({
    ...claim,
    olderSize: within(claim.olderSize, by),
    newerSize: within(claim.newerSize, by),
  }),
  'a fork': (claim, { fork }) => ({ ...fork, olderRoot: claim.olderRoot }),
  'a fork of another size': (claim, { fork, by }) => ({
    ...fork,
    olderRoot: claim.olderRoot,
    newerSize: within(claim.newerSize, by),
  }),
} satisfies Record<string, (claim: ConsistencyProof, how: How) => ConsistencyProof>;

interface How {
  readonly pick: number;
  readonly by: bigint;
  /** The claim between the same sizes of another log. */
  readonly fork: ConsistencyProof;
}

type Lie = keyof typeof lies;

interface Recipe {
  readonly tree: 'leaves' | 'sketch';
  readonly older: bigint;
  readonly newer: bigint;
  readonly lie: Lie;
  readonly pick: number;
  readonly by: bigint;
}

const byLittle = fc.constantFrom(-256n, -8n, -2n, -1n, 1n, 2n, 8n, 256n);
const smallSize = fc.bigInt({ min: 1n, max: BigInt(mostLeaves) });
/** Around powers of two, where trees change their shape, and anywhere. */
const largeSize = fc.oneof(
  fc.bigInt({ min: 1n, max: most }),
  fc
    .tuple(fc.integer({ min: 1, max: 63 }), fc.bigInt({ min: -2n, max: 2n }))
    .map(([power, off]) => within(2n ** BigInt(power), off) || 1n),
);
const recipes: fc.Arbitrary<Recipe> = fc.constantFrom('leaves' as const, 'sketch' as const).chain((tree) => {
  const size = tree === 'leaves' ? smallSize : largeSize;
  return fc.record({
    tree: fc.constant(tree),
    older: size,
    newer: size,
    lie: fc.constantFrom(...(Object.keys(lies) as Lie[])),
    pick: fc.nat(),
    by: byLittle,
  });
});

const logs = { honest: smallLog('honest'), fork: smallLog('fork') };

function claimOf({ tree, older, newer, lie, pick, by }: Recipe): ConsistencyProof {
  const [from, to] = older < newer ? [older, newer] : [newer, older];
  const grown = (name: 'honest' | 'fork'): ConsistencyProof =>
    tree === 'leaves'
      ? logs[name].growth(Number(from), Number(to))
      : sketchLog(name, [from, to], nodePrimitives).growth(from, to);
  return lies[lie](grown('honest'), { pick, by, fork: grown('fork') });
}

/** The refusal that the claim deserves where its older head is the anchored one; undefined: it is true. */
function deserved(claim: ConsistencyProof): string | undefined {
  const [older, newer] = [BigInt(claim.olderSize), BigInt(claim.newerSize)];
  if (newer === 0n) return 'SizeZero';
  if (newer < older) return 'Shrinks';
  if (newer === older) return 'SameSize';
  if (claim.proof.length > 65) return 'ProofTooLong';
  return verifyConsistency(claim, nodePrimitives) ? undefined : 'NotConsistent';
}

suite('growth, judged by the contract and by the verifier', { skip: noAnvil }, () => {
  let chain: TestChain;
  let owner: Wallet;
  let address: string;
  let log: Uint8Array;
  let entry: bigint;

  before(async () => {
    chain = await startAnvil();
    owner = await chain.wallet();
    address = await deployAnchor(chain, owner);
    log = await logIdOf(chain, address, 'judged', owner.address);
    entry = BigInt(String(await chain.rpc('web3_sha3', `0x${encodeHex(log)}${'00'.repeat(32)}`)));
  });
  after(() => chain.stop());

  /** `anchor` itself for each claim, on a chain where the claim's older head is the anchored one. */
  async function judged(claims: readonly ConsistencyProof[]): Promise<(string | undefined)[]> {
    const calls = claims.map((claim) => {
      const { to, data } = anchorCall(address, log, claim);
      const transaction = { from: owner.address, to, data };
      return {
        method: 'eth_call',
        params: [transaction, 'latest', { [address]: { stateDiff: head(claim) } }],
      };
    });
    const answers = await chain.batch(calls);
    return answers.map(({ error }) =>
      error === undefined ? undefined : readRefusal(String(error.data)).code,
    );
  }

  function head({ olderSize, olderRoot }: ConsistencyProof): Record<string, string> {
    return {
      [word(entry)]: word((BigInt(olderSize) << 160n) | BigInt(owner.address)),
      [word(entry + 1n)]: `0x${encodeHex(olderRoot)}`,
    };
  }

  test('thousands of claims get the same verdict from both', async () => {
    const seen = new Map<string, number>();
    for (let round = 0; round < 16; round += 1) {
      // Another seed each time: the recipe in the message is all that is needed to try a case again.
      const batch = fc.sample(recipes, 250);
      const claims = batch.map(claimOf);
      const verdicts = await judged(claims);
      batch.forEach((recipe, at) => {
        const expected = deserved(claims[at]!);
        assert.equal(verdicts[at], expected, shown(recipe));
        const key = `${recipe.lie}: ${expected ?? 'taken'}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
      });
    }
    assert.ok(seen.get('none: taken')! > 100, 'honest growth was among them');
    // Proofs do not bind sizes, and the verifier takes such claims too: why readers compare the size as well.
    assert.ok(
      seen.get('another newer size: taken')! > 10,
      'sizes that the proof does not bind were among them',
    );
    for (const lie of ['a fork', 'a fork of another size', 'another older root', 'another newer root'])
      assert.equal(seen.get(`${lie}: taken`), undefined, lie);
  });

  test('a log grows to the last size there is, with 65 hashes', async () => {
    const [longest, whole] = [
      sketchLog('honest', [3n, most], nodePrimitives).growth(3n, most),
      sketchLog('honest', [2n ** 63n, most], nodePrimitives).growth(2n ** 63n, most),
    ];
    assert.equal(longest.proof.length, 65);
    assert.deepEqual(await judged([longest, whole]), [undefined, undefined]);
  });

  test('every pair of sizes to 40, and none of them from a fork', async () => {
    const honest: ConsistencyProof[] = [];
    const forked: ConsistencyProof[] = [];
    for (let newer = 2; newer <= 40; newer += 1) {
      for (let older = 1; older < newer; older += 1) {
        const claim = logs.honest.growth(older, newer);
        honest.push(claim);
        forked.push({ ...logs.fork.growth(older, newer), olderRoot: claim.olderRoot });
      }
    }
    assert.deepEqual(new Set(await judged(honest)), new Set([undefined]));
    assert.deepEqual(new Set(await judged(forked)), new Set(['NotConsistent']));
  });
});

function shown(recipe: Recipe): string {
  return Object.values(recipe).join(', ');
}

function word(value: bigint): string {
  return `0x${value.toString(16).padStart(64, '0')}`;
}

function within(size: number | bigint, by: bigint): bigint {
  const moved = BigInt(size) + by;
  return moved < 0n ? 0n : moved > most ? most : moved;
}

function changedAt(
  proof: readonly Uint8Array[],
  pick: number,
  change: (hash: Uint8Array) => Uint8Array[],
): Uint8Array[] {
  return proof.flatMap((hash, at) => (at === pick % proof.length ? change(hash) : [hash]));
}

function flipped(hash: Uint8Array): Uint8Array[] {
  return [hash.with(hash[0]! % 32, hash[hash[0]! % 32]! ^ 1)];
}

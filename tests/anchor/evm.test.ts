// Anchors on a real EVM: what happens to them on the way, and that each arrives once.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { acceptCall, deployAnchor, headOf, openCall, proposeCall } from '../../contract/testing/anchoring.ts';
import { startAnvil } from '../../contract/testing/anvil.ts';
import { submit, transact } from '../../contract/testing/wallet.ts';
import { evmKeys, makeEvmKey } from '../../src/anchor/evm/key.ts';
import { anchoredTopic, logIdOf } from '../../src/anchor/evm/contract.ts';
import type { Keeper } from '../../src/anchor/keeper/keeper.ts';
import { openLiar } from './liar.ts';
import { openStage, skip, type Stage, until } from './stage.ts';

/** Sizes of all events of the contract, in the order of the chain. */
async function anchoredSizes({ chain, contract }: Stage): Promise<number[]> {
  const filter = { address: contract, fromBlock: '0x0', toBlock: 'latest', topics: [anchoredTopic] };
  const events = (await chain.rpc('eth_getLogs', filter)) as { data: string }[];
  return events.map(({ data }) => Number(BigInt(data.slice(0, 66))));
}

function settledSizes(stage: Stage): number[] {
  return stage.settled().map(({ size }) => size);
}

test('a head is sent, seen, settles with a proof that the verifier takes; and the next follows it', {
  skip,
}, async (t) => {
  const stage = await openStage(t);
  const keeper = await stage.keeper();
  const size = await stage.grow();
  assert.deepEqual(await until(keeper, 'settle', { mine: stage.chain }), ['begin', 'mark', 'settle']);
  assert.deepEqual(settledSizes(stage), [size]);
  assert.equal((await keeper.step()).do, 'rest', 'nothing has grown');
  const second = await stage.grow(130);
  assert.ok(second > 256);
  await until(keeper, 'settle', { mine: stage.chain });
  assert.deepEqual(settledSizes(stage), [256], 'the largest multiple of 256');
  await until(keeper, 'settle', { mine: stage.chain });
  assert.deepEqual(await anchoredSizes(stage), [size, 256, second]);
  assert.deepEqual(
    stage.news.map(({ about }) => about),
    ['settled', 'settled', 'settled'],
  );
});

test('a crowded block: the proof goes through branches, by one answer or by single receipts', {
  skip,
}, async (t) => {
  const stage = await openStage(t);
  const keeper = await stage.keeper();
  const { chain } = stage;
  const other = await chain.wallet();
  const crowd = async (): Promise<void> => {
    for (let at = 0; at < 20; at += 1) await submit(chain, other, { to: other.address, data: '0x' });
  };
  await stage.grow();
  await crowd();
  assert.equal((await keeper.step()).do, 'begin');
  await crowd();
  await until(keeper, 'settle', { mine: chain });
  const liar = await openLiar(t, chain.url);
  liar.lie = ({ method }) => (method === 'eth_getBlockReceipts' ? null : undefined);
  await stage.grow();
  const second = await stage.keeper({ rpc: liar.url });
  await crowd();
  await second.step();
  await chain.mine(2);
  await second.step();
  assert.match(JSON.stringify([await second.step(), second.kept.trouble]), /ANCHOR_ANSWER_MALFORMED/);
  liar.lie = undefined;
  await until(second, 'settle', { mine: chain });
  assert.equal((await anchoredSizes(stage)).length, 2);
});

test('two chains, one of them down: the other goes on, and the first follows when it is back', {
  skip,
}, async (t) => {
  const down = await startAnvil({ chainId: 31_338 });
  t.after(() => down.stop());
  const stage = await openStage(t);
  const { port } = new URL(down.url);
  await down.stop();
  const wish = { chain: 'eip155:31338', chainId: 31_338n, rpc: down.url };
  const [up, other] = [await stage.keeper(), await stage.keeper(wish)];
  const size = await stage.grow();
  await Promise.all([until(up, 'settle', { mine: stage.chain }), other.step(), other.step()]);
  assert.deepEqual(settledSizes(stage), [size]);
  assert.equal(other.kept.trouble?.code, 'ANCHOR_UNREACHABLE');
  const troubles = stage.news.filter(({ about }) => about === 'trouble');
  assert.equal(troubles.length, 1, 'told once');
  const back = await startAnvil({ chainId: 31_338, port: Number(port) });
  t.after(() => back.stop());
  const contract = (await deployAnchor(back, await back.wallet())).toLowerCase();
  await back.rpc('anvil_setBalance', stage.address, '0x8ac7230489e80000');
  const again = await stage.keeper({ ...wish, contract });
  await until(again, 'settle', { mine: back });
  assert.deepEqual(
    stage.settled().map((one) => [one.chain, one.size]),
    [
      ['eip155:31337', size],
      ['eip155:31338', size],
    ],
  );
  assert.ok(stage.news.some(({ about }) => about === 'well again'));
});

test('a re-org before and after a head was seen: it arrives all the same, once', { skip }, async (t) => {
  const stage = await openStage(t);
  const { chain } = stage;
  const keeper = await stage.keeper({}, { confirmations: 3 });
  const size = await stage.grow();
  await chain.mine(5);
  await keeper.step();
  await chain.rpc('anvil_reorg', 2, []);
  await chain.mine();
  assert.equal((await keeper.step()).do, 'mark');
  const { seenIn } = keeper.kept.underWay!;
  assert.notEqual(seenIn, null);
  // The block with the transaction goes, and the transaction with it.
  await chain.rpc('anvil_reorg', 1, []);
  const done = await until(keeper, 'settle', { mine: chain, most: 30 });
  assert.ok(done.includes('mark') && done.includes('send'), done.join());
  assert.deepEqual(settledSizes(stage), [size]);
  assert.deepEqual(await anchoredSizes(stage), [size]);
});

test('a fee that is too low is raised by an eighth at the same nonce', { skip }, async (t) => {
  const stage = await openStage(t);
  const keeper = await stage.keeper({}, { replaceAfterMs: 0 });
  await stage.grow();
  assert.equal((await keeper.step()).do, 'begin');
  assert.equal((await keeper.step()).do, 'replace');
  const [first, second] = keeper.kept.underWay!.letters.map(({ content }) => content);
  assert.equal(first!['nonce'], second!['nonce']);
  for (const name of ['maxFeeWei', 'priorityWei'])
    assert.ok(BigInt(second![name]!) * 8n >= BigInt(first![name]!) * 9n, name);
  await until(keeper, 'settle', { mine: stage.chain });
  assert.equal((await anchoredSizes(stage)).length, 1);
  assert.equal(Number(await stage.chain.rpc('eth_getTransactionCount', stage.address, 'latest')), 1);
});

test('out of gas money it waits, funded it goes on; a fee above the most is not paid', {
  skip,
}, async (t) => {
  const stage = await openStage(t, { funded: false });
  const keeper = await stage.keeper();
  await stage.grow();
  await keeper.step();
  await keeper.step();
  assert.equal(keeper.kept.trouble?.code, 'ANCHOR_OUT_OF_FUNDS');
  assert.equal(keeper.kept.trouble.times, 2);
  assert.equal(keeper.kept.underWay, null);
  await stage.fund(1);
  const frugal = await stage.keeper({ mostFeeWei: 1n });
  await frugal.step();
  assert.equal(frugal.kept.trouble?.code, 'ANCHOR_TOO_DEAR');
  await until(keeper, 'settle', { mine: stage.chain });
  assert.deepEqual(
    stage.news.map((one) => ('code' in one ? one.code : one.about)),
    ['ANCHOR_OUT_OF_FUNDS', 'ANCHOR_TOO_DEAR', 'well again', 'settled'],
  );
});

test('a transaction that another of the same key has taken the nonce of is due again', {
  skip,
}, async (t) => {
  const stage = await openStage(t);
  const { chain, address, world } = stage;
  const keeper = await stage.keeper();
  const size = await stage.grow();
  await keeper.step();
  const secret = evmKeys(world.world.vault, world.node.origin).secretOf(address);
  const wallet = { address, privateKey: `0x${Buffer.from(secret).toString('hex')}` };
  await submit(chain, wallet, {
    to: address,
    data: '0x',
    nonce: 0,
    maxFeePerGasWei: 500n * 10n ** 9n,
    priorityFeePerGasWei: 90n * 10n ** 9n,
  });
  await chain.mine();
  assert.equal((await keeper.step()).do, 'forget');
  await until(keeper, 'settle', { mine: chain });
  assert.deepEqual(await anchoredSizes(stage), [size]);
  assert.ok(stage.news.some(({ about }) => about === 'lost'));
});

test('a nonce that the chain has gone back behind is taken anew', { skip }, async (t) => {
  const stage = await openStage(t);
  const { chain } = stage;
  const keeper = await stage.keeper();
  await chain.mine();
  const snapshot = await chain.rpc('evm_snapshot');
  const first = await stage.grow();
  await until(keeper, 'settle', { mine: chain });
  const second = await stage.grow();
  await keeper.step();
  assert.equal(keeper.kept.underWay?.letters[0]?.content['nonce'], 1);
  // Deeper than any confirmations: the first anchor is undone, too.
  await chain.rpc('evm_revert', snapshot);
  await chain.rpc('anvil_setBalance', stage.address, '0x8ac7230489e80000');
  const done = await until(keeper, 'settle', { mine: chain });
  assert.ok(done.includes('forget'), done.join());
  assert.deepEqual(await anchoredSizes(stage), [second]);
  assert.deepEqual(settledSizes(stage), [second]);
  assert.notEqual(first, second);
});

test('a head there that this log cannot have grown into is an alarm, and nothing is sent', {
  skip,
}, async (t) => {
  const stage = await openStage(t);
  const { chain, contract, address, world } = stage;
  const secret = evmKeys(world.world.vault, world.node.origin).secretOf(address);
  const wallet = { address, privateKey: `0x${Buffer.from(secret).toString('hex')}` };
  const far = { size: 9_999n, root: new Uint8Array(32).fill(7) };
  await submit(chain, wallet, openCall(contract, world.node.origin, far));
  await chain.mine();
  const keeper = await stage.keeper();
  await stage.grow();
  await keeper.step();
  assert.equal(keeper.kept.trouble?.code, 'ANCHOR_HEAD_UNKNOWN');
  assert.equal(keeper.kept.underWay, null);
  assert.deepEqual(await anchoredSizes(stage), [9_999]);
});

test('a head that left before the table was lost is taken up again, not sent again', { skip }, async (t) => {
  const stage = await openStage(t);
  const keeper = await stage.keeper();
  const size = await stage.grow();
  await keeper.step();
  await stage.chain.mine();
  stage.world.data.database.exec('DELETE FROM anchor_under_way');
  const done = await until(keeper, 'settle', { mine: stage.chain });
  assert.equal(done[0], 'adopt');
  assert.deepEqual(await anchoredSizes(stage), [size]);
  assert.deepEqual(settledSizes(stage), [size]);
});

test('the log is handed over to a new key in the contract, and goes on under its old id', {
  skip,
}, async (t) => {
  const stage = await openStage(t);
  const { chain, contract, address, world } = stage;
  const keeper = await stage.keeper();
  await stage.grow();
  await until(keeper, 'settle', { mine: chain });
  const next = makeEvmKey(world.world.vault, world.node.origin);
  const keys = evmKeys(world.world.vault, world.node.origin);
  assert.deepEqual(keys.addresses(), [next, address]);
  await chain.rpc('anvil_setBalance', next, '0x8ac7230489e80000');
  const log = logIdOf(world.node.origin, address);
  const id = Buffer.from(log.slice(2), 'hex');
  const walletOf = (of: string): { address: string; privateKey: string } => ({
    address: of,
    privateKey: `0x${Buffer.from(keys.secretOf(of)).toString('hex')}`,
  });
  assert.ok((await transact(chain, walletOf(address), proposeCall(contract, id, next))).succeeded);
  assert.ok((await transact(chain, walletOf(next), acceptCall(contract, id))).succeeded);
  const size = await stage.grow();
  await until(keeper, 'settle', { mine: chain });
  assert.equal(Number((await headOf(chain, contract, id)).size), size);
  assert.deepEqual(settledSizes(stage), [size]);
  const stranger = await chain.wallet();
  await transact(chain, walletOf(next), proposeCall(contract, id, stranger.address));
  await transact(chain, stranger, acceptCall(contract, id));
  await stage.grow();
  await keeper.step();
  assert.equal(keeper.kept.trouble?.code, 'ANCHOR_NOT_OWNER');
});

test('the key lies sealed, and nothing that is kept or told has it', { skip }, async (t) => {
  const stage = await openStage(t);
  const { world, address } = stage;
  const keeper: Keeper = await stage.keeper();
  await stage.grow();
  await until(keeper, 'settle', { mine: stage.chain });
  const secret = Buffer.from(evmKeys(world.world.vault, world.node.origin).secretOf(address));
  world.data.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const stored = readFileSync(`${world.directory}/selvedge.db`);
  assert.equal(stored.includes(secret), false);
  const told = JSON.stringify([stage.news, keeper.kept]);
  assert.equal(told.includes(secret.toString('hex')), false);
});

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { noAnvil, startAnvil } from './anvil.ts';
import { RpcRefusal } from './rpc.ts';
import { receiptOf, submit, transact } from './wallet.ts';

/** Creation code of a contract whose code is the one byte 0x01. */
const creation = { data: '0x60015f5360015ff3' };

suite('a chain for tests', { skip: noAnvil }, () => {
  test('blocks come when they are asked for, and none before', async () => {
    const chain = await startAnvil();
    try {
      const wallet = await chain.wallet();
      const hash = await submit(chain, wallet, creation);
      await wait(300);
      assert.equal(await chain.rpc('eth_getTransactionReceipt', hash), null);
      await chain.mine(3);
      assert.equal(await chain.rpc('eth_blockNumber'), '0x3');
      assert.equal((await receiptOf(chain, hash)).blockNumber, 1);
    } finally {
      await chain.stop();
    }
  });

  test('blocks come by themselves, under the chain id that was wished', async () => {
    const chain = await startAnvil({ blocks: 1, chainId: 4242 });
    try {
      assert.equal(await chain.rpc('eth_chainId'), '0x1092');
      const receipt = await transact(chain, await chain.wallet(), creation);
      assert.equal(receipt.succeeded, true);
    } finally {
      await chain.stop();
    }
  });

  test('what was in reorganised blocks never was', async () => {
    const chain = await startAnvil();
    try {
      const { contractAddress, transactionHash } = await transact(chain, await chain.wallet(), creation);
      assert.equal(await chain.rpc('eth_getCode', contractAddress, 'latest'), '0x01');
      await chain.mine();
      await chain.reorganise(2);
      assert.equal(await chain.rpc('eth_getTransactionReceipt', transactionHash), null);
      assert.equal(await chain.rpc('eth_getCode', contractAddress, 'latest'), '0x');
    } finally {
      await chain.stop();
    }
  });

  test('a stopped chain is down, and comes back at its port with what it held', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'selvedge-anvil-'));
    const stateFile = join(directory, 'state.json');
    try {
      const chain = await startAnvil({ stateFile });
      const { contractAddress } = await transact(chain, await chain.wallet(), creation);
      await chain.stop();
      await chain.stop();
      await assert.rejects(chain.rpc('eth_blockNumber'), /fetch failed/);
      const again = await startAnvil({ stateFile, port: Number(new URL(chain.url).port) });
      assert.equal(again.url, chain.url);
      assert.equal(await again.rpc('eth_getCode', contractAddress, 'latest'), '0x01');
      await again.stop();
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });

  test('what the chain refuses is thrown with what it gave back', async () => {
    const chain = await startAnvil();
    try {
      await assert.rejects(chain.rpc('eth_nothing'), RpcRefusal);
      // PUSH1 0xab, MSTORE at 0, REVERT with the 32 bytes from 0.
      const call = { data: '0x60ab60005260206000fd' };
      const refused = chain.rpc('eth_call', call, 'latest');
      await assert.rejects(refused, (error) => error instanceof RpcRefusal && error.data.endsWith('ab'));
    } finally {
      await chain.stop();
    }
  });
});

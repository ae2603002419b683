import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { type ConsistencyProof, encodeHex } from '#verifier';
import {
  anchorAllCall,
  anchorCall,
  eventsOf,
  headOf,
  logIdOf,
  openCall,
  ownersOf,
  proposeCall,
  refusalOf,
} from './testing/anchoring.ts';
import { noAnvil, type TestChain } from './testing/anvil.ts';
import { smallLog } from './testing/leaves.ts';
import { type AnchorStage, openStage } from './testing/stage.ts';
import { receiptOf, submit, transact, type Wallet } from './testing/wallet.ts';

const nobody = '0x0000000000000000000000000000000000000000';

suite('the anchor contract', { skip: noAnvil }, () => {
  let chain: TestChain;
  let address: string;
  let owner: Wallet;
  let stranger: Wallet;
  let opened: AnchorStage['opened'];
  const log = smallLog('honest');
  const fork = smallLog('fork');

  before(async () => {
    ({ chain, address, owner, stranger, opened } = await openStage(log));
  });
  after(() => chain.stop());

  async function keccak256(bytes: Uint8Array): Promise<string> {
    return String(await chain.rpc('web3_sha3', `0x${encodeHex(bytes)}`));
  }

  test('a log opens with its first head, under an id of its name and its owner', async () => {
    const receipt = await transact(chain, owner, openCall(address, 'log.example/öffentlich', log.head(7)));
    const id = await logIdOf(chain, address, 'log.example/öffentlich', owner.address);
    assert.deepEqual(eventsOf(receipt), [
      {
        name: 'Opened',
        values: { log: id, owner: owner.address.toLowerCase(), origin: 'log.example/öffentlich' },
      },
      { name: 'Anchored', values: { log: id, ...log.head(7) } },
    ]);
    assert.equal(await keccak256(encoded('log.example/öffentlich', owner.address)), `0x${encodeHex(id)}`);
    assert.deepEqual(await headOf(chain, address, id), log.head(7));
  });

  test('a stranger opens a log of the same name under another id', async () => {
    const id = await opened('shared name', 3);
    await transact(chain, stranger, openCall(address, 'shared name', fork.head(5)));
    const other = await logIdOf(chain, address, 'shared name', stranger.address);
    assert.deepEqual(await headOf(chain, address, id), log.head(3));
    assert.deepEqual(await headOf(chain, address, other), fork.head(5));
  });

  test('a log opens once, and not empty', async () => {
    const id = await opened('once', 3);
    assert.deepEqual(await refusalOf(chain, owner, openCall(address, 'once', log.head(4))), {
      code: 'AlreadyOpen',
      said: id,
    });
    const empty = openCall(address, 'empty', { size: 0n, root: log.head(1).root });
    assert.equal((await refusalOf(chain, owner, empty))?.code, 'SizeZero');
  });

  test('a log grows over many sizes; each head is told in an event, and the last one is kept', async () => {
    const id = await opened('growing', 1);
    let size = 1;
    for (let step = 1; size + step < 320; step += 1) {
      const receipt = await transact(chain, owner, anchorCall(address, id, log.growth(size, size + step)));
      size += step;
      assert.deepEqual(eventsOf(receipt), [{ name: 'Anchored', values: { log: id, ...log.head(size) } }]);
      assert.deepEqual(await headOf(chain, address, id), log.head(size));
    }
  });

  test('what it refuses, each by its name', async () => {
    const id = await opened('refusing', 100);
    const honest = log.growth(100, 200);
    const padded = (length: number): Uint8Array[] => Array.from({ length }, () => honest.olderRoot);
    const refused = async (changed: Partial<ConsistencyProof>, by = owner) =>
      refusalOf(chain, by, anchorCall(address, id, { ...honest, ...changed }));
    assert.equal(await refused({}), undefined);
    assert.deepEqual(await refused({}, stranger), { code: 'NotOwner', said: owner.address.toLowerCase() });
    assert.deepEqual(await refused({ olderSize: 99 }), { code: 'NotTheHead', said: log.head(100) });
    assert.deepEqual(await refused({ olderRoot: log.head(99).root }), {
      code: 'NotTheHead',
      said: log.head(100),
    });
    assert.equal((await refused({ newerSize: 0 }))?.code, 'SizeZero');
    assert.deepEqual(await refused({ newerSize: 99, newerRoot: log.head(99).root }), {
      code: 'Shrinks',
      said: { headSize: 100n, size: 99n },
    });
    assert.deepEqual(await refused({ newerSize: 100, newerRoot: honest.olderRoot, proof: [] }), {
      code: 'SameSize',
      said: 100n,
    });
    assert.deepEqual(await refused({ proof: padded(66) }), { code: 'ProofTooLong', said: 66n });
    assert.equal((await refused({ proof: padded(65) }))?.code, 'NotConsistent');
    assert.equal((await refused({ proof: [] }))?.code, 'NotConsistent');
    const forked = { ...fork.growth(100, 200), olderRoot: honest.olderRoot };
    assert.equal((await refused(forked))?.code, 'NotConsistent');
    assert.deepEqual(await headOf(chain, address, id), log.head(100));
  });

  test('a refused transaction changes nothing and says nothing', async () => {
    const id = await opened('unchanged', 10);
    const receipt = await transact(chain, stranger, anchorCall(address, id, log.growth(10, 20)));
    assert.equal(receipt.succeeded, false);
    assert.deepEqual(receipt.logs, []);
    assert.deepEqual(await headOf(chain, address, id), log.head(10));
  });

  test('a log that nobody opened has no owner, no head, and cannot be anchored', async () => {
    const id = await logIdOf(chain, address, 'never opened', owner.address);
    assert.deepEqual(await headOf(chain, address, id), { size: 0n, root: new Uint8Array(32) });
    assert.deepEqual(await ownersOf(chain, address, id), { owner: nobody, proposed: nobody });
    const refusal = await refusalOf(chain, owner, anchorCall(address, id, log.growth(1, 2)));
    assert.deepEqual(refusal, { code: 'NotOwner', said: nobody });
    // Only a question can come from the zero address; even then there is nothing to extend.
    const asked = refusalOf(
      chain,
      { ...owner, address: nobody },
      anchorCall(address, id, {
        ...log.growth(1, 2),
        olderSize: 0,
        olderRoot: new Uint8Array(32),
      }),
    );
    assert.equal((await asked)?.code, 'NotConsistent');
  });

  test('of two heads on their way at the same time only the first arrives', async () => {
    const id = await opened('crossing', 10);
    const hashes = [
      await submit(chain, owner, anchorCall(address, id, log.growth(10, 30))),
      await submit(chain, owner, anchorCall(address, id, log.growth(10, 20))),
    ];
    await chain.mine();
    const [first, second] = await Promise.all(hashes.map((hash) => receiptOf(chain, hash)));
    assert.deepEqual([first?.succeeded, second?.succeeded], [true, false]);
    assert.deepEqual(await headOf(chain, address, id), log.head(30));
  });

  test('several logs in one transaction: all of them or none', async () => {
    const ids = [await opened('batch a', 10), await opened('batch b', 20)];
    const growths = [
      { log: ids[0]!, claim: log.growth(10, 50) },
      { log: ids[1]!, claim: log.growth(20, 60) },
    ];
    const bad = [growths[0]!, { log: ids[1]!, claim: { ...growths[1]!.claim, newerSize: 20 } }];
    assert.equal((await refusalOf(chain, owner, anchorAllCall(address, bad)))?.code, 'SameSize');
    assert.equal((await refusalOf(chain, stranger, anchorAllCall(address, growths)))?.code, 'NotOwner');
    const receipt = await transact(chain, owner, anchorAllCall(address, growths));
    assert.deepEqual(eventsOf(receipt), [
      { name: 'Anchored', values: { log: ids[0], ...log.head(50) } },
      { name: 'Anchored', values: { log: ids[1], ...log.head(60) } },
    ]);
  });

  test('owner, size and root stand in storage where the contract says, for eth_getProof', async () => {
    const id = await opened('in storage', 77);
    await transact(chain, owner, proposeCall(address, id, stranger.address));
    const entry = BigInt(await keccak256(Buffer.concat([id, new Uint8Array(32)])));
    const slots = [0n, 1n, 2n].map((offset) => `0x${(entry + offset).toString(16).padStart(64, '0')}`);
    const { storageProof } = (await chain.rpc('eth_getProof', address, slots, 'latest')) as {
      storageProof: { value: string }[];
    };
    assert.deepEqual(
      storageProof.map(({ value }) => BigInt(value)),
      [
        (77n << 160n) | BigInt(owner.address),
        BigInt(`0x${encodeHex(log.head(77).root)}`),
        BigInt(stranger.address),
      ],
    );
  });

  test('ether is not taken', async () => {
    await assert.rejects(
      chain.rpc('eth_call', { from: owner.address, to: address, value: '0x1' }, 'latest'),
      /revert/,
    );
  });
});

/** abi.encode(string, address) by hand, so that the id does not rest on the library that the other tests call it by. */
function encoded(origin: string, address: string): Uint8Array {
  const text = Buffer.from(origin);
  const word = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
  const padding = Buffer.alloc((32 - (text.length % 32)) % 32);
  return Buffer.concat([word(0x40n), word(BigInt(address)), word(BigInt(text.length)), text, padding]);
}

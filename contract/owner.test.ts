import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import {
  acceptCall,
  anchorCall,
  eventsOf,
  headOf,
  openCall,
  ownersOf,
  proposeCall,
  refusalOf,
} from './testing/anchoring.ts';
import { noAnvil, type TestChain } from './testing/anvil.ts';
import { smallLog } from './testing/leaves.ts';
import { type AnchorStage, openStage } from './testing/stage.ts';
import { transact, type Wallet } from './testing/wallet.ts';

const nobody = '0x0000000000000000000000000000000000000000';

suite('owners of logs', { skip: noAnvil }, () => {
  let chain: TestChain;
  let address: string;
  let owner: Wallet;
  let stranger: Wallet;
  let opened: AnchorStage['opened'];
  const log = smallLog('honest');

  before(async () => {
    ({ chain, address, owner, stranger, opened } = await openStage(log));
  });
  after(() => chain.stop());

  test('a new owner is proposed and accepts; the log keeps its id, the old owner has no way back', async () => {
    const id = await opened('handed over', 10);
    const heir = await chain.wallet();
    const proposed = await transact(chain, owner, proposeCall(address, id, heir.address));
    const [was, is] = [owner.address.toLowerCase(), heir.address.toLowerCase()];
    assert.deepEqual(eventsOf(proposed), [
      { name: 'OwnerProposed', values: { log: id, owner: was, proposed: is } },
    ]);
    assert.deepEqual(await ownersOf(chain, address, id), { owner: was, proposed: is });
    assert.equal(await refusalOf(chain, owner, anchorCall(address, id, log.growth(10, 11))), undefined);
    const early = await refusalOf(chain, heir, anchorCall(address, id, log.growth(10, 11)));
    assert.deepEqual(early, { code: 'NotOwner', said: was });
    const accepted = await transact(chain, heir, acceptCall(address, id));
    assert.deepEqual(eventsOf(accepted), [
      { name: 'OwnerChanged', values: { log: id, previous: was, owner: is } },
    ]);
    assert.deepEqual(await ownersOf(chain, address, id), { owner: is, proposed: nobody });
    for (const call of [
      anchorCall(address, id, log.growth(10, 20)),
      proposeCall(address, id, owner.address),
    ]) {
      assert.deepEqual(await refusalOf(chain, owner, call), { code: 'NotOwner', said: is });
    }
    const back = await refusalOf(chain, owner, openCall(address, 'handed over', log.head(3)));
    assert.deepEqual(back, { code: 'AlreadyOpen', said: id });
    const grown = await transact(chain, heir, anchorCall(address, id, log.growth(10, 20)));
    assert.equal(grown.succeeded, true);
    assert.deepEqual(await headOf(chain, address, id), log.head(20));
  });

  test('only the owner proposes, only the proposed accepts, and a proposal can be withdrawn', async () => {
    const id = await opened('kept', 10);
    const grab = proposeCall(address, id, stranger.address);
    assert.equal((await refusalOf(chain, stranger, grab))?.code, 'NotOwner');
    const accept = acceptCall(address, id);
    assert.deepEqual(await refusalOf(chain, stranger, accept), { code: 'NotProposed', said: nobody });
    await transact(chain, owner, proposeCall(address, id, stranger.address));
    assert.equal(await refusalOf(chain, stranger, accept), undefined);
    const other = await refusalOf(chain, owner, accept);
    assert.deepEqual(other, { code: 'NotProposed', said: stranger.address.toLowerCase() });
    await transact(chain, owner, proposeCall(address, id, nobody));
    assert.deepEqual(await refusalOf(chain, stranger, accept), { code: 'NotProposed', said: nobody });
  });
});

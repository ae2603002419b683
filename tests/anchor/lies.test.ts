// A chain that lies delays anchors, is found out, and loses nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Keeper } from '../../src/anchor/keeper/keeper.ts';
import { type Liar, openLiar } from './liar.ts';
import { openStage, skip, type Stage, until } from './stage.ts';

type Members = Record<string, unknown>;
type Lie = NonNullable<Liar['lie']>;

const about =
  (method: string, change: (truth: Members) => unknown): Lie =>
  (call, { result }) =>
    call.method === method && result !== null ? change(result as Members) : undefined;

const anotherHash = `0x${'ab'.repeat(32)}`;

/** What is told once the head is in a block, and what is found out by it. */
const afterwards: [what: string, code: string, lie: Lie][] = [
  ['another chain', 'ANCHOR_CHAIN_LIES', about('eth_chainId', () => '0x1')],
  [
    'the receipt of another transaction',
    'ANCHOR_CHAIN_LIES',
    about('eth_getTransactionReceipt', (truth) => ({ ...truth, transactionHash: anotherHash })),
  ],
  [
    'no such block',
    'ANCHOR_CHAIN_LIES',
    ({ method }) => (method === 'eth_getBlockByHash' ? null : undefined),
  ],
  [
    'a header that is another block’s',
    'ANCHOR_CHAIN_LIES',
    about('eth_getBlockByHash', (truth) => ({ ...truth, timestamp: '0x1' })),
  ],
  [
    'receipts that are not under the root',
    'ANCHOR_CHAIN_LIES',
    about('eth_getBlockReceipts', (truth) =>
      (truth as unknown as Members[]).map((one) => ({ ...one, cumulativeGasUsed: '0x1' })),
    ),
  ],
  [
    'a receipt without the event',
    'ANCHOR_CHAIN_LIES',
    about('eth_getBlockReceipts', (truth) =>
      (truth as unknown as Members[]).map((one) => ({ ...one, logs: [] })),
    ),
  ],
  ['a number that is none', 'ANCHOR_ANSWER_MALFORMED', about('eth_blockNumber', () => '12')],
  ['a list for an object', 'ANCHOR_ANSWER_MALFORMED', about('eth_getTransactionReceipt', () => [])],
];

/** What is told before anything has left. */
const before: [what: string, code: string, lie: Lie][] = [
  ['another chain', 'ANCHOR_CHAIN_LIES', about('eth_chainId', () => '0x1')],
  ['another contract', 'ANCHOR_CONTRACT_DIFFERS', about('eth_getCode', () => '0x6001')],
  [
    'a head that the log never had',
    'ANCHOR_HEAD_UNKNOWN',
    (call) => {
      const { data = '' } = (call.params[0] ?? {}) as { data?: string };
      if (call.method !== 'eth_call') return undefined;
      const owner = `0x${'0'.repeat(24)}${lyingOwner.slice(2)}${'0'.repeat(64)}`;
      return data.startsWith('0xf339e3b2') ? `0x${'1'.padStart(64, '0')}${'cd'.repeat(32)}` : owner;
    },
  ],
  [
    'gas that costs a fortune',
    'ANCHOR_TOO_DEAR',
    about('eth_maxPriorityFeePerGas', () => '0xffffffffffffff'),
  ],
  ['a balance that is no number', 'ANCHOR_ANSWER_MALFORMED', about('eth_getBalance', () => 'much')],
];
let lyingOwner = '';

async function openLies(
  t: Parameters<typeof openStage>[0],
): Promise<{ stage: Stage; liar: Liar; keeper: Keeper }> {
  const stage = await openStage(t);
  const liar = await openLiar(t, stage.chain.url);
  lyingOwner = stage.address;
  await stage.grow();
  return { stage, liar, keeper: await stage.keeper({ rpc: liar.url }) };
}

test('before anything has left, a lie keeps it here; after it, the anchor goes on', { skip }, async (t) => {
  const { stage, liar, keeper } = await openLies(t);
  for (const [what, code, lie] of before) {
    liar.lie = lie;
    await keeper.step();
    assert.equal(keeper.kept.trouble?.code, code, `${what}: ${keeper.kept.trouble?.detail}`);
    assert.equal(keeper.kept.underWay, null, what);
  }
  assert.equal(liar.sent, 0);
  liar.lie = undefined;
  await until(keeper, 'settle', { mine: stage.chain });
  assert.equal(liar.sent, 1);
});

test('about what is in a block, a lie is found out and the anchor stays as it was', { skip }, async (t) => {
  const { stage, liar, keeper } = await openLies(t);
  await keeper.step();
  await stage.chain.mine(3);
  assert.equal((await keeper.step()).do, 'mark');
  const { underWay } = keeper.kept;
  for (const [what, code, lie] of afterwards) {
    liar.lie = lie;
    await keeper.step();
    assert.equal(keeper.kept.trouble?.code, code, `${what}: ${keeper.kept.trouble?.detail}`);
    assert.deepEqual(keeper.kept.underWay, underWay, what);
    assert.deepEqual(stage.settled(), [], what);
  }
  liar.lie = undefined;
  await until(keeper, 'settle');
  assert.equal(liar.sent, 1);
  const codes = stage.news.flatMap((one) => ('code' in one ? [one.code] : []));
  assert.deepEqual(codes, ['ANCHOR_CHAIN_LIES', 'ANCHOR_ANSWER_MALFORMED'], 'told when it changes');
});

test('a lie about which transaction brought the head is forgotten, and the true one found', {
  skip,
}, async (t) => {
  const { stage, liar, keeper } = await openLies(t);
  await until(keeper, 'settle', { mine: stage.chain });
  const first = await stage.chain.rpc('eth_getLogs', { address: stage.contract, fromBlock: '0x0' });
  const size = await stage.grow();
  await keeper.step();
  await stage.chain.mine(2);
  stage.world.data.database.exec('DELETE FROM anchor_under_way');
  liar.lie = about('eth_getLogs', (truth) =>
    (truth as unknown as Members[]).map((one) => ({ ...one, transactionHash: transactionOf(first) })),
  );
  assert.deepEqual(await until(keeper, 'rest'), ['adopt', 'mark', 'rest']);
  assert.equal(keeper.kept.trouble?.code, 'ANCHOR_CHAIN_LIES');
  assert.equal(keeper.kept.underWay, null);
  liar.lie = undefined;
  await until(keeper, 'settle', { mine: stage.chain });
  assert.equal(stage.settled()[0]?.size, size);
  assert.equal(liar.sent, 2);
});

function transactionOf(events: unknown): unknown {
  return (events as Members[])[0]?.['transactionHash'];
}

test('no JSON, no end, no answer, too much: trouble each time, and never longer than the limits', {
  skip,
}, async (t) => {
  const { stage, liar, keeper } = await openLies(t);
  const ugly: [code: string, instead: NonNullable<Liar['instead']>][] = [
    ['ANCHOR_ANSWER_MALFORMED', (response) => void response.end('<html>')],
    ['ANCHOR_ANSWER_MALFORMED', (response) => void response.end(Buffer.from([0xff, 0xfe, 0x22]))],
    ['ANCHOR_ANSWER_MALFORMED', (response) => void response.end('[]')],
    [
      'ANCHOR_ANSWER_MALFORMED',
      (response) => void response.end('{"jsonrpc":"2.0","id":0,"result":[[[[]]]]}'),
    ],
    ['ANCHOR_ANSWER_MALFORMED', (response) => void response.writeHead(502).end('bad gateway')],
    ['ANCHOR_UNREACHABLE', (response) => void response.writeHead(302, { location: stage.chain.url }).end()],
    ['ANCHOR_UNREACHABLE', (response) => void response.destroy()],
    ['ANCHOR_UNREACHABLE', (response) => void response.write('[')],
    ['ANCHOR_ANSWER_MALFORMED', (response) => flood(response, 100)],
  ];
  for (const [code, instead] of ugly) {
    liar.instead = instead;
    await keeper.step();
    assert.equal(keeper.kept.trouble?.code, code, `${keeper.kept.trouble?.detail}: ${instead}`);
  }
  liar.instead = undefined;
  await until(keeper, 'settle', { mine: stage.chain });
});

/** So many megabytes, as fast as they are taken. */
function flood(response: Parameters<NonNullable<Liar['instead']>>[0], megabytes: number): void {
  const chunk = Buffer.alloc(1_000_000, 0x20);
  let sent = 0;
  const more = (): void => {
    while (sent < megabytes) {
      sent += 1;
      if (!response.write(chunk)) return;
    }
    response.end();
  };
  response.on('drain', more).on('error', () => {});
  more();
}

// The transaction that brought a head, where nobody here remembers it: the event says so.
import type { Head } from '../port.ts';
import { readHex, readList, readMembers, readNatural } from './answer.ts';
import type { EvmChain } from './chain.ts';
import { anchoredData, anchoredTopic } from './contract.ts';

interface Sought {
  readonly contract: string;
  readonly log: string;
  readonly head: Head;
}

/** Nodes answer for so many blocks at once, and a keeper that was away longer anchors anew. */
const blocksAtOnce = 5_000;
const mostQuestions = 10;

/** Its hash; undefined where the last blocks do not have it. */
export async function findAnchored(chain: EvmChain, sought: Sought): Promise<string | undefined> {
  let last = readNatural(await chain.one('eth_blockNumber'), 'eth_blockNumber');
  for (let asked = 0; asked < mostQuestions && last >= 0; asked += 1) {
    const first = Math.max(0, last - blocksAtOnce + 1);
    const found = await findBetween(chain, sought, first, last);
    if (found !== undefined) return found;
    last = first - 1;
  }
  return undefined;
}

async function findBetween(
  chain: EvmChain,
  { contract, log, head }: Sought,
  first: number,
  last: number,
): Promise<string | undefined> {
  const hex = (number: number): string => `0x${number.toString(16)}`;
  const filter = {
    ...{ address: contract, topics: [anchoredTopic, log] },
    ...{ fromBlock: hex(first), toBlock: hex(last) },
  };
  const events = readList(await chain.one('eth_getLogs', filter), 'eth_getLogs').map((event) =>
    readMembers(event, 'an event'),
  );
  const data = anchoredData(head);
  const event = events.find((one) => one['removed'] !== true && readHex(one['data'], 'data') === data);
  return event && readHex(event['transactionHash'], 'transactionHash', 32);
}

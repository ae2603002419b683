// What anchoring costs capture: the same work, with heads going to a chain every second and without, round by round.
import { deployAnchor } from '../../../contract/testing/anchoring.ts';
import { noAnvil, startAnvil, type TestChain } from '../../../contract/testing/anvil.ts';
import type { EvmWish } from '../../anchor/config.ts';
import { makeEvmKey } from '../../anchor/evm/key.ts';
import type { Keeper } from '../../anchor/keeper/keeper.ts';
import { openKeepers } from '../../anchor/open.ts';
import { Committer } from '../../flow/commit.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import { openNode } from '../../flow/open-node.ts';
import { recover, writeSnapshot } from '../../flow/recover.ts';
import { type Data, openData } from '../../store/data.ts';
import { openUnderWay } from '../../store/under-way.ts';
import { makeBaseLots } from '../capture/ready.ts';
import { enrol, type Signer, signedStatement } from '../capture/signers.ts';
import { farmParty, type MillWork, millParty, millWork } from '../capture/workload.ts';
import { interleaved, median, ratio, type Variant } from '../rounds.ts';
import { perSecond, type Row, short, skipped } from '../row.ts';
import { inDirectory, type Section, type Setting } from '../setting.ts';

const section = 'Capture while heads are anchored (an EVM chain with a block a second, an anchor a second)';
const what = '64-event statements, anchored : not anchored';
const target = { atLeast: 0.95 };
const statementEvents = 64;
const baseLots = 20_000;
/** Statements that are handed in at the same time. */
const inFlight = 128;

export const anchoredSection: Section = { name: 'anchored', run: anchoredRows };

async function anchoredRows(setting: Setting): Promise<Row[]> {
  if (noAnvil !== false) return [skipped(section, what, target, noAnvil)];
  const chain = await startAnvil({ blocks: 1 });
  try {
    return [await inDirectory((directory) => measured(setting, chain, directory))];
  } finally {
    await chain.stop();
  }
}

async function measured(setting: Setting, chain: TestChain, directory: string): Promise<Row> {
  const data = openData(directory);
  const { node, mill } = await openMill(data);
  const keeper = await openKeeper(data, node, chain);
  const next = millWork(11, baseLots);
  const events = setting.quick ? 12_800 : 51_200;
  const signed = (): string[] => {
    setting.progress(`signing ${events} events`);
    return Array.from({ length: events / statementEvents }, () => statementOf(mill, next));
  };
  const spent: Record<'without' | 'anchored', number[]> = { without: [], anchored: [] };
  const variants: Variant[] = [
    { name: 'not anchored', run: () => handIn(node, signed(), spent.without) },
    { name: 'anchored', run: () => whileAnchoring(keeper, node, signed(), spent.anchored) },
  ];
  try {
    const rounds = await interleaved(variants, setting.quick ? 3 : 5, setting.progress);
    const settled = data.world.anchored.newest(Number.MAX_SAFE_INTEGER)[0]?.size ?? 0;
    if (settled === 0) throw new Error('nothing was anchored meanwhile');
    return {
      ...{ section, what, value: ratio(rounds, 'anchored', 'not anchored'), unit: 'x', target },
      raw: {
        anchored: perSecond(median(rounds.get('anchored')!)),
        'not anchored': perSecond(median(rounds.get('not anchored')!)),
        'CPU an event': `${short(median(spent.anchored))} µs : ${short(median(spent.without))} µs`,
        'settled at the end': `${settled} of ${node.head().size} entries`,
      },
      note: 'chain and node share this machine; proofs are fetched, built and verified within the time',
    };
  } finally {
    await node.close();
    data.close();
  }
}

/** A node that knows the base lots, and the key of the mill that makes others of them. */
async function openMill(data: Data): Promise<{ node: SelvedgeNode; mill: Signer }> {
  const first = await openNode(data.world, { origin: 'selvedge.example/bench' });
  const farm = await enrol(first, farmParty, 'Bench Farm');
  const mill = await enrol(first, millParty, 'Bench Mill');
  await first.close();
  const committer = new Committer(data.world, recover(data.world));
  await makeBaseLots(committer, farm.kid, baseLots);
  // The base lots stand in no statement that could be read again: the node starts from a snapshot.
  writeSnapshot(data.world, committer.state);
  return { node: await openNode(data.world), mill };
}

async function openKeeper(data: Data, node: SelvedgeNode, chain: TestChain): Promise<Keeper> {
  const address = makeEvmKey(data.world.vault, node.origin);
  await chain.rpc('anvil_setBalance', address, '0x3635c9adc5dea00000');
  const wish: EvmWish = {
    ...{ kind: 'eip155', chain: `eip155:${chain.chainId}`, chainId: BigInt(chain.chainId) },
    ...{ rpc: chain.url, contract: (await deployAnchor(chain, await chain.wallet())).toLowerCase() },
    ...{ log: null, mostFeeWei: 1_000_000_000_000n },
    policy: {
      ...{ everyMs: 1_000, confirmations: 1, replaceAfterMs: null },
      ...{ lookEveryMs: 200, waitMs: 200, longestWaitMs: 1_000 },
    },
  };
  const report = (): void => {};
  const underWay = openUnderWay(data.database);
  const tools = { world: data.world, log: node, underWay, apiKey: () => undefined, report };
  const [keeper] = await openKeepers([wish], tools);
  if (keeper === undefined) throw new Error('no keeper for the chain of the bench');
  return keeper;
}

function statementOf(mill: Signer, next: () => MillWork): string {
  return signedStatement(mill, Array.from({ length: statementEvents }, next), 'property');
}

async function whileAnchoring(
  keeper: Keeper,
  node: SelvedgeNode,
  statements: string[],
  spent: number[],
): Promise<number> {
  const stop = new AbortController();
  const running = keeper.run(stop.signal);
  const figure = await handIn(node, statements, spent);
  stop.abort();
  await running;
  return figure;
}

/** Events per second of handing these statements in, so many at a time. `spent` is told this process's microseconds an event. */
async function handIn(node: SelvedgeNode, statements: string[], spent: number[]): Promise<number> {
  const before = process.cpuUsage();
  const startedAt = performance.now();
  const rest = statements.values();
  const sender = async (): Promise<void> => {
    for (const sdjwt of rest) {
      const { outcome, refusals } = await node.record(sdjwt);
      if (outcome !== 'recorded')
        throw new Error(`a statement of the workload was refused: ${JSON.stringify(refusals[0])}`);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, sender));
  const seconds = (performance.now() - startedAt) / 1_000;
  const { user, system } = process.cpuUsage(before);
  spent.push((user + system) / (statements.length * statementEvents));
  return (statements.length * statementEvents) / seconds;
}

// The map lot -> balance: how long it takes to hash, to write a root after so many events, to open lots and to check that.
import {
  chainAfter,
  encodeBase64,
  equalBytes,
  holdingsLeaf,
  rootFromSubtreeProof,
  sealedTotals,
} from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { OpenedLot } from '../../domain/holdings/holdings.ts';
import { median } from '../rounds.ts';
import type { Row } from '../row.ts';
import { milliseconds } from '../row.ts';
import type { Section, Setting } from '../setting.ts';
import { BenchMap } from './map.ts';

const title = 'Balances that the log commits to';
const openedLots = 200;

export const holdingsSection: Section = { name: 'holdings', run: holdingsRows };

async function holdingsRows(setting: Setting): Promise<Row[]> {
  const lots = setting.quick ? 100_000 : 1_000_000;
  setting.progress(`${lots} lots`);
  const map = new BenchMap(lots);
  const built = timed(() => map.root());
  const rounds = setting.quick ? 3 : 7;
  const rows = [row(`map of ${lots} lots hashed`, built, null, {})];
  for (const events of [1_000, 10_000, 100_000])
    rows.push(rootRow(map, events, events < 100_000 ? rounds : 3, setting));
  return [...rows, ...proofRows(map, lots, setting.quick ? 10 : 30)];
}

function rootRow(map: BenchMap, events: number, rounds: number, setting: Setting): Row {
  const [noted, hashed, audited]: number[][] = [[], [], []];
  // By the clock it says less on a machine that has other work.
  const worked: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    setting.progress(`root after ${events} events, round ${round}`);
    noted!.push(timed(() => map.events(events)));
    const { ledger } = map;
    const before = process.cpuUsage();
    hashed!.push(timed(() => ledger.holdings.settle(ledger)));
    const { user, system } = process.cpuUsage(before);
    worked.push((user + system) / 1_000);
    audited!.push(timed(() => ledger.holdings.audit(ledger.size)));
    map.root();
  }
  const each = (times: number[]): string => `${((median(times) * 1_000) / events).toFixed(1)} µs an event`;
  return row(`root after ${events} events of 3 draws and a new lot`, median(hashed!), null, {
    'hashed, processor time': each(worked),
    'noted while recording, balances kept': each(noted!),
    'its audit gathered': milliseconds(median(audited!)),
  });
}

function proofRows(map: BenchMap, lots: number, rounds: number): Row[] {
  const [built, verified]: number[][] = [[], []];
  let bytes = 0;
  for (let round = 0; round < rounds; round += 1) {
    const numbers = map.pickLots(openedLots);
    const { holdings } = map.ledger;
    const shown = new Set(Array.from({ length: map.ledger.size }, (_, entry) => entry));
    let member = '';
    built!.push(
      timed(() => {
        const opened = numbers.map((number) => holdings.open(number, shown));
        member = memberText(opened, holdings.proof(numbers));
      }),
    );
    bytes = member.length;
    const secrets = new Map([...holdings.facts()].map(([number, , secret]) => [number, secret]));
    const opened = numbers.map((number) => holdings.open(number, shown));
    const proof = holdings.proof(numbers);
    verified!.push(timed(() => assertGiven(map, opened, secrets, proof)));
  }
  const size = {
    size: `${(bytes / 1_000).toFixed(0)} KB as it stands in a file`,
    lots: `${openedLots} of ${lots}, at random`,
  };
  return [
    row(`${openedLots} lots opened and proven`, median(built!), { atMost: 100 }, size),
    row(`${openedLots} lots checked`, median(verified!), null, {}),
  ];
}

function memberText(opened: readonly OpenedLot[], proof: readonly Uint8Array[]): string {
  const lots = opened.map((lot) => ({
    ...lot,
    before: encodeBase64(lot.before),
    links: lot.links.map(({ entry, delta }) => ({ entry, delta: encodeBase64(delta) })),
  }));
  return JSON.stringify({ lots, proof: proof.map(encodeBase64) });
}

function assertGiven(
  { ledger: { holdings } }: BenchMap,
  opened: readonly OpenedLot[],
  secrets: ReadonlyMap<number, Uint8Array>,
  proof: readonly Uint8Array[],
): void {
  const leaves = opened.map(({ number, count, before, links, ...totals }) => {
    const chain = links.reduce(
      (so, { entry, delta }) => chainAfter(so, entry, delta, nodePrimitives),
      before,
    );
    const sealed = sealedTotals(secrets.get(number)!, totals, nodePrimitives);
    const history = { count, last: links.at(-1)?.entry ?? 0, chain };
    return { index: number, hash: holdingsLeaf(number, history, sealed, nodePrimitives) };
  });
  const root = rootFromSubtreeProof(holdings.size, leaves, proof, nodePrimitives);
  if (root === undefined || !equalBytes(root, holdings.root()))
    throw new Error('the proof does not give the root');
}

function timed(work: () => void): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

function row(what: string, value: number, target: Row['target'], raw: Row['raw']): Row {
  return { section: title, what, value, unit: 'ms', target, raw };
}

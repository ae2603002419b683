// What anchoring costs on an EVM chain: gas for each event, the proof of the log's growth included, beside a contract
// that stores a record for each event. Gas is the same on every machine; the sizes of a log decide how long a proof is.
import { anchorAllCall } from '../../../contract/testing/anchoring.ts';
import { noAnvil } from '../../../contract/testing/anvil.ts';
import type { Row, Target } from '../row.ts';
import { short, skipped } from '../row.ts';
import type { Section, Setting } from '../setting.ts';
import { type Anchored, anchoredHeads, type Ground, gasOf, onGround, openedLog } from './ground.ts';
import { deployHashedHead, naiveGas } from './others.ts';

const section = 'Anchoring on an EVM chain (log of 1,000 million events, growth proved on chain)';
const logSize = 1_000_000_000n;
const step = 100_000n;
const target: Target = { atMost: 0.7 };
const inOneBatch = 10;

export const anchorSection: Section = { name: 'anchor', run: anchorRows };

async function anchorRows({ quick, progress }: Setting): Promise<Row[]> {
  if (noAnvil !== false) return [skipped(section, 'gas an event', target, noAnvil)];
  const times = quick ? 4 : 32;
  return await onGround(async (ground) => {
    progress('heads with proofs');
    const stepped = await stepRows(ground, times);
    const rows = [...stepped, await wholeTilesRow(ground, times), await batchRow(ground)];
    progress('the contracts beside it');
    const beside = [await hashedRow(ground, times), ...(await naiveRows(ground, times))];
    return [...rows, onceRow(ground), ...beside, ...referenceRows];
  });
}

async function stepRows(ground: Ground, times: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const events of [1_000n, 10_000n, step, 1_000_000n]) {
    const anchored = await anchoredHeads(ground, { size: logSize, step: events, times });
    const aim = events === step ? target : null;
    rows.push(eventRow(`${counted(events)} events an anchor`, anchored, events, aim));
  }
  return rows;
}

/** Sizes that fill whole tiles of 256: the lowest eight levels of the tree then add no hash to the proof. */
async function wholeTilesRow(ground: Ground, times: number): Promise<Row> {
  const [size, events] = [logSize - (logSize % 256n), step + 256n - (step % 256n)];
  const anchored = await anchoredHeads(ground, { size, step: events, times });
  return eventRow(`${counted(events)} events an anchor, sizes multiples of 256`, anchored, events, target);
}

async function batchRow(ground: Ground): Promise<Row> {
  const growths = [];
  for (let at = 0; at < inOneBatch; at += 1) {
    const { id, sketch } = await openedLog(ground, ground.anchor, [logSize, logSize + step]);
    growths.push({ log: id, claim: sketch.growth(logSize, logSize + step) });
  }
  const together = (await gasOf(ground, anchorAllCall(ground.anchor, growths))) / inOneBatch;
  const alone = await anchoredHeads(ground, { size: logSize, step, times: 1 });
  return {
    ...gasRow(`${counted(step)} events an anchor, ${inOneBatch} logs of one owner in one transaction`),
    value: together / Number(step),
    raw: { 'a log': gas(together), 'the same head alone': gas(alone.meanGas) },
  };
}

async function hashedRow(ground: Ground, times: number): Promise<Row> {
  const contract = await deployHashedHead(ground);
  const anchored = await anchoredHeads(ground, { size: logSize, step, times, contract });
  return {
    ...eventRow(`${counted(step)} events an anchor, only a hash of the head kept`, anchored, step, null),
    note: 'the road not taken: such a contract cannot tell anybody the head',
  };
}

async function naiveRows(ground: Ground, times: number): Promise<Row[]> {
  const naive = await naiveGas(ground);
  const { meanGas } = await anchoredHeads(ground, { size: logSize, step, times });
  return [
    {
      ...gasRow('a record for each event'),
      value: naive,
      note: 'digest, sender, time and an id of 36 characters in storage, a transaction an event',
    },
    {
      ...gasRow(`a record for each event : ${counted(step)} events an anchor`),
      value: (naive * Number(step)) / meanGas,
      unit: 'x',
    },
  ];
}

function onceRow({ deployGas }: Ground): Row {
  return { ...gasRow('putting the contract on a chain, once'), value: deployGas, unit: 'gas' };
}

// Both projects' public code was compiled and run as it is; neither publishes a figure of its own.
const notMeasured = 'reference figure: measured earlier on its public code, not in this run';
const referenceRows: Row[] = [
  { ...gasRow('EAS 1.9.0, an attestation of 32 bytes'), value: 200_272, note: notMeasured },
  {
    ...gasRow('UN pilot, one more reader of one record'),
    value: 918_393,
    unit: 'gas',
    note: notMeasured,
  },
  {
    ...gasRow('UN pilot, a dispatch of 5 positions'),
    value: 14_232_871,
    unit: 'gas',
    note: `${notMeasured}; 22 transactions`,
  },
];

function eventRow(what: string, anchored: Anchored, events: bigint, aim: Target | null): Row {
  const { meanGas, mostGas, meanHashes, openGas } = anchored;
  return {
    ...gasRow(what),
    value: meanGas / Number(events),
    target: aim,
    raw: {
      'mean anchor': gas(meanGas),
      dearest: gas(mostGas),
      'hashes in a proof': short(meanHashes),
      'first head': gas(openGas),
    },
  };
}

function gasRow(what: string): Row {
  return { section, what, value: null, unit: 'gas/event', target: null, raw: {} };
}

function gas(amount: number): string {
  return `${short(amount)} gas`;
}

function counted(events: bigint): string {
  return events.toLocaleString('en-GB');
}

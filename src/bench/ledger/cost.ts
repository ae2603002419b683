// What each way costs: processor time and bytes an event, and how long it takes until something is durable, witnessed, settled.
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { formatVerifierKey, parseCosignerKey } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { SelvedgeNode } from '../../flow/node.ts';
import { openNode } from '../../flow/open-node.ts';
import { serve } from '../../http/serve.ts';
import { captureSaid, loadChain } from '../../scenario/load.ts';
import { type Data, openData } from '../../store/data.ts';
import { startWitnessing } from '../../witness/client.ts';
import { witnessApp } from '../../witness/door.ts';
import { openWitness } from '../../witness/witness.ts';
import type { Postgres } from '../postgres/server.ts';
import { median } from '../rounds.ts';
import { inDirectory } from '../setting.ts';
import { Central } from './central.ts';
import { processorTime } from './processor.ts';
import { type Settled, settled } from './settle.ts';
import { openSql } from './sql.ts';
import { eventsIn, type Work } from './work.ts';

export interface Cost {
  /** Processor time of everybody who takes part on the operator's side, µs an event. */
  readonly cpuMicros: number;
  readonly bytes: number;
  readonly durableMs: number;
  readonly witnessedMs: number | null;
  readonly settledMs: number | null;
  readonly gas: Settled['gas'] | null;
}

const batchDocuments = 64;

export async function centralCost(work: Work, postgres: Postgres | undefined): Promise<Cost> {
  return inDirectory(async (directory) => {
    const sql = await openSql(postgres, directory);
    try {
      const central = await Central.on(sql);
      const cpu = processorTime(postgres);
      const { documents } = work.chain;
      for (let at = 0; at < documents.length; at += batchDocuments)
        await central.take(documents.slice(at, at + batchDocuments), Date.now());
      const cpuMicros = cpu() / eventsIn(documents);
      const durableMs = await eachAlone(work, (said) => central.take([said], Date.now()));
      const bytes = (await sql.bytes()) / work.events;
      return { cpuMicros, bytes, durableMs, witnessedMs: null, settledMs: null, gas: null };
    } finally {
      await sql.close();
    }
  });
}

export type Outside = 'nobody' | 'witness' | 'chain';

export async function logCost(work: Work, outside: Outside): Promise<Cost> {
  return inDirectory(async (directory) => {
    const data = openData(join(directory, 'node'));
    const node = await openNode(data.world, { origin: 'bench.example/ledger' });
    const witnessing = outside === 'witness' ? await witnessed(node, data, directory) : undefined;
    try {
      const cpu = processorTime(undefined);
      await loadChain(node, work.chain);
      const cpuMicros = cpu() / eventsIn(work.chain.documents);
      const waits: number[] = [];
      const durableMs = await eachAlone(
        work,
        async (said) => void (await captureSaid(node, said)),
        witnessing && (async () => void waits.push(await untilWitnessed(node, data))),
      );
      const bytes = bytesIn(data) / work.events;
      const anchored = outside === 'chain' ? await settled(node, data) : null;
      return {
        ...{ cpuMicros, bytes, durableMs },
        witnessedMs: waits.length === 0 ? null : median(waits),
        ...{ settledMs: anchored?.settledMs ?? null, gas: anchored?.gas ?? null },
      };
    } finally {
      await witnessing?.close();
      await node.close();
      data.close();
    }
  });
}

function bytesIn({ database }: Data): number {
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const [size, count] = ['page_size', 'page_count'].map((name) =>
    Number(database.prepare(`PRAGMA ${name}`).get()?.[name]),
  );
  return size! * count!;
}

/** Median of handing in one and waiting for it; `then`, after every fourth, is not in it. */
async function eachAlone(
  { single }: Work,
  take: (said: Work['single'][number]) => Promise<void>,
  then: () => Promise<void> = async () => {},
): Promise<number> {
  const times: number[] = [];
  for (const [at, said] of single.entries()) {
    const startedAt = performance.now();
    await take(said);
    times.push(performance.now() - startedAt);
    if (at % 4 === 0) await then();
  }
  return median(times);
}

/** One witness in this process, over HTTP, asked for each head as soon as it is seen. */
async function witnessed(
  node: SelvedgeNode,
  { world }: Data,
  directory: string,
): Promise<{ close(): Promise<void> }> {
  const witness = openWitness(join(directory, 'witness'), {
    logs: [node.head().key],
    name: 'witness.example/bench',
  });
  const fail = (fault: unknown): never => {
    throw new Error(`the witness of the bench: ${String(fault)}`);
  };
  const door = await serve(witnessApp(witness, fail), { port: 0, graceMs: 100 });
  const key = parseCosignerKey(formatVerifierKey(witness.key), nodePrimitives)!;
  const asking = startWitnessing(node, [{ key, url: door.url }], {
    ...{ cosigned: world.cosigned, everyMs: 100, nowMs: Date.now, report: fail },
  });
  return {
    close: async () => {
      await asking.close();
      await door.close();
      witness.close();
    },
  };
}

async function untilWitnessed(node: SelvedgeNode, { world }: Data): Promise<number> {
  const startedAt = performance.now();
  const { size } = node.head();
  while (world.cosigned.newest(size) === undefined) await wait(1);
  return performance.now() - startedAt;
}

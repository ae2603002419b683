// Durable capture, ours and PostgreSQL's, round by round.
import type { Pool } from 'pg';
import { Committer } from '../../flow/commit.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import { openNode } from '../../flow/open-node.ts';
import { HoldingsPublisher } from '../../flow/publish-holdings.ts';
import { recover, writeSnapshot } from '../../flow/recover.ts';
import { demonstration } from '../../scenario/demonstration.ts';
import { loadChain } from '../../scenario/load.ts';
import { openData } from '../../store/data.ts';
import { connections, fullRound, plainRound, prepareIngest } from '../postgres/ingest.ts';
import type { Rounds, Variant } from '../rounds.ts';
import { interleaved, median, ratio } from '../rounds.ts';
import type { Row, Target } from '../row.ts';
import { perSecond, skipped } from '../row.ts';
import type { Section, Setting } from '../setting.ts';
import { inDirectory, noPostgres } from '../setting.ts';
import { makeBaseLots, readyRow, readyStatement } from './ready.ts';
import type { Signer } from './signers.ts';
import { enrol, signedStatement } from './signers.ts';
import type { MillWork } from './workload.ts';
import { farmParty, millParty, millWork } from './workload.ts';

const title = 'Durable capture (events/s; commits wait for the disk)';
const names = {
  plain: 'PostgreSQL plain',
  full: 'PostgreSQL full',
  rows: 'unsigned rows, batches of 100',
  statements: 'unsigned statements of 50 events, batches of 100',
  rootedRows: 'the rows, and a root of the balances every 100,000',
  rootedStatements: 'the statements, and a root of the balances every 100,000',
  property: '64-event statements, property granularity',
  event: '64-event statements, event granularity',
  single: 'a statement per event',
} as const;
const batch = 100;
const statementEvents = 64;
/** Statements that are handed in at the same time. */
const inFlight = 128;

const comparisons: { ours: string; theirs: string; target: Target | null; note?: string }[] = [
  {
    ours: names.rows,
    theirs: names.full,
    target: { atLeast: 30 },
    note: 'beside the records of the demonstration; an entry per event with a body of 1 KB; decide, apply, Merkle tree, as many senders as PostgreSQL has connections, each waiting for the disk before its next batch; nothing is read or verified',
  },
  {
    ours: names.statements,
    theirs: names.full,
    target: { atLeast: 30 },
    note: 'the same with two entries per batch, as statements are stored',
  },
  { ours: names.rootedRows, theirs: names.full, target: { atLeast: 8 } },
  { ours: names.rootedStatements, theirs: names.full, target: { atLeast: 8 } },
  {
    ours: names.property,
    theirs: names.full,
    target: { atLeast: 15 },
    note: 'read, every disclosure hashed, signature verified, EPCIS validated, balanced, logged, fsynced',
  },
  { ours: names.property, theirs: names.plain, target: { atLeast: 3 } },
  { ours: names.event, theirs: names.full, target: { atLeast: 40 } },
  { ours: names.single, theirs: names.full, target: { atLeast: 3 } },
];

export const captureSection: Section = { name: 'capture', run: captureRows };

async function captureRows(setting: Setting): Promise<Row[]> {
  const { postgres } = setting;
  if (postgres === undefined)
    return comparisons.map(({ ours, theirs, target }) =>
      skipped(title, `${ours} : ${theirs}`, target, noPostgres),
    );
  const baseLots = setting.quick ? 50_000 : 300_000;
  const pool = await postgres.connect(connections);
  try {
    setting.progress(`PostgreSQL: ${baseLots} lots`);
    await prepareIngest(pool, baseLots);
    const rounds = await inDirectory((directory) => measured(setting, pool, directory, baseLots));
    return comparisons.map((comparison) => rowOf(rounds, comparison));
  } finally {
    await pool.end();
  }
}

function rowOf(rounds: Rounds, { ours, theirs, target, note }: (typeof comparisons)[number]): Row {
  const raw = {
    ours: perSecond(median(rounds.get(ours)!)),
    [theirs]: perSecond(median(rounds.get(theirs)!)),
  };
  return {
    section: title,
    what: `${ours} : ${theirs}`,
    value: ratio(rounds, ours, theirs),
    unit: 'x',
    target,
    raw,
    ...(note ? { note } : {}),
  };
}

async function measured(setting: Setting, pool: Pool, directory: string, baseLots: number): Promise<Rounds> {
  const ms = setting.quick ? 400 : 1_500;
  const [signed, unsigned] = [
    await OwnLog.open(`${directory}/signed`, baseLots),
    await OwnLog.open(`${directory}/unsigned`, baseLots),
  ];
  const node = await signed.node();
  const events = setting.quick ? 3_200 : 12_800;
  // As often as a node writes a root at this speed (src/cli/serve/holdings.ts).
  const rootedEvents = setting.quick ? 10_000 : 100_000;
  const handedIn = (
    granularity: 'property' | 'event',
    perStatement: number,
    count: number,
  ): Variant['run'] => {
    return (round) => handIn(node, signed.statements(granularity, perStatement, count, round, setting));
  };
  const variants: Variant[] = [
    { name: names.plain, run: () => plainRound(pool, ms) },
    { name: names.full, run: (round) => fullRound(pool, ms, baseLots, 100 + round) },
    { name: names.rows, run: () => unsigned.rows(events) },
    { name: names.statements, run: () => unsigned.wholeStatements(events) },
    { name: names.rootedRows, run: () => unsigned.rows(rootedEvents, true) },
    { name: names.rootedStatements, run: () => unsigned.wholeStatements(rootedEvents, true) },
    { name: names.property, run: handedIn('property', statementEvents, events) },
    { name: names.event, run: handedIn('event', statementEvents, events) },
    { name: names.single, run: handedIn('property', 1, events / 4) },
  ];
  try {
    return await interleaved(variants, setting.quick ? 3 : 5, setting.progress);
  } finally {
    await node.close();
    signed.close();
    unsigned.close();
  }
}

/** Events per second of handing these statements in, so many at a time; all must be recorded. */
async function handIn(node: SelvedgeNode, statements: { sdjwt: string; events: number }[]): Promise<number> {
  const startedAt = performance.now();
  const rest = statements.values();
  const sender = async (): Promise<void> => {
    for (const { sdjwt } of rest) {
      const { outcome, refusals } = await node.record(sdjwt);
      if (outcome !== 'recorded')
        throw new Error(`a statement of the workload was refused: ${JSON.stringify(refusals[0])}`);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, sender));
  const events = statements.reduce((sum, one) => sum + one.events, 0);
  return events / ((performance.now() - startedAt) / 1_000);
}

/** A log in a directory of its own that knows the base lots. */
class OwnLog {
  readonly #data: ReturnType<typeof openData>;
  readonly #committer: Committer;
  readonly #mill: Signer;
  readonly #next: () => MillWork;

  private constructor(
    data: ReturnType<typeof openData>,
    committer: Committer,
    mill: Signer,
    baseLots: number,
  ) {
    this.#data = data;
    this.#committer = committer;
    this.#mill = mill;
    this.#next = millWork(7, baseLots);
  }

  static async open(directory: string, baseLots: number): Promise<OwnLog> {
    const data = openData(directory);
    const node = await openNode(data.world, { origin: 'selvedge.example/bench' });
    const [farm, mill] = [
      await enrol(node, farmParty, 'Bench Farm'),
      await enrol(node, millParty, 'Bench Mill'),
    ];
    // All rules at work: accreditations, certificates, trade, claims and cases stand in the log as well.
    await loadChain(node, demonstration());
    await node.close();
    const committer = new Committer(data.world, recover(data.world));
    await makeBaseLots(committer, farm.kid, baseLots);
    return new OwnLog(data, committer, mill, baseLots);
  }

  /** A node over the same store. The base lots stand in no statement that could be read again, so it starts from a snapshot. */
  async node(): Promise<SelvedgeNode> {
    writeSnapshot(this.#data.world, this.#committer.state);
    return openNode(this.#data.world);
  }

  rows(events: number, withRoot = false): Promise<number> {
    const make = (): ReturnType<typeof readyRow>[] =>
      Array.from({ length: batch }, () => readyRow(this.#next(), this.#mill.kid));
    return this.#batches(events, make, withRoot);
  }

  wholeStatements(events: number, withRoot = false): Promise<number> {
    const half = (): MillWork[] => Array.from({ length: batch / 2 }, this.#next);
    return this.#batches(
      events,
      () => [readyStatement(half(), this.#mill.kid), readyStatement(half(), this.#mill.kid)],
      withRoot,
    );
  }

  /** Signed before the clock runs. */
  statements(
    granularity: 'property' | 'event',
    perStatement: number,
    events: number,
    round: number,
    setting: Setting,
  ): { sdjwt: string; events: number }[] {
    setting.progress(`signing ${events} events for round ${round}`);
    return Array.from({ length: Math.ceil(events / perStatement) }, () => {
      const works = Array.from({ length: perStatement }, this.#next);
      return { sdjwt: signedStatement(this.#mill, works, granularity), events: perStatement };
    });
  }

  /** `withRoot`: the balances that the events have changed are hashed within the time, and a root of them is logged. */
  async #batches(
    events: number,
    make: () => ReturnType<typeof readyRow>[],
    withRoot = false,
  ): Promise<number> {
    const batches = Array.from({ length: Math.ceil(events / batch) }, make);
    const startedAt = performance.now();
    const rest = batches.values();
    const sender = async (): Promise<void> => {
      for (const one of rest) {
        const committed = await Promise.all(one.map((readied) => this.#committer.submit([readied])));
        if (committed.some(({ outcome }) => outcome !== 'accepted'))
          throw new Error('a row of the workload was refused');
      }
    };
    await Promise.all(Array.from({ length: connections }, sender));
    if (withRoot) await new HoldingsPublisher(this.#committer).publish();
    return (batches.length * batch) / ((performance.now() - startedAt) / 1_000);
  }

  close(): void {
    this.#data.close();
  }
}

// Judging a claim: a chain of five thousand lots with two hundred certificates, and the T-shirt of the demonstration.
import { arranged, judgeLot } from '#verifier';
import { openNode } from '../../flow/open-node.ts';
import { demonstration } from '../../scenario/demonstration.ts';
import { loadChain } from '../../scenario/load.ts';
import { openData } from '../../store/data.ts';
import { interleaved, median, ratio } from '../rounds.ts';
import type { Row, Target } from '../row.ts';
import { milliseconds, skipped } from '../row.ts';
import type { Section, Setting } from '../setting.ts';
import { inDirectory, noPostgres } from '../setting.ts';
import { type BenchChain, benchChain } from './chain.ts';
import { certifiedGrams, loadCustody } from './custody-sql.ts';

const section = 'Judging a claim (5,000 lots, 200 certificates, 140 shipments)';
const warmTarget: Target = { atMost: 50 };

export const judgeSection: Section = { name: 'judge', run: judgeRows };

async function judgeRows(setting: Setting): Promise<Row[]> {
  const chain = benchChain();
  setting.progress('the chain, cold');
  const cold = timed(() => judgeLot(chain.dossier, chain.asked, chain.atMs));
  const times = warmTimes(chain, setting.quick ? 20 : 200);
  const raw = { median: milliseconds(median(times)), p99: milliseconds(percentile(times, 0.99)) };
  const warm: Row = {
    section,
    what: 'verdict on the last lot, facts arranged',
    value: median(times),
    unit: 'ms',
    target: warmTarget,
    raw: { ...raw, 'cold, facts arranged first': milliseconds(cold) },
  };
  return [warm, await againstSql(setting, chain), await demonstrationRow(setting)];
}

function warmTimes({ dossier, asked, atMs }: BenchChain, rounds: number): number[] {
  const facts = arranged(dossier);
  for (let round = 0; round < 5; round += 1) judgeLot(facts, asked, atMs);
  // At another time each round, so that nothing remembers the answer.
  return Array.from({ length: rounds }, (_, round) => timed(() => judgeLot(facts, asked, atMs + round)));
}

async function againstSql(setting: Setting, chain: BenchChain): Promise<Row> {
  const what = 'verdict : its kilograms alone by a recursive query';
  if (setting.postgres === undefined) return skipped(section, what, null, noPostgres);
  const pool = await setting.postgres.connect(1);
  try {
    setting.progress('PostgreSQL: loading');
    await loadCustody(pool, chain.dossier);
    const facts = arranged(chain.dossier);
    const [verdict] = judgeLot(facts, chain.asked, chain.atMs);
    agree(verdict?.gramsSubstantiated ?? 0, await certifiedGrams(pool, chain.asked));
    const ours = async (): Promise<number> => timed(() => judgeLot(facts, chain.asked, chain.atMs));
    const theirs = async (): Promise<number> => {
      const startedAt = performance.now();
      await certifiedGrams(pool, chain.asked);
      return performance.now() - startedAt;
    };
    const variants = [
      { name: 'ours', run: ours },
      { name: 'PostgreSQL', run: theirs },
    ];
    const rounds = await interleaved(variants, setting.quick ? 5 : 20, setting.progress);
    return {
      section,
      what,
      value: ratio(rounds, 'PostgreSQL', 'ours'),
      unit: 'x',
      target: null,
      raw: Object.fromEntries([...rounds].map(([name, figures]) => [name, milliseconds(median(figures))])),
      note: 'the query walks back through scope and transaction certificates and gives one number; the verdict has every check, with what decided it',
    };
  } finally {
    await pool.end();
  }
}

/** The query counts in fractions, the judge in whole grams. */
function agree(ours: number, theirs: number): void {
  if (Math.abs(ours - theirs) > ours / 1_000)
    throw new Error(`the engines disagree on the certified mass: ${ours} g and ${theirs} g`);
}

async function demonstrationRow(setting: Setting): Promise<Row> {
  return await inDirectory(async (directory) => {
    setting.progress('the demonstration');
    const data = openData(directory);
    const node = await openNode(data.world);
    try {
      const chain = demonstration();
      await loadChain(node, chain);
      const atMs = data.world.clock.nowMs();
      const { id } = chain.showcase.find(({ kind }) => kind === 'lot') ?? { id: '' };
      const judged = async (round: number): Promise<number> => {
        const startedAt = performance.now();
        // At another time each round, so that nothing remembers the answer.
        await node.verdicts(id, atMs + round);
        return performance.now() - startedAt;
      };
      const cold = await judged(0);
      const times: number[] = [];
      for (let round = 1; round <= (setting.quick ? 20 : 100); round += 1) times.push(await judged(round));
      return {
        section,
        what: 'verdict on a lot of T-shirts of the demonstration',
        value: median(times),
        unit: 'ms',
        target: null,
        raw: {
          median: milliseconds(median(times)),
          p99: milliseconds(percentile(times, 0.99)),
          'cold, facts gathered from the ledger first': milliseconds(cold),
        },
      };
    } finally {
      await node.close();
      data.close();
    }
  });
}

function timed(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

// `selvedge bench`: the figures that the design promises, measured side by side on this machine.
import { availableParallelism, cpus } from 'node:os';
import { anchorSection } from './anchor/anchor.ts';
import { anchoredSection } from './anchor/capture.ts';
import { captureSection } from './capture/capture.ts';
import { evidenceSection } from './evidence/evidence.ts';
import { generate } from './generate.ts';
import { holdingsSection } from './holdings/holdings.ts';
import { httpSection } from './http/http.ts';
import type { BenchIo } from './io.ts';
import { judgeSection } from './judge/judge.ts';
import { ledgerSection } from './ledger/ledger.ts';
import type { Postgres } from './postgres/server.ts';
import { startPostgres } from './postgres/server.ts';
import { restartSection } from './restart/restart.ts';
import type { Row } from './row.ts';
import { tableText, verdictOf } from './row.ts';
import type { Section, Setting } from './setting.ts';
import { traceSection } from './trace/trace.ts';

const sections: Section[] = [
  captureSection,
  traceSection,
  restartSection,
  httpSection,
  evidenceSection,
  judgeSection,
  holdingsSection,
  anchorSection,
  anchoredSection,
  ledgerSection,
];

interface Wishes {
  json: boolean;
  quick: boolean;
  only: string[];
}

/** Runs the bench; 0 = it ran (targets missed or not), 2 = wrong use. */
export async function runBench(args: string[], io: BenchIo): Promise<number> {
  if (args[0] === 'generate') return generate(args.slice(1), io);
  const wishes = wishesOf(args);
  if (typeof wishes === 'string') {
    io.err(
      `${wishes}\nusage: selvedge bench [--json] [--quick] [--only NAME…]\n       selvedge bench generate --lots N [--seed S] [-o FILE]\nnames: ${sections.map(({ name }) => name).join(', ')}\n`,
    );
    return 2;
  }
  const chosen = sections.filter(({ name }) => wishes.only.length === 0 || wishes.only.includes(name));
  const postgres = await startPostgres();
  try {
    const rows = await rowsOf(chosen, postgres, wishes, io);
    io.out(
      wishes.json
        ? `${JSON.stringify(jsonOf(rows, postgres, wishes), null, 2)}\n`
        : `${heading(postgres, wishes)}\n\n${tableText(rows)}\n`,
    );
    return 0;
  } finally {
    await postgres?.stop();
  }
}

async function rowsOf(
  chosen: Section[],
  postgres: Postgres | undefined,
  { quick }: Wishes,
  io: BenchIo,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, run } of chosen) {
    const setting: Setting = { quick, postgres, progress: (text) => io.err(`${name}: ${text}\n`) };
    rows.push(...(await run(setting)));
  }
  return rows;
}

function wishesOf(args: string[]): Wishes | string {
  const wishes: Wishes = { json: false, quick: false, only: [] };
  let naming = false;
  for (const arg of args) {
    if (arg === '--json' || arg === '--quick') wishes[arg === '--json' ? 'json' : 'quick'] = true;
    else if (arg !== '--only' && !(naming && sections.some(({ name }) => name === arg)))
      return `unknown: ${arg}`;
    else if (arg !== '--only') wishes.only.push(arg);
    naming = arg === '--only' || (naming && !arg.startsWith('--'));
  }
  return wishes;
}

function machine(): string {
  return `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.versions.node}`;
}

function heading(postgres: Postgres | undefined, { quick }: Wishes): string {
  const other = postgres === undefined ? 'no PostgreSQL' : `PostgreSQL ${postgres.version}`;
  return `Medians of interleaved rounds; ${machine()}; ${other}${quick ? '; --quick: smaller data, the figures say less' : ''}`;
}

function jsonOf(rows: Row[], postgres: Postgres | undefined, { quick }: Wishes): object {
  return {
    machine: machine(),
    postgres: postgres?.version ?? null,
    quick,
    rows: rows.map((row) => ({ ...row, verdict: verdictOf(row) })),
  };
}

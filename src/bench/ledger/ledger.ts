// Is a ledger worth it? The same work with a signed central database, a log, a log with witnesses, a log with anchors on
// a chain: what it costs, how long it takes, and which tamperings it detects.
import { noAnvil } from '../../../contract/testing/anvil.ts';
import type { Row } from '../row.ts';
import { milliseconds, short, skipped } from '../row.ts';
import type { Section, Setting } from '../setting.ts';
import { inDirectory } from '../setting.ts';
import { triedCentrally } from './central-cheats.ts';
import { type Cost, centralCost, logCost } from './cost.ts';
import { detectionRows } from './detection.ts';
import { median } from '../rounds.ts';
import { openSql } from './sql.ts';
import { ledgerWork, type Work } from './work.ts';

export const ledgerSection: Section = { name: 'ledger', run: ledgerRows };

async function ledgerRows(setting: Setting): Promise<Row[]> {
  const { quick, postgres, progress } = setting;
  const work = ledgerWork(quick ? 200 : Number.MAX_SAFE_INTEGER);
  const costs = await costRows(work, setting);
  progress('tamperings with the central database');
  const centrally = await inDirectory((directory) => triedCentrally(() => openSql(postgres, directory)));
  return [...costs, ...(await detectionRows(centrally, progress))];
}

async function costRows(work: Work, { quick, postgres, progress }: Setting): Promise<Row[]> {
  const title = `The same work (${short(work.events)} events of the demonstration) kept in four ways`;
  const database = postgres === undefined ? 'SQLite' : `PostgreSQL ${postgres.version}`;
  const ways: [what: string, run: () => Promise<Cost>][] = [
    [`central database (${database}), rows signed by the operator`, () => centralCost(work, postgres)],
    ['log, nobody outside', () => logCost(work, 'nobody')],
    ['log with a witness', () => logCost(work, 'witness')],
    ...(noAnvil === false
      ? [['log with anchors on an EVM chain', () => logCost(work, 'chain')] as [string, () => Promise<Cost>]]
      : []),
  ];
  const measured = new Map<string, Cost[]>(ways.map(([what]) => [what, []]));
  const rounds = quick ? 1 : 3;
  for (let round = 0; round <= rounds; round += 1)
    for (const [what, run] of ways) {
      progress(`${round === 0 ? 'warming up' : `round ${round} of ${rounds}`}: ${what}`);
      const cost = await run();
      if (round > 0) measured.get(what)!.push(cost);
    }
  const rows = [...measured].map(([what, costs]) => costRow(title, what, costs));
  const without =
    noAnvil === false ? [] : [skipped(title, 'log with anchors on an EVM chain', null, noAnvil)];
  return [...rows, ...without];
}

function costRow(section: string, what: string, costs: readonly Cost[]): Row {
  const middle = (of: (cost: Cost) => number | null): number | null => {
    const values = costs.flatMap((cost) => of(cost) ?? []);
    return values.length === 0 ? null : median(values);
  };
  const [witnessed, settled] = [
    middle(({ witnessedMs }) => witnessedMs),
    middle(({ settledMs }) => settledMs),
  ];
  const gas = costs[0]?.gas;
  return {
    ...{ section, what, value: middle(({ cpuMicros }) => cpuMicros), unit: 'µs/event', target: null },
    raw: {
      'on disk': `${short(middle(({ bytes }) => bytes)!)} B an event`,
      durable: milliseconds(middle(({ durableMs }) => durableMs)!),
      ...(witnessed !== null && { 'witnessed, after that': milliseconds(witnessed) }),
      ...(settled !== null && { 'settled (a block a second, one on top)': milliseconds(settled) }),
      ...(gas && { 'gas of the first head': short(gas.open), 'gas of each later head': short(gas.anchor) }),
    },
  };
}

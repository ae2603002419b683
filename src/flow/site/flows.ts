// What went in and came out at a site, over all events there that stand.
import { dimensions } from '../../domain/ledger/event-table.ts';
import type { Ledger } from '../../domain/ledger/ledger.ts';

/** An amount in base units of a dimension (words.md). */
export interface Total {
  dimension: string;
  amount: number;
}

export interface SiteFlows {
  /** Events that drew from lots or made some. */
  events: number;
  fromMs: number;
  toMs: number;
  in: Total[];
  out: Total[];
  /** Amounts that were not told are in neither. */
  unknownAmounts: boolean;
  processes: string[];
}

/** Undefined where nothing was made or used up at this place yet. One walk over one column of the events. */
export function siteFlows(ledger: Ledger, place: string): SiteFlows | undefined {
  const name = ledger.names.find(place);
  if (name === -1) return undefined;
  const sums = { drawn: new Map<string, number>(), produced: new Map<string, number>() };
  const processes = new Set<number>();
  const seen = { events: 0, fromMs: Infinity, toMs: -Infinity, unknown: false };
  ledger.events.eachAt(name + 1, (event) => {
    const row = ledger.events.get(event);
    if (row.declaresError || ledger.events.isVoided(event)) return;
    const portions = ledger.events
      .portionsOf(event)
      .filter(({ role }) => role === 'drawn' || role === 'produced');
    if (portions.length === 0) return;
    seen.events += 1;
    seen.fromMs = Math.min(seen.fromMs, row.timeMs);
    seen.toMs = Math.max(seen.toMs, row.timeMs);
    processes.add(row.process);
    for (const { role, dimension, amount } of portions) {
      const unit = dimensions[dimension - 1];
      if (unit === undefined || Number.isNaN(amount)) seen.unknown = true;
      else add(sums[role as 'drawn' | 'produced'], unit, amount);
    }
  });
  if (seen.events === 0) return undefined;
  const { events, fromMs, toMs, unknown } = seen;
  const texts = [...processes]
    .filter((number) => number > 0)
    .map((number) => ledger.names.textOf(number - 1));
  return {
    ...{ events, fromMs, toMs, unknownAmounts: unknown, processes: texts.sort() },
    in: totals(sums.drawn),
    out: totals(sums.produced),
  };
}

function add(sums: Map<string, number>, dimension: string, amount: number): void {
  sums.set(dimension, (sums.get(dimension) ?? 0) + amount);
}

function totals(sums: ReadonlyMap<string, number>): Total[] {
  return [...sums]
    .map(([dimension, amount]) => ({ dimension, amount }))
    .sort((a, b) => a.dimension.localeCompare(b.dimension));
}

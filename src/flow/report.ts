// The standing report: what is claimed, shipped or certified twice anywhere in the log (src/domain/report), and the figures
// of the ledger that it asks for.
import { modelOf } from '#verifier';
import { dimensions } from '../domain/ledger/event-table.ts';
import type { Ledger } from '../domain/ledger/ledger.ts';
import type { Bale, Harvest, LotFacts, ReportFacts } from '../domain/report/facts.ts';
import { standingReport } from '../domain/report/report.ts';
import { eachInput } from '../domain/trace/links.ts';
import type { StandingReport } from './answers.ts';
import { bornEvent, isRun, nameOf, productFor } from './query.ts';

export function reportAnswer(ledger: Ledger, atMs: number): StandingReport {
  ledger.graph.growTo(ledger.lots.size);
  const findings = standingReport({ book: ledger.records, facts: reportFacts(ledger), atMs });
  return { judgedAtMs: atMs, findings };
}

/** Lots are gone through once, and only when something asks for bales or harvests. */
function reportFacts(ledger: Ledger): ReportFacts {
  let harvests: Map<string, Harvest[]> | undefined;
  return {
    lot: (id) => lotFacts(ledger, ledger.lots.find(id)),
    bales: () => balesOf(ledger),
    harvestsOf: (party) => {
      harvests ??= harvestsOf(ledger);
      return harvests.get(party) ?? [];
    },
    categoryOf: (id, entry) => productFor(ledger, modelOf(id) ?? id, id, entry)?.category ?? null,
    countryOf: (party) => ledger.register.parties.get(party)?.country ?? null,
  };
}

function lotFacts(ledger: Ledger, lot: number): LotFacts | undefined {
  if (lot === -1 || ledger.columns.bornIn(lot) === -1) return undefined;
  const { balances, events } = ledger;
  const makers = new Set<string>();
  const entries = new Set<number>();
  const drawn = new Map<string, number>();
  events.mentions(lot, (event, role) => {
    if (events.isVoided(event)) return true;
    const row = events.get(event);
    const party = nameOf(ledger, row.party) ?? '';
    if (role === 'produced' || (role === 'unit' && row.packs)) {
      makers.add(party);
      entries.add(row.entry);
    } else if (role === 'drawn') drawn.set(party, (drawn.get(party) ?? 0) + amountDrawn(ledger, event, lot));
    return true;
  });
  const known = balances.isDeclared(lot) && !balances.hasUnknownProduced(lot);
  return {
    dimension: dimensions[balances.dimensionOf(lot) - 1] ?? null,
    produced: known ? balances.producedOf(lot) : null,
    makers: [...makers].sort(),
    drawn: [...drawn].map(([party, amount]) => ({ party, amount })),
    entries: [...entries].sort((one, other) => one - other),
  };
}

/** In the lot's own dimension; what is not known, or measured otherwise, counts as nothing. */
function amountDrawn({ events, balances }: Ledger, event: number, lot: number): number {
  const portions = events.portionsOf(event).filter((one) => one.role === 'drawn' && one.lot === lot);
  return portions.reduce(
    (sum, { dimension, amount }) =>
      sum + (dimension === balances.dimensionOf(lot) && amount > 0 ? amount : 0),
    0,
  );
}

function* bornLots(
  ledger: Ledger,
): Generator<[lot: number, born: NonNullable<ReturnType<typeof bornEvent>>]> {
  for (let lot = 0; lot < ledger.lots.size; lot += 1) {
    const born = isRun(ledger, lot) ? undefined : bornEvent(ledger, lot);
    if (born !== undefined) yield [lot, born];
  }
}

/** Whatever a gin makes; what is no bale has no number of a bale. */
function* balesOf(ledger: Ledger): Generator<Bale> {
  const isGinning = ginning(ledger);
  for (const [lot, born] of bornLots(ledger)) {
    if (!isGinning(nameOf(ledger, born.process))) continue;
    const gin = nameOf(ledger, born.party) ?? '';
    yield { lot: ledger.lots.textOf(lot), gin, madeAtMs: born.timeMs, entry: born.entry };
  }
}

/** By the code of the process, its finer kinds, and the names that material packs give it. */
function ginning({ records }: Ledger): (process: string | null) => boolean {
  const known = records
    .ofKind('pack')
    .flatMap(({ content }) => (content.kind === 'material' ? content.processes : []));
  const isCode = (code: string): boolean => code === 'ginning' || code.startsWith('ginning-');
  const names = new Set(known.filter(({ code }) => isCode(code)).flatMap(({ aliases }) => aliases));
  return (process) => process !== null && (isCode(process) || names.has(process));
}

/** By party: weighed lots that were made of nothing. */
function harvestsOf(ledger: Ledger): Map<string, Harvest[]> {
  const found = new Map<string, Harvest[]>();
  for (const [lot, born] of bornLots(ledger)) {
    const grams = ledger.balances.producedOf(lot);
    const isMass = dimensions[ledger.balances.dimensionOf(lot) - 1] === 'mass';
    if (!isMass || grams === 0 || hasInputs(ledger, lot)) continue;
    const party = nameOf(ledger, born.party) ?? '';
    const harvest = { lot: ledger.lots.textOf(lot), grams, atMs: born.timeMs, entry: born.entry };
    const known = found.get(party);
    if (known === undefined) found.set(party, [harvest]);
    else known.push(harvest);
  }
  return found;
}

function hasInputs({ graph }: Ledger, lot: number): boolean {
  let inputs = 0;
  eachInput(graph, lot, () => {
    inputs += 1;
  });
  return inputs > 0;
}

// Questions about lots, answered from the columns alone: no body is read, so an answer takes milliseconds.
import { readIdentifier } from '#verifier';
import { dimensions } from '../domain/ledger/event-table.ts';
import type { EventRow } from '../domain/ledger/event-table.ts';
import type { Ledger } from '../domain/ledger/ledger.ts';
import { quantityText } from '../domain/ledger/quantity-text.ts';
import { facilityAt, productAt, type ProductRecord } from '../domain/party/register.ts';
import type { Conflict, Gap, LotKind, LotView, TraceNode } from './answers.ts';

const mostGaps = 200;
const entriesShown = 5;

const kinds: Record<string, LotKind> = {
  item: 'item',
  lot: 'lot',
  unit: 'unit',
  product: 'product',
  asset: 'item',
};

export function kindOf(id: string): LotKind {
  const reading = readIdentifier(id);
  return (reading.ok ? kinds[reading.kind] : undefined) ?? 'other';
}

export function isRun(ledger: Ledger, node: number): boolean {
  return ledger.graph.isRun(node);
}

export function bornEvent(ledger: Ledger, lot: number): EventRow | undefined {
  const event = ledger.columns.bornIn(lot);
  return event === -1 ? undefined : ledger.events.get(event);
}

/** Text of a name number of the event table; null for 0. */
export function nameOf(ledger: Ledger, number: number): string | null {
  return number === 0 ? null : ledger.names.textOf(number - 1);
}

export function dimensionOf(ledger: Ledger, lot: number): string | null {
  return dimensions[ledger.balances.dimensionOf(lot) - 1] ?? null;
}

/**
 * A product by the word that counts for the lot: as it had been told when the log took its first making, and as it was told
 * first where nobody tells that. `entry`: goes before another, where `lot` is the product itself.
 */
export function productFor(
  ledger: Ledger,
  product: string,
  lot: string,
  entry: number,
): ProductRecord | undefined {
  const number = ledger.lots.find(lot);
  const born = number === -1 ? undefined : bornEvent(ledger, number);
  if (born === undefined && product === lot) return productAt(ledger.register, product, entry);
  return productAt(ledger.register, product, born?.entry ?? null);
}

/** Country and region of where a lot was born: from the facility register, else from the statement's annex. */
export function countryOf(
  ledger: Ledger,
  born: EventRow | undefined,
): { country: string | null; region: string | null } {
  if (born === undefined) return { country: null, region: null };
  const facility = facilityAt(ledger.register, nameOf(ledger, born.place) ?? '', born.entry);
  return {
    country: facility?.country ?? nameOf(ledger, born.country),
    region: facility?.region ?? nameOf(ledger, born.region),
  };
}

export function lotView(ledger: Ledger, id: string): LotView | undefined {
  const lot = ledger.lots.find(id);
  if (lot === -1 || isRun(ledger, lot)) return undefined;
  const { balances } = ledger;
  const born = bornEvent(ledger, lot);
  const known = balances.isDeclared(lot) && !balances.hasUnknownProduced(lot);
  return {
    id,
    kind: kindOf(id),
    dimension: dimensionOf(ledger, lot),
    produced: known ? balances.producedOf(lot) : null,
    drawn: balances.hasUnknownDrawn(lot) ? null : balances.drawnOf(lot),
    remaining: known && !balances.hasUnknownDrawn(lot) ? balances.remaining(lot) : null,
    party: born === undefined ? null : nameOf(ledger, born.party),
    place: born === undefined ? null : nameOf(ledger, born.place),
    step: born === undefined ? null : nameOf(ledger, born.step),
    bornAtMs: born?.timeMs ?? null,
    entry: born?.entry ?? null,
    custody: born === undefined ? null : born.custodial ? 'custodial' : 'device',
  };
}

export function traceNode(ledger: Ledger, lot: number, depth: number): TraceNode {
  const id = ledger.lots.textOf(lot);
  const born = bornEvent(ledger, lot);
  return {
    id,
    kind: kindOf(id),
    depth,
    party: born === undefined ? null : nameOf(ledger, born.party),
    place: born === undefined ? null : nameOf(ledger, born.place),
    country: countryOf(ledger, born).country,
    amount:
      ledger.balances.hasUnknownProduced(lot) || !ledger.balances.isDeclared(lot)
        ? null
        : ledger.balances.producedOf(lot),
    dimension: dimensionOf(ledger, lot),
  };
}

/** What the given lots refer to and nobody has declared. Read off the balances: a gap closes by itself. */
export function gapsOf(ledger: Ledger, lots: Iterable<number>): Gap[] {
  const gaps: Gap[] = [];
  const places = new Set<string>();
  for (const lot of lots) {
    if (gaps.length >= mostGaps) break;
    if (isRun(ledger, lot)) continue;
    const gap = gapOf(ledger, lot);
    if (gap !== undefined) gaps.push(gap);
    const place = placeGap(ledger, lot, places);
    if (place !== undefined) gaps.push(place);
  }
  return gaps;
}

function gapOf(ledger: Ledger, lot: number): Gap | undefined {
  const id = ledger.lots.textOf(lot);
  const entries = entriesOf(ledger, lot);
  const { balances } = ledger;
  if (!balances.isDeclared(lot)) {
    return {
      kind: 'undeclared-lot',
      lot: id,
      detail: 'Used or mentioned, but nobody has declared yet where it comes from.',
      entries,
    };
  }
  if (balances.hasUnknownProduced(lot)) {
    return {
      kind: 'unknown-quantity',
      lot: id,
      detail: 'It was declared without a comparable quantity, so its balance cannot be computed.',
      entries,
    };
  }
  if (balances.hasUnknownDrawn(lot)) {
    return {
      kind: 'unknown-quantity',
      lot: id,
      detail: 'Something was taken out of it without a comparable quantity.',
      entries,
    };
  }
  return undefined;
}

function placeGap(ledger: Ledger, lot: number, seen: Set<string>): Gap | undefined {
  const born = bornEvent(ledger, lot);
  const place = born === undefined ? null : nameOf(ledger, born.place);
  if (place === null || seen.has(place) || ledger.register.facilities.has(place)) return undefined;
  seen.add(place);
  return {
    kind: 'unknown-place',
    lot: ledger.lots.textOf(lot),
    detail: `Nobody has registered the facility ${place}.`,
    entries: [born?.entry ?? 0],
  };
}

/** Accepted statements that cannot all be true: more was drawn, earlier in the log, than was declared later. */
export function conflictsOf(ledger: Ledger, lots: Iterable<number>): Conflict[] {
  const conflicts: Conflict[] = [];
  const { balances } = ledger;
  for (const lot of lots) {
    if (!balances.isDeclared(lot) || balances.hasUnknownProduced(lot) || balances.remaining(lot) >= 0)
      continue;
    const [produced, drawn] = [balances.producedOf(lot), balances.drawnOf(lot)];
    const said = (amount: number): string => quantityText(balances.dimensionOf(lot), amount);
    const detail = `Statements take ${said(drawn)} out of it, and only ${said(produced)} was declared.`;
    conflicts.push({
      kind: 'overdrawn',
      lot: ledger.lots.textOf(lot),
      detail,
      produced,
      drawn,
      entries: entriesOf(ledger, lot),
    });
  }
  return conflicts;
}

function entriesOf(ledger: Ledger, lot: number): number[] {
  const entries = new Set<number>();
  ledger.events.mentions(lot, (event) => {
    entries.add(ledger.events.entryOf(event));
    return entries.size < entriesShown;
  });
  return [...entries].sort((a, b) => a - b);
}

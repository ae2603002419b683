// Produced and drawn, lot by lot.
import type { Portion } from '../../movement/movement.ts';
import type { Dimension, Quantity } from '../../quantity/quantity.ts';
import type { Contents } from './contents.ts';
import { type CountedEvent, isWithheld } from './event.ts';

export interface Tally {
  readonly lot: string;
  /** Of the first known amount. An amount in another dimension cannot be compared and counts as unknown. */
  dimension: Dimension | null;
  /** Known amounts in base units, and how often an amount is not known. */
  produced: number;
  drawn: number;
  unknownProduced: number;
  unknownDrawn: number;
  /** Some amount that is not known is known to whoever made the file. */
  withheld: boolean;
  mismatched: boolean;
  /** How many events declare to have made it. */
  declarations: number;
  /** One single thing: an item, unit or asset. */
  single: boolean;
  /** Log indexes. */
  readonly producedIn: Set<number>;
  readonly drawnIn: Set<number>;
}

export type Tallies = ReadonlyMap<string, Tally>;

export function talliesOf(events: readonly CountedEvent[], contents: Contents): Tallies {
  const tallies = new Map<string, Tally>();
  for (const event of events) {
    for (const portion of event.movement.produced) produce(tallyOf(tallies, portion.lot), event, portion);
    for (const portion of event.movement.drawn) {
      draw(tallyOf(tallies, portion.lot), portion.quantity, isWithheld(event, portion), [event.entry]);
    }
  }
  for (const event of events) implyUnit(tallies, event);
  drawContents(tallies, contents);
  return tallies;
}

function tallyOf(tallies: Map<string, Tally>, lot: string): Tally {
  const known = tallies.get(lot);
  if (known !== undefined) return known;
  const tally: Tally = {
    ...{ lot, dimension: null, produced: 0, drawn: 0, unknownProduced: 0, unknownDrawn: 0 },
    ...{ withheld: false, mismatched: false, declarations: 0, single: false },
    producedIn: new Set(),
    drawnIn: new Set(),
  };
  tallies.set(lot, tally);
  return tally;
}

function produce(tally: Tally, event: CountedEvent, portion: Portion): void {
  tally.declarations += 1;
  tally.single ||= portion.kind === 'item' || portion.kind === 'unit' || portion.kind === 'asset';
  tally.producedIn.add(event.entry);
  const amount = comparable(tally, portion.quantity, isWithheld(event, portion));
  if (amount === undefined) tally.unknownProduced += 1;
  else tally.produced += amount;
}

function draw(tally: Tally, quantity: Quantity | null, withheld: boolean, entries: Iterable<number>): void {
  for (const entry of entries) tally.drawnIn.add(entry);
  const amount = comparable(tally, quantity, withheld);
  if (amount === undefined) tally.unknownDrawn += 1;
  else tally.drawn += amount;
}

function comparable(tally: Tally, quantity: Quantity | null, withheld: boolean): number | undefined {
  tally.withheld ||= withheld;
  if (quantity === null) return undefined;
  tally.dimension ??= quantity.dimension;
  tally.mismatched ||= tally.dimension !== quantity.dimension;
  return tally.dimension === quantity.dimension ? quantity.amount : undefined;
}

/** Packing brings a logistic unit into being that nobody declares (CBV: packing); it is one piece. */
function implyUnit(tallies: Map<string, Tally>, { movement, hidden, entry }: CountedEvent): void {
  const { type, unit, packed } = movement;
  if (type !== 'AggregationEvent' || unit === undefined || packed.length + hidden.packed === 0) return;
  const tally = tallyOf(tallies, unit);
  tally.producedIn.add(entry);
  if (tally.declarations > 0) return;
  tally.declarations = 1;
  tally.dimension ??= 'count';
  tally.produced = 1;
}

/** A unit that is used up takes its contents with it, and theirs. Each unit once, so that circles end. */
function drawContents(tallies: Map<string, Tally>, contents: Contents): void {
  const used = [...contents.keys()].filter((unit) => (tallies.get(unit)?.drawn ?? 0) > 0);
  const seen = new Set(used);
  for (const unit of used) {
    for (const { lot, dimension, amount, withheld, entries } of contents.get(unit) ?? []) {
      const tally = tallyOf(tallies, lot);
      draw(tally, dimension === null ? null : { dimension, amount }, withheld, entries);
      for (const entry of tallies.get(unit)?.drawnIn ?? []) tally.drawnIn.add(entry);
      if (tally.drawn === 0 || seen.has(lot) || !contents.has(lot)) continue;
      seen.add(lot);
      used.push(lot);
    }
  }
}

// Whose word counts about what lies in a unit: who has to do with it or with the goods, no stranger's
// (docs/protocol/claims.md, "Units").
import type { SaidRecord } from '../record/record.ts';
import { isDelivery } from '../record/trade-state.ts';
import type { ByUnit, SaidBeside, ToldEvent } from './packing.ts';

/**
 * The events, without what strangers say that they packed or unpacked. Where it may be withheld that one is none, and where somebody
 * may have packed more than is shown, nothing is known of what lies in the unit.
 */
export function withoutStrangers(told: readonly ToldEvent[], units: ByUnit, said: SaidBeside): ToldEvent[] {
  const packers = hiddenPackers(told);
  const suspect = [...units].filter(([, events]) => isShared(events) || isOpen(events, packers));
  if (suspect.length === 0) return [...told];
  const facts = new Facts(told, said);
  const changed = new Map<ToldEvent, ToldEvent>();
  for (const [unit, events] of suspect) {
    const parties = isShared(events) ? handlersOf(unit, events, facts) : undefined;
    const weighed = events.map((event) => ({ event, is: parties?.(event.party) ?? 'handler' }));
    const unknown = isOpen(events, packers) || weighed.some(({ is }) => is === 'perhaps');
    for (const { event, is } of weighed) {
      if (is === 'stranger') changed.set(event, { ...event, ...nothingPacked });
      else if (unknown) changed.set(event, { ...event, withheld: true });
    }
  }
  return told.map((event) => changed.get(event) ?? event);
}

const nothingPacked = { unit: null, packed: [], unpacked: [], unpacksAll: false, hidesMaking: false };

function isShared(events: readonly ToldEvent[]): boolean {
  return events.some(({ party }) => party !== events[0]!.party);
}

/** Parties of events of which the unit is withheld: it may be any in which they had a hand. */
function hiddenPackers(told: readonly ToldEvent[]): ReadonlySet<string> {
  const hidden = told.filter(
    ({ withheld, unit, packed, unpacked }) =>
      withheld && unit === null && packed.length + unpacked.length > 0,
  );
  return new Set(hidden.map(({ party }) => party));
}

function isOpen(events: readonly ToldEvent[], packers: ReadonlySet<string>): boolean {
  return packers.size > 0 && events.some(({ party }) => packers.has(party));
}

type Standing = 'handler' | 'perhaps' | 'stranger';

/**
 * Who packed the unit first in the log; who made, of what these put there, anything, and who drew it or the unit, or one in which
 * that lay; to whom any of them delivered it, by its own word or a certifier's; who works for them.
 */
function handlersOf(unit: string, events: readonly ToldEvent[], facts: Facts): (party: string) => Standing {
  const known: Known = { sure: new Set(firstPackers(events)), perhaps: new Set(), goods: new Set([unit]) };
  const { sure, perhaps, goods } = known;
  // Goods that were used up with it can be drawn again only by who has said that they were taken out.
  const usedUpAt = facts.firstDrawing(unit);
  for (let size = -1; size !== sure.size + goods.size; ) {
    size = sure.size + goods.size;
    for (const { party, packed } of events) if (sure.has(party)) for (const { lot } of packed) goods.add(lot);
    for (const lot of goods) {
      for (const { party, entry } of facts.drawingsOf(lot))
        if (lot === unit || entry < usedUpAt) sure.add(party);
      // Whoever declares a unit need not be who packs it: making it alone gives no hand in what lies there.
      if (lot !== unit) for (const party of facts.makers.get(lot) ?? []) sure.add(party);
    }
    for (const party of sure) {
      for (const sale of facts.sales.get(party) ?? []) follow(sale, known);
      for (const helper of facts.helpers.get(party) ?? []) sure.add(helper);
    }
  }
  return (party) => {
    if (sure.has(party)) return 'handler';
    return perhaps.has(anybody) || perhaps.has(party) || facts.hiding.has(party) ? 'perhaps' : 'stranger';
  };
}

interface Known {
  readonly sure: Set<string>;
  readonly perhaps: Set<string>;
  /** The unit, and what handlers put there. */
  readonly goods: Set<string>;
}

/** Stands for a buyer that is not shown; no party has this name. */
const anybody = '';

function follow({ to, lots }: Sale, { sure, perhaps, goods }: Known): void {
  if (lots !== null && !lots.some((lot) => goods.has(lot))) return;
  if (lots === null || to === null) perhaps.add(to ?? anybody);
  else sure.add(to);
}

/** By the log's order, which nobody can date back. */
function firstPackers(events: readonly ToldEvent[]): string[] {
  const packing = events.filter(({ packed, hidesMaking }) => packed.length > 0 || hidesMaking);
  const first = packing.reduce<ToldEvent | undefined>(
    (one, other) => (one === undefined || isBefore(other, one) ? other : one),
    undefined,
  );
  return first === undefined ? events.map(({ party }) => party) : [first.party];
}

function isBefore(one: ToldEvent, other: ToldEvent): boolean {
  return one.entry < other.entry || (one.entry === other.entry && one.index < other.index);
}

/** A delivery, by who gave it. */
interface Sale {
  /** null = not shown. */
  readonly to: string | null;
  /** null = not shown. */
  readonly lots: readonly string[] | null;
}

/** Who made, drew and delivered what, and who works for whom. */
class Facts {
  readonly makers = new Map<string, string[]>();
  readonly sales = new Map<string, Sale[]>();
  readonly helpers = new Map<string, string[]>();
  /** Of whose events something is withheld. */
  readonly hiding = new Set<string>();
  readonly #drawers = new Map<string, ToldEvent[]>();
  readonly #inside = new Map<string, string[]>();
  readonly #drawings = new Map<string, readonly ToldEvent[]>();
  readonly #ownerOf = new Map<string, string>();

  constructor(told: readonly ToldEvent[], { records, facilities }: SaidBeside) {
    for (const { facility, party } of facilities) this.#ownerOf.set(facility, party);
    for (const event of told) {
      const { party, withheld, produced, drawn, packed, unit } = event;
      if (withheld) this.hiding.add(party);
      for (const { lot } of produced) put(this.makers, lot, party);
      for (const { lot } of drawn) put(this.#drawers, lot, event);
      if (unit !== null) for (const { lot } of packed) put(this.#inside, lot, unit);
    }
    for (const record of records) this.#add(record);
  }

  /** Entry; Infinity where nobody drew it. */
  firstDrawing(unit: string): number {
    return this.drawingsOf(unit).reduce((first, { entry }) => Math.min(first, entry), Infinity);
  }

  /** Of the lot, of a unit that it lies in, of what that lies in, and so on. Asked for again and again: worked out once. */
  drawingsOf(lot: string): readonly ToldEvent[] {
    const known = this.#drawings.get(lot);
    if (known !== undefined) return known;
    const around = new Set([lot]);
    for (const one of around) for (const unit of this.#inside.get(one) ?? []) around.add(unit);
    const drawings = [...around].flatMap((one) => this.#drawers.get(one) ?? []);
    this.#drawings.set(lot, drawings);
    return drawings;
  }

  #add(record: SaidRecord): void {
    const { issuer, withheld } = record;
    if (record.kind === 'trade' && isDelivery(record.stage) && record.seller === issuer) {
      const lots =
        withheld && record.lines.length === 0 ? null : record.lines.flatMap(({ lot }) => lot ?? []);
      put(this.sales, issuer, { to: record.buyer, lots });
    } else if (record.kind === 'certificate' && record.type === 'transaction') {
      const lots = withheld && record.lots.length === 0 ? null : record.lots.map(({ lot }) => lot);
      put(this.sales, record.holder, { to: record.buyer, lots });
    } else if (record.kind === 'certificate') {
      for (const name of record.subcontractors)
        put(this.helpers, record.holder, this.#ownerOf.get(name) ?? name);
    } else if (record.kind === 'membership' && record.party === issuer && record.as !== 'producer') {
      put(this.helpers, issuer, record.member);
    }
  }
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

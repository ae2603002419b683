// The rules about what lies in units, asked of the trial, which knows what would lie there: no unit inside itself, and nothing is
// put into or taken out of a unit after it was used up with all that lay in it.
import { componentsOf, type Links, linksOf } from '#verifier';
import type { Change } from './decide.ts';
import type { EventFacts } from './facts.ts';
import type { Refusal } from './refusal.ts';
import type { Trial } from './trial.ts';

/** `UNIT_INSIDE_ITSELF` over other units, `UNIT_USED_UP`. What happened before the unit was drawn may be told afterwards. */
export function unitRefusals(trial: Trial, change: Change): Refusal[] {
  const hasUnits = change.statements.some(
    ({ facts }) => facts.kind === 'epcis' && facts.events.some(isPacking),
  );
  if (!hasUnits) return [];
  const units = new Units(trial, change);
  const refusals: Refusal[] = [];
  for (const [statement, { events, facts }] of change.statements.entries()) {
    if (facts.kind !== 'epcis') continue;
    for (const [eventIndex, event] of facts.events.entries()) {
      if (events[eventIndex]!.voided || event.movement.voids !== undefined) continue;
      const eventId = event.eventId === null ? {} : { eventId: event.eventId };
      const found = [...circleRefusals(units, event), ...usedUpRefusals(units, event, facts.iss)];
      refusals.push(...found.map((refusal) => ({ ...refusal, statement, eventIndex, ...eventId })));
    }
  }
  return refusals;
}

function isPacking({ movement }: EventFacts): boolean {
  return movement.unit !== undefined;
}

function circleRefusals(units: Units, { movement: { unit, packed } }: EventFacts): Refusal[] {
  const inside = packed.find(({ lot }) => unit !== undefined && lot !== unit && units.isCircle(unit, lot));
  if (unit === undefined || inside === undefined) return [];
  const detail = `${unit} lies in ${inside.lot} itself: take it out first, or name another unit.`;
  return [{ code: 'UNIT_INSIDE_ITSELF', field: 'parentID', lot: unit, detail }];
}

/** Only of logistic units: what was joined by association may be taken off at any time. */
function usedUpRefusals(units: Units, { movement }: EventFacts, party: string): Refusal[] {
  const { type, unit, packed, unpacked, unpacksAll, eventTimeMs } = movement;
  const takesOut = unpacked.length > 0 || unpacksAll;
  if (type !== 'AggregationEvent' || unit === undefined || (packed.length === 0 && !takesOut)) return [];
  const drawing = units.drawingOf(unit);
  if (drawing === undefined) return [];
  const isLater = drawing.atMs < eventTimeMs;
  if (!isLater && (!takesOut || units.hasHand(unit, party))) return [];
  const detail = isLater
    ? `${unit} had been used up by then, with all that lay in it: name another unit, or correct the time.`
    : `${unit} is used up with all that lay in it, and nothing says that ${party} had any of it before: tell first how it came to you.`;
  const decidedBy = drawing.entry === null ? {} : { decidedBy: drawing.entry };
  return [{ code: 'UNIT_USED_UP', field: 'parentID', lot: unit, detail, ...decidedBy }];
}

interface Drawing {
  readonly atMs: number;
  /** null = offered together with this one. */
  readonly entry: number | null;
}

/** The units of a change as they would be with it, and those that they lie in, over and over: each is looked at once. */
class Units {
  readonly #trial: Trial;
  readonly #offered: Offered;
  readonly #places = new Map<string, number>();
  /** By place, which circle it is in: units that lie in no circle are alone in theirs. */
  readonly #circles: number[] = [];
  readonly #drawings: (Drawing | undefined)[] = [];

  constructor(trial: Trial, change: Change) {
    this.#trial = trial;
    this.#offered = offeredBy(change);
    for (const unit of this.#offered.units) this.#places.set(unit, this.#places.size);
    const pairs: number[] = [];
    for (const [unit, place] of this.#places) {
      for (const outer of this.#holding(unit)) {
        if (!this.#places.has(outer)) this.#places.set(outer, this.#places.size);
        pairs.push(place, this.#places.get(outer)!);
      }
    }
    this.#settle(linksOf(this.#places.size, pairs));
  }

  isCircle(unit: string, packed: string): boolean {
    const [outer, inner] = [this.#places.get(unit), this.#places.get(packed)];
    return outer !== undefined && inner !== undefined && this.#circles[outer] === this.#circles[inner];
  }

  /** When it was used up first, alone or with a unit that it lies in. */
  drawingOf(unit: string): Drawing | undefined {
    return this.#drawings[this.#circles[this.#places.get(unit) ?? -1] ?? -1];
  }

  /**
   * Whether the party may say late what it took out of the unit: who packed it first, drew it, made what lay there, or got any of it
   * by delivery or certificate from one of these. As the verdict has it (verifier/src/dossier/handlers.ts), as far as the log knows.
   */
  hasHand(unit: string, party: string): boolean {
    const { events, lots, names, columns, records } = this.#trial.ledger;
    const number = lots.find(unit);
    const nameOf = (place: number): string => names.textOf(place - 1);
    const goods = new Set([unit]);
    let packer = party;
    if (number >= 0) {
      // The newest first, so that the first packer is left.
      events.mentions(number, (event, role) => {
        if (role !== 'unit' || events.isVoided(event) || !events.get(event).packs) return true;
        packer = nameOf(events.get(event).party);
        for (const one of events.portionsOf(event))
          if (one.role === 'packed') goods.add(lots.textOf(one.lot));
        return true;
      });
    }
    const hands = new Set([packer, ...this.#drawers(unit)]);
    for (const id of goods) {
      const lot = lots.find(id);
      if (id !== unit && lot !== -1 && columns.bornIn(lot) !== -1) hands.add(nameOf(columns.producerOf(lot)));
    }
    const sales = [...goods].flatMap((lot) => [
      ...records.tradesOf(lot).map(({ seller, buyer }) => ({ from: seller, to: buyer })),
      ...records.certificatesFor(lot).map(({ holder, buyer }) => ({ from: holder, to: buyer })),
    ]);
    for (const hand of hands)
      for (const { from, to } of sales) if (from === hand && to !== null) hands.add(to);
    return hands.has(party) || [...hands].some((hand) => this.#worksFor(party, hand));
  }

  #worksFor(party: string, holder: string): boolean {
    const { records } = this.#trial.ledger;
    return (
      records.membershipsOf(party).some((one) => one.party === holder && one.as !== 'producer') ||
      records.certificatesOf(party).some((one) => one.holder === holder)
    );
  }

  #drawers(unit: string): string[] {
    const { events, lots, names } = this.#trial.ledger;
    const around = new Set([unit]);
    for (const one of around) for (const outer of this.#holding(one)) around.add(outer);
    return [...around].flatMap((one) => {
      const parties: string[] = [];
      const number = lots.find(one);
      if (number !== -1)
        events.mentions(number, (event, role) => {
          if (role === 'drawn' && !events.isVoided(event))
            parties.push(names.textOf(events.get(event).party - 1));
          return true;
        });
      return parties;
    });
  }

  /** Outer units come before those that lie in them. */
  #settle(links: Links): void {
    const names = [...this.#places.keys()];
    for (const [circle, places] of componentsOf(names.length, links).entries()) {
      for (const place of places) this.#circles[place] = circle;
      const outer = places.flatMap((place) => [
        ...links.targets.subarray(links.starts[place], links.starts[place + 1]),
      ]);
      const drawn = outer.flatMap((place) => this.#drawings[this.#circles[place]!] ?? []);
      this.#drawings[circle] = first([...drawn, ...places.flatMap((place) => this.#drawn(names[place]!))]);
    }
  }

  #holding(unit: string): Set<string> {
    const { events, lots } = this.#trial.ledger;
    const number = this.#trial.numberOf(unit);
    const units = new Set(this.#offered.holding.get(unit) ?? []);
    if (number >= 0) {
      events.mentions(number, (event, role) => {
        if (role !== 'packed' || events.isVoided(event)) return true;
        for (const portion of events.portionsOf(event))
          if (portion.role === 'unit') units.add(lots.textOf(portion.lot));
        return true;
      });
    }
    for (const outer of units) if (!this.#holds(outer, number)) units.delete(outer);
    return units;
  }

  #holds(unit: string, child: number): boolean {
    for (const inside of this.#trial.insideOf(this.#trial.numberOf(unit)).values())
      if (inside.child === child) return true;
    return false;
  }

  #drawn(unit: string): Drawing[] {
    const { events } = this.#trial.ledger;
    const number = this.#trial.numberOf(unit);
    if (this.#trial.lot(number).drawn <= 0) return [];
    const drawings: Drawing[] = [...(this.#offered.drawings.get(unit) ?? [])];
    if (number < 0) return drawings;
    events.mentions(number, (event, role) => {
      if (role === 'drawn' && !events.isVoided(event) && !this.#offered.voided.has(event))
        drawings.push({ atMs: events.timeOf(event), entry: events.entryOf(event) });
      return true;
    });
    return drawings;
  }
}

/** What is offered, by lot: units that are packed or unpacked, where a lot is packed, when it is drawn; and events that are taken back. */
interface Offered {
  readonly units: ReadonlySet<string>;
  readonly holding: ReadonlyMap<string, readonly string[]>;
  readonly drawings: ReadonlyMap<string, readonly Drawing[]>;
  readonly voided: ReadonlySet<number>;
}

function offeredBy({ statements }: Change): Offered {
  const units = new Set<string>();
  const holding = new Map<string, string[]>();
  const drawings = new Map<string, Drawing[]>();
  const voided = new Set<number>();
  for (const { facts, events } of statements) {
    for (const { voids } of events) if (voids !== null) voided.add(voids.event);
    if (facts.kind !== 'epcis') continue;
    for (const { movement } of facts.events.filter((_, index) => !events[index]!.voided)) {
      const { unit, packed, drawn, eventTimeMs } = movement;
      if (unit !== undefined) units.add(unit);
      for (const { lot } of unit === undefined ? [] : packed) put(holding, lot, unit!);
      for (const { lot } of drawn) put(drawings, lot, { atMs: eventTimeMs, entry: null });
    }
  }
  return { units, holding, drawings, voided };
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

function first(drawings: readonly Drawing[]): Drawing | undefined {
  return drawings.reduce<Drawing | undefined>(
    (one, other) => (one === undefined || other.atMs < one.atMs ? other : one),
    undefined,
  );
}

// What still lies in units when all that is told has happened: repacked goods are not counted twice.
import type { Amount, ChainEvent, Dossier } from './dossier.ts';
import { withoutStrangers } from './handlers.ts';

/** An event before it is known what became of the things it packed. */
export interface ToldEvent extends ChainEvent {
  readonly unpacked: readonly Amount[];
  /** Everything was taken out of the unit. */
  readonly unpacksAll: boolean;
}

/**
 * The events that made something, belong to a long process, or packed what is still where they put it; in the order given. Once everything was taken
 * out of a unit, what was packed before that time is out, whenever it is recorded; single things are taken from what was packed last.
 * What was used up with its unit is not taken out of it any more, and who has to do with neither unit nor goods neither packs nor unpacks:
 * `said` tells who has.
 */
export function chainEventsOf(told: readonly ToldEvent[], said: SaidBeside): ChainEvent[] {
  const units = byUnit(told);
  if (units.size === 0) return told.flatMap((event) => eventOf(event, event.packed));
  const counting = withoutStrangers(told, units, said);
  const left = leftIn(counting);
  return counting.flatMap((event) => eventOf(event, left.get(event) ?? event.packed));
}

/** What else than events the dossier has. */
export type SaidBeside = Pick<Dossier, 'records' | 'facilities'>;

function eventOf(event: ToldEvent, packed: readonly Amount[]): ChainEvent[] {
  const { unpacked: _unpacked, unpacksAll: _unpacksAll, ...rest } = event;
  const makes = event.produced.length + packed.length > 0 || event.hidesMaking;
  return makes || isInput(event) ? [{ ...rest, packed }] : [];
}

/** Of a long process one event may tell what went in, and another what came out. */
function isInput({ drawn, run, entry, index }: ChainEvent): boolean {
  return drawn.length > 0 && run !== `${entry}:${index}`;
}

type Left = Map<ToldEvent, readonly Amount[]>;
export type ByUnit = ReadonlyMap<string, readonly ToldEvent[]>;

function byUnit(told: readonly ToldEvent[]): ByUnit {
  const units = new Map<string, ToldEvent[]>();
  for (const event of told) {
    if (event.unit === null) continue;
    const known = units.get(event.unit);
    if (known === undefined) units.set(event.unit, [event]);
    else known.push(event);
  }
  return units;
}

/** Units that were used up first come first: with them those that lay in them then are used up. */
function leftIn(told: readonly ToldEvent[]): Left {
  const left: Left = new Map();
  const units = byUnit(told);
  const open = new Set(units.keys());
  for (const [first, drawnAtMs] of drawings(told, units)) {
    const used = [first];
    for (const unit of used) {
      if (!open.delete(unit)) continue;
      const events = units.get(unit)!;
      takeOut(events, left, drawnAtMs);
      for (const event of events) for (const { lot } of left.get(event)!) if (open.has(lot)) used.push(lot);
    }
  }
  for (const unit of open) takeOut(units.get(unit)!, left, Infinity);
  return left;
}

/** Units with the time when they were first drawn, ascending. */
function drawings(told: readonly ToldEvent[], units: ByUnit): [unit: string, atMs: number][] {
  const times = new Map<string, number>();
  for (const { drawn, atMs } of told)
    for (const { lot } of drawn)
      if (units.has(lot)) times.set(lot, Math.min(times.get(lot) ?? Infinity, atMs));
  return [...times].sort(([one, oneAt], [other, otherAt]) => oneAt - otherAt || (one < other ? -1 : 1));
}

function takeOut(events: readonly ToldEvent[], left: Left, drawnAtMs: number): void {
  for (const event of events) left.set(event, event.packed);
  const unpackings = events.filter(
    ({ unpacksAll, unpacked, atMs }) => (unpacksAll || unpacked.length > 0) && atMs <= drawnAtMs,
  );
  if (unpackings.length === 0) return;
  const emptiedAtMs = unpackings.reduce(
    (latest, { unpacksAll, atMs }) => (unpacksAll ? Math.max(latest, atMs) : latest),
    Number.NEGATIVE_INFINITY,
  );
  for (const event of events) if (event.atMs <= emptiedAtMs) left.set(event, []);
  const later = events.filter(({ atMs }) => atMs > emptiedAtMs).sort(newestFirst);
  for (const { unpacked, atMs } of later) {
    if (atMs > drawnAtMs) continue;
    for (const portion of unpacked) takePortion(later, portion, left);
  }
}

function newestFirst(one: ToldEvent, other: ToldEvent): number {
  return other.atMs - one.atMs || other.entry - one.entry || other.index - one.index;
}

/** An unknown amount that is taken out stands for one that was put in. */
function takePortion(events: readonly ToldEvent[], { lot, dimension, amount }: Amount, left: Left): void {
  let rest = amount ?? 1;
  for (const event of events) {
    const packed = left.get(event)!.map((inside) => {
      if (rest === 0 || inside.lot !== lot || inside.dimension !== dimension) return inside;
      const taken = Math.min(rest, inside.amount ?? 1);
      rest -= taken;
      return { ...inside, amount: (inside.amount ?? 1) - taken };
    });
    left.set(
      event,
      packed.filter((inside) => inside.amount !== 0),
    );
  }
}

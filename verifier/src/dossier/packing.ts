// What still lies in units when all that is told has happened: repacked goods are not counted twice.
import type { Amount, ChainEvent } from './dossier.ts';

/** An event before it is known what became of the things it packed. */
export interface ToldEvent extends ChainEvent {
  readonly unpacked: readonly Amount[];
  /** Everything was taken out of the unit. */
  readonly unpacksAll: boolean;
  /** Lots that it made or packed are withheld. */
  readonly hidesMaking: boolean;
}

/**
 * The events that made something, belong to a long process, or packed what is still where they put it; in the order given. Once everything was taken
 * out of a unit, what was packed before that time is out, whenever it is recorded; single things are taken from what was packed last.
 */
export function chainEventsOf(told: readonly ToldEvent[]): ChainEvent[] {
  const left = new Map(told.map((event) => [event, event.packed]));
  for (const events of byUnit(told).values()) takeOut(events, left);
  return told.flatMap((event) => {
    const { unpacked: _unpacked, unpacksAll: _unpacksAll, hidesMaking, ...rest } = event;
    const packed = left.get(event)!;
    const makes = event.produced.length + packed.length > 0 || hidesMaking;
    return makes || isInput(event) ? [{ ...rest, packed }] : [];
  });
}

/** Of a long process one event may tell what went in, and another what came out. */
function isInput({ drawn, run, entry, index }: ChainEvent): boolean {
  return drawn.length > 0 && run !== `${entry}:${index}`;
}

type Left = Map<ToldEvent, readonly Amount[]>;

function byUnit(told: readonly ToldEvent[]): Map<string, ToldEvent[]> {
  const units = new Map<string, ToldEvent[]>();
  for (const event of told) {
    if (event.unit === null) continue;
    const known = units.get(event.unit);
    if (known === undefined) units.set(event.unit, [event]);
    else known.push(event);
  }
  return units;
}

function takeOut(events: readonly ToldEvent[], left: Left): void {
  const isUnpacking = (event: ToldEvent): boolean => event.unpacksAll || event.unpacked.length > 0;
  if (!events.some(isUnpacking)) return;
  const emptiedAtMs = events.reduce(
    (latest, { unpacksAll, atMs }) => (unpacksAll ? Math.max(latest, atMs) : latest),
    Number.NEGATIVE_INFINITY,
  );
  for (const event of events) if (event.atMs <= emptiedAtMs) left.set(event, []);
  const later = events.filter(({ atMs }) => atMs > emptiedAtMs).sort(newestFirst);
  for (const { unpacked } of later) for (const portion of unpacked) takePortion(later, portion, left);
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

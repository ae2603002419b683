// An event as the event table keeps it.
import type { StatementChange } from '../decide.ts';
import { dimensionNumber, type PortionRow, type Role } from '../event-table.ts';
import type { EpcisFacts, EventFacts } from '../facts.ts';
import type { Ledger } from '../ledger.ts';
import { nameNumber, type Numbering } from './numbering.ts';

export function eventRow(
  ledger: Ledger,
  change: StatementChange,
  facts: EpcisFacts,
  event: EventFacts,
  index: number,
  custodial: boolean,
  { lotOf }: Numbering,
): Parameters<Ledger['events']['add']>[0] {
  const name = (text: string | null | undefined): number => nameNumber(ledger, text);
  const run = change.events[index]?.effects.run ?? null;
  return {
    entry: change.seq,
    index,
    timeMs: event.movement.eventTimeMs,
    recordedAtMs: change.recordedAtMs,
    party: name(facts.iss),
    place: name(event.movement.place),
    step: name(event.movement.step),
    process: name(event.process),
    country: name(event.country),
    region: name(event.region),
    run: run === null ? 0 : lotOf(run) + 1,
    unpacksAll: event.movement.unpacksAll,
    packs: isPacking(event),
    custodial,
    declaresError: event.movement.voids !== undefined,
    erased: event.erased !== undefined,
    erasedMaking: event.erased?.making === true,
  };
}

export function portionsOf(event: EventFacts, { lotNamed }: Numbering): PortionRow[] {
  const { movement } = event;
  const rows: PortionRow[] = [];
  const keep = (role: Role, portions: typeof movement.produced): void => {
    for (const { lot, quantity } of portions) {
      const dimension = quantity === null ? 0 : dimensionNumber(quantity.dimension);
      rows.push({ lot: lotNamed(lot), role, dimension, amount: quantity?.amount ?? Number.NaN });
    }
  };
  keep('produced', movement.produced);
  keep('drawn', movement.drawn);
  if (movement.unit !== undefined)
    rows.push({ lot: lotNamed(movement.unit), role: 'unit', dimension: 0, amount: Number.NaN });
  keep('packed', movement.packed);
  keep('unpacked', movement.unpacked);
  for (const lot of movement.seen)
    rows.push({ lot: lotNamed(lot), role: 'seen', dimension: 0, amount: Number.NaN });
  return rows;
}

export function isPacking({ movement }: EventFacts): boolean {
  return movement.type === 'AggregationEvent' && movement.unit !== undefined && movement.packed.length > 0;
}

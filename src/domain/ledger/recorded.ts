// Reads a recorded event back out of the columns, as a movement: enough to take its effects back.
import type { Movement, Portion } from '#verifier';
import type { PortionRow } from './event-table.ts';
import { dimensions } from './event-table.ts';
import type { Ledger } from './ledger.ts';

export function movementOfRecorded(ledger: Ledger, event: number): { movement: Movement; run: string } {
  const row = ledger.events.get(event);
  const portions = ledger.events.portionsOf(event);
  const of = (role: PortionRow['role']): Portion[] =>
    portions.filter((one) => one.role === role).map((one) => portionOf(ledger, one));
  const unit = portions.find((one) => one.role === 'unit');
  const run = row.run === 0 ? '' : ledger.lots.textOf(row.run - 1).slice('run:'.length);
  const movement: Movement = {
    type: unit === undefined ? 'TransformationEvent' : row.packs ? 'AggregationEvent' : 'AssociationEvent',
    eventTimeMs: row.timeMs,
    zone: 'Z',
    produced: of('produced'),
    drawn: of('drawn'),
    ...(unit === undefined ? {} : { unit: ledger.lots.textOf(unit.lot) }),
    packed: of('packed'),
    unpacked: of('unpacked'),
    unpacksAll: row.unpacksAll,
    seen: [],
    declaredInError: false,
    ...(run === '' ? {} : { run }),
    corrections: [],
  };
  return { movement, run };
}

function portionOf(ledger: Ledger, row: PortionRow): Portion {
  const dimension = dimensions[row.dimension - 1];
  const quantity =
    dimension === undefined || Number.isNaN(row.amount) ? null : { dimension, amount: row.amount };
  return { lot: ledger.lots.textOf(row.lot), kind: 'lot', quantity };
}

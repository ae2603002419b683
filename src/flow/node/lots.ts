// Lots, the events that moved them, and what a stranger can check of that.
import { outsideView } from '../evidence/outside.ts';
import { eventsAnswer, recordedEvents } from '../events.ts';
import type { SelvedgeNode } from '../node.ts';
import { evidence } from '../prove.ts';
import { lotView } from '../query.ts';
import { lotHistory } from '../stock/history.ts';
import { stockAnswer, stockLot } from '../stock/stock.ts';
import { traceAnswer } from '../trace.ts';
import type { Parts } from './parts.ts';

type Lots = Pick<
  SelvedgeNode,
  | 'lot'
  | 'lotsOf'
  | 'stock'
  | 'stockLot'
  | 'lotHistory'
  | 'trace'
  | 'evidence'
  | 'outside'
  | 'event'
  | 'events'
>;

export function lotsFace({ world, published, products, holdings, held, ledger }: Parts): Lots {
  return {
    lot: (id) => lotView(ledger(), id),
    lotsOf: (product, limit) =>
      products.newest(ledger(), product, limit).flatMap((id) => lotView(ledger(), id) ?? []),
    stock: (query) => stockAnswer(ledger(), held, query, world.clock.nowMs()),
    stockLot: (party, lot) => stockLot(ledger(), party, lot, world.clock.nowMs()),
    lotHistory: (lot) => lotHistory(world, ledger(), lot),
    trace: (id, direction, page = { offset: 0, limit: 100 }) => traceAnswer(ledger(), id, direction, page),
    evidence: (id, options = {}) => {
      holdings.finish();
      return evidence(world, ledger(), published, id, options);
    },
    outside: (lot) => outsideView(world, ledger(), published, lot),
    event: (eventId, reader) => recordedEvents(world, ledger(), eventId, reader),
    events: (query) => eventsAnswer(world, ledger(), query),
  };
}

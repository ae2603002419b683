// The state of a node that has taken a whole generated graph, as its snapshot holds it: ids, balances, graph, events
// with their portions, keys of events. Built from the arrays of the generator, because to take ten million edges as
// signed statements takes minutes; what is restored afterwards is the same.
import { randomBytes } from 'node:crypto';
import { nodePrimitives } from '#verifier/node';
import type { PortionRow } from '../../domain/ledger/event-table.ts';
import { dimensionNumber } from '../../domain/ledger/event-table.ts';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { emptyLedger } from '../../domain/ledger/ledger.ts';
import { emptyEdge } from '../../domain/log/tree.ts';
import { writeSnapshot } from '../../flow/recover.ts';
import type { CottonGraph } from '../../scenario/graph.ts';
import { idOf } from '../../scenario/graph.ts';
import { openData } from '../../store/data.ts';

const eventsPerStatement = 64;
const mass = dimensionNumber('mass');
const progressEvery = 500_000;

/** Writes the snapshot into the data directory, and the one entry that says how long the log is. */
export function writeLargeSnapshot(
  directory: string,
  made: CottonGraph,
  progress: (text: string) => void,
): void {
  const data = openData(directory);
  try {
    const ledger = ledgerOf(made, progress);
    const last = {
      kind: 'statement' as const,
      seq: ledger.size - 1,
      recordedAtMs: ledger.recordedAtMs,
      firstLot: 0,
      lotCount: 0,
      digest: randomBytes(32),
      body: randomBytes(64),
    };
    data.world.entries.append([last], []);
    progress('writing the snapshot');
    writeSnapshot(data.world, { ledger, edge: { ...emptyEdge(), size: ledger.size } });
  } finally {
    data.close();
  }
}

function ledgerOf(made: CottonGraph, progress: (text: string) => void): Ledger {
  const ledger = emptyLedger(new Uint32Array(randomBytes(8).buffer, 0, 2), nodePrimitives);
  ledger.names.intern('urn:uuid:00000000-0000-4000-8000-000000000000');
  for (let lot = 0; lot < made.lots; lot += 1) {
    ledger.lots.intern(idOf(made, lot));
    ledger.balances.produce(lot, mass, made.producedGrams[lot]!);
  }
  let edge = 0;
  for (let lot = 0; lot < made.lots; lot += 1) {
    if (lot % progressEvery === 0) progress(`events: ${lot} of ${made.lots}`);
    const portions: PortionRow[] = [
      { lot, role: 'produced', dimension: mass, amount: made.producedGrams[lot]! },
    ];
    const entry = Math.floor(lot / eventsPerStatement);
    for (; edge < made.edges && made.to[edge] === lot; edge += 1)
      portions.push(drawn(ledger, made, edge, entry));
    ledger.holdings.touch(lot, entry, 'produced', made.producedGrams[lot]!);
    ledger.holdings.bear(lot, lot, randomBytes(16), entry, []);
    addEvent(ledger, lot, portions);
  }
  ledger.size = Math.ceil(made.lots / eventsPerStatement);
  ledger.births = made.lots;
  progress('the map of balances');
  ledger.holdings.settle(ledger);
  ledger.holdings.rooted(ledger.size - 1);
  return ledger;
}

function drawn(ledger: Ledger, { from, to, amount }: CottonGraph, edge: number, entry: number): PortionRow {
  const [source, grams] = [from[edge]!, amount[edge]!];
  ledger.balances.draw(source, mass, grams);
  ledger.holdings.touch(source, entry, 'consumed', grams);
  if (grams > 0) ledger.graph.addEdge(source, to[edge]!, grams);
  return { lot: source, role: 'drawn', dimension: mass, amount: grams };
}

function addEvent(ledger: Ledger, lot: number, portions: PortionRow[]): void {
  const told = {
    party: 1,
    place: 1,
    step: 1,
    process: 1,
    country: 1,
    region: 1,
    run: 0,
    unpacksAll: false,
    packs: false,
    custodial: false,
    declaresError: false,
    erased: false,
    erasedMaking: false,
  };
  const entry = Math.floor(lot / eventsPerStatement);
  const event = ledger.events.add(
    { entry, index: lot % eventsPerStatement, timeMs: lot, recordedAtMs: lot, ...told },
    portions,
  );
  ledger.byKey.add(Math.imul(lot, 0x9e3779b1) >>> 0, lot, event);
  ledger.byEventId.add(Math.imul(lot, 0x85ebca6b) >>> 0, lot, event);
  if (lot % eventsPerStatement === 0) ledger.byPayload.add(Math.imul(lot, 0xc2b2ae35) >>> 0, lot, entry);
  ledger.columns.markBorn(lot, event, 1);
  ledger.columns.markNumber(lot, lot);
}

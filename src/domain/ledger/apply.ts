// Do: the one place where the ledger changes. Capture, recovery and rebuild all come through here.
import { type SaidRecord, withEntry } from '#verifier';
import { bearAgain, giveNumber, markBorn } from './apply/birth.ts';
import { lotNamed, type Numbering } from './apply/numbering.ts';
import { enter } from './apply/register.ts';
import { eventRow, portionsOf } from './apply/row.ts';
import { isRecordFacts } from './check-record.ts';
import type { Change, EventChange, RootChange, StatementChange } from './decide.ts';
import type { EventEffects } from './effects.ts';
import type { EpcisFacts, EventFacts } from './facts.ts';
import type { Ledger } from './ledger.ts';
import { textKey } from './text-key.ts';
import type { LotChange } from './trial.ts';

export function apply(ledger: Ledger, change: Change): void {
  const newLots = change.newIds.map((id) => ledger.lots.intern(id));
  const lotOf = (number: number): number => (number < 0 ? newLots[-number - 1]! : number);
  const numbering = { lotOf, lotNamed: lotNamed(ledger, change, lotOf) };
  for (const statement of change.statements) applyStatement(ledger, statement, numbering);
}

function applyStatement(ledger: Ledger, change: StatementChange, numbering: Numbering): void {
  if (change.seq !== ledger.size) throw new Error(`entry ${change.seq} does not follow ${ledger.size - 1}`);
  const { facts } = change;
  if (facts.kind === 'epcis') applyEvents(ledger, change, facts, numbering);
  else if (isRecordFacts(facts)) addRecord(ledger, withEntry(facts.record, change.seq, change.recordedAtMs));
  else enter(ledger.register, facts, change.seq, change.recordedAtMs);
  ledger.byPayload.add(...textKey(facts.payloadKey, ledger.primitives), change.seq);
  ledger.size += 1;
  ledger.births += change.lotCount;
  ledger.recordedAtMs = change.recordedAtMs;
}

/** The root of the holdings stands in the log as an entry of its own; the map MUST be settled, and is that of the root now. */
export function applyRoot(ledger: Ledger, { seq, recordedAtMs }: RootChange): void {
  if (seq !== ledger.size) throw new Error(`entry ${seq} does not follow ${ledger.size - 1}`);
  ledger.holdings.rooted(seq);
  ledger.size += 1;
  ledger.recordedAtMs = recordedAtMs;
}

function addRecord(ledger: Ledger, record: SaidRecord): void {
  ledger.records.add(record);
  if (record.kind !== 'claim') return;
  for (const id of new Set(record.lots)) {
    const lot = ledger.lots.find(id);
    // Of a lot without number the claims are found by its id when it gets one.
    if (lot !== -1 && ledger.columns.numberOf(lot) !== -1)
      ledger.holdings.touch(lot, record.entry, 'claimed', 1);
  }
}

function applyEvents(ledger: Ledger, change: StatementChange, facts: EpcisFacts, numbering: Numbering): void {
  const custodial = ledger.register.keys.get(facts.kid)?.custody === 'custodial';
  facts.events.forEach((event, index) => {
    const one = change.events[index]!;
    const number = ledger.events.add(
      eventRow(ledger, change, facts, event, index, custodial, numbering),
      portionsOf(event, numbering),
    );
    ledger.byKey.add(event.keyHigh, event.keyLow, number);
    if (event.eventId !== null) ledger.byEventId.add(...textKey(event.eventId, ledger.primitives), number);
    applyEffects(ledger, one.effects, change.seq, numbering);
    if (!one.voided) markBorn(ledger, event, number, facts.iss, numbering);
    for (const birth of event.births)
      giveNumber(ledger, numbering.lotNamed(birth.lot), birth, change.firstLot + birth.position, change.seq);
    applyVoiding(ledger, facts, event, one, number, change.seq, numbering);
  });
}

function applyEffects(ledger: Ledger, effects: EventEffects, entry: number, { lotOf }: Numbering): void {
  for (const change of effects.lots) {
    applyBalance(ledger, lotOf(change.lot), change);
    if (change.lot !== effects.run) touchLot(ledger, lotOf(change.lot), entry, change);
  }
  for (const { from, to, amount } of effects.edges) ledger.graph.addEdge(lotOf(from), lotOf(to), amount);
  if (effects.run !== null) ledger.graph.markRun(lotOf(effects.run));
  for (const { unit, packed } of effects.packed)
    ledger.contents.add(lotOf(unit), { ...packed, child: lotOf(packed.child) });
  if (effects.emptied !== null) ledger.contents.empty(lotOf(effects.emptied.unit), effects.emptied.emptying);
  if (effects.packings !== null) {
    ledger.columns.markPacking(lotOf(effects.packings.unit), effects.packings.sign);
    ledger.holdings.mention(lotOf(effects.packings.unit), entry);
  }
  for (const { lot, implied } of effects.implied) {
    ledger.columns.markImplied(lotOf(lot), implied);
    ledger.holdings.mention(lotOf(lot), entry);
  }
}

function touchLot({ holdings }: Ledger, lot: number, entry: number, change: LotChange): void {
  if (change.strange === true || Number.isNaN(change.amount))
    holdings.touch(lot, entry, 'unknown', change.sign);
  else
    holdings.touch(
      lot,
      entry,
      change.side === 'drawn' ? 'consumed' : 'produced',
      change.sign * change.amount,
    );
}

function applyBalance({ balances, strange }: Ledger, lot: number, change: LotChange): void {
  const { side, dimension, amount, sign } = change;
  const unknown = change.strange === true || Number.isNaN(amount);
  if (change.strange === true) strange.add(lot, change, sign);
  if (side === 'produced' && sign === 1)
    unknown ? balances.produceUnknown(lot) : balances.produce(lot, dimension, amount);
  else if (side === 'produced')
    unknown ? balances.unproduceUnknown(lot) : balances.unproduce(lot, dimension, amount);
  else if (sign === 1) unknown ? balances.drawUnknown(lot) : balances.draw(lot, dimension, amount);
  else unknown ? balances.undrawUnknown(lot) : balances.undraw(lot, dimension, amount);
}

function applyVoiding(
  ledger: Ledger,
  facts: EpcisFacts,
  event: EventFacts,
  change: EventChange,
  number: number,
  entry: number,
  numbering: Numbering,
): void {
  if (change.voided) ledger.events.markVoided(number);
  if (change.voids !== null) {
    applyEffects(ledger, change.voids.effects, entry, numbering);
    ledger.events.markVoided(change.voids.event);
    bearAgain(ledger, change.voids.event);
  } else if (event.movement.voids !== undefined) {
    ledger.voidedEarly.add(`${facts.iss}|${event.movement.voids}`);
  }
}

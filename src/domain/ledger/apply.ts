// Do: the one place where the ledger changes. Capture, recovery and rebuild all come through here.
import { type SaidRecord, withEntry } from '#verifier';
import { type Register, tellFacility, tellProduct } from '../party/register.ts';
import { isRecordFacts } from './check-record.ts';
import type { Change, EventChange, RootChange, StatementChange } from './decide.ts';
import type { EventEffects } from './effects.ts';
import type { PortionRow, Role } from './event-table.ts';
import { dimensionNumber } from './event-table.ts';
import type { EpcisFacts, EventFacts, Facts, RecordFacts } from './facts.ts';
import type { Ledger } from './ledger.ts';
import { textKey } from './text-key.ts';
import type { LotChange } from './trial.ts';

export function apply(ledger: Ledger, change: Change): void {
  const newLots = change.newIds.map((id) => ledger.lots.intern(id));
  const lotOf = (number: number): number => (number < 0 ? newLots[-number - 1]! : number);
  const numbering = { lotOf, lotNamed: lotNamed(ledger, change, lotOf) };
  for (const statement of change.statements) applyStatement(ledger, statement, numbering);
}

/** From the numbers of the change to those of the ledger, and from ids to them. */
interface Numbering {
  lotOf(number: number): number;
  lotNamed(id: string): number;
}

function lotNamed(ledger: Ledger, { numbers }: Change, lotOf: Numbering['lotOf']): Numbering['lotNamed'] {
  return (id) => {
    const number = numbers.get(id);
    return number === undefined ? ledger.lots.intern(id) : lotOf(number);
  };
}

const mostNamesAtHand = 4_096;

/** The number of a name plus one; 0 = not told. */
function nameNumber({ names, namesAtHand }: Ledger, text: string | null | undefined): number {
  if (text === null || text === undefined) return 0;
  const known = namesAtHand.get(text);
  if (known !== undefined) return known;
  if (namesAtHand.size === mostNamesAtHand) namesAtHand.clear();
  const number = names.intern(text) + 1;
  namesAtHand.set(text, number);
  return number;
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

/** The first birth of a lot gives it its number; that of a later one stays void. */
function giveNumber(
  { columns, holdings, records }: Ledger,
  lot: number,
  { lot: id, secret }: EventFacts['births'][number],
  number: number,
  entry: number,
): void {
  if (columns.numberOf(lot) !== -1) return;
  columns.markNumber(lot, number);
  const claims = records.claimsOn(id);
  const before = claims.length === 0 ? [] : [...new Set(claims.map((claim) => claim.entry))];
  holdings.bear(lot, number, secret, entry, before);
}

function eventRow(
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

function portionsOf(event: EventFacts, { lotNamed }: Numbering): PortionRow[] {
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

/** A logistic unit is born where it is first packed, everything else where it is first produced. */
function markBorn(
  ledger: Ledger,
  event: EventFacts,
  number: number,
  party: string,
  { lotNamed }: Numbering,
): void {
  const producer = nameNumber(ledger, party);
  const { movement } = event;
  for (const portion of movement.produced) bear(ledger, lotNamed(portion.lot), number, producer);
  if (isPacking(event)) ledger.columns.markBorn(lotNamed(movement.unit ?? ''), number, producer);
}

/** A unit that was only packed so far is the unit of whoever declares it. */
function bear({ columns, events }: Ledger, lot: number, number: number, producer: number): void {
  const before = columns.bornIn(lot);
  if (before !== -1 && events.get(before).packs) columns.unmarkBorn(lot);
  columns.markBorn(lot, number, producer);
}

function isPacking({ movement }: EventFacts): boolean {
  return movement.type === 'AggregationEvent' && movement.unit !== undefined && movement.packed.length > 0;
}

/** What was born in an event that was an error is born in the first event that is none, if there is one. */
function bearAgain(ledger: Ledger, voided: number): void {
  for (const { lot } of ledger.events.portionsOf(voided)) {
    if (ledger.columns.bornIn(lot) !== voided) continue;
    ledger.columns.unmarkBorn(lot);
    const [made, packed] = firstEvents(ledger, lot);
    const first = made === -1 ? packed : made;
    if (first !== -1) ledger.columns.markBorn(lot, first, ledger.events.get(first).party);
  }
}

/** The first event that stands and made the lot, and the first that packed it; -1 where there is none. */
function firstEvents({ events }: Ledger, lot: number): [made: number, packed: number] {
  let [made, packed] = [-1, -1];
  events.mentions(lot, (event, role) => {
    if (events.isVoided(event)) return true;
    if (role === 'produced') made = event;
    else if (role === 'unit' && events.get(event).packs) packed = event;
    return true;
  });
  return [made, packed];
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

function enter(
  register: Register,
  facts: Exclude<Facts, EpcisFacts | RecordFacts>,
  seq: number,
  recordedAtMs: number,
): void {
  switch (facts.kind) {
    case 'key':
      enterKey(register, facts, seq);
      break;
    case 'party':
      enterParty(register, facts, seq);
      break;
    case 'facility':
      tellFacility(register, { ...recordOf(facts), entry: seq, recordedAtMs } as never);
      break;
    case 'product':
      tellProduct(register, { ...recordOf(facts), entry: seq, recordedAtMs } as never);
      break;
    case 'erasure':
      // The bodies of the statement it names were rewritten together with this entry: nothing else follows from it.
      break;
  }
}

function recordOf(facts: object): object {
  const {
    kind: _kind,
    digest: _digest,
    payloadKey: _payloadKey,
    iss: _iss,
    kid: _kid,
    issuedAtS: _issuedAtS,
    ...record
  } = facts as Record<string, unknown>;
  return record;
}

function enterParty(register: Register, facts: Extract<Facts, { kind: 'party' }>, seq: number): void {
  const { party, name, country, region, identifiers } = facts;
  const entries = [...(register.parties.get(party)?.entries ?? []), seq];
  register.parties.set(party, { party, name, country, region, identifiers, entries });
}

function enterKey(register: Register, facts: Extract<Facts, { kind: 'key' }>, seq: number): void {
  const { party, enrols, revokes } = facts;
  register.operator ??= facts.iss;
  const known = register.parties.get(party);
  if (known === undefined)
    register.parties.set(party, {
      party,
      name: null,
      country: null,
      region: null,
      identifiers: [],
      entries: [seq],
    });
  else known.entries.push(seq);
  if (enrols !== null) register.keys.set(enrols.kid, { ...enrols, party, enrolledAt: seq, revokedAt: null });
  const revoked = revokes === null ? undefined : register.keys.get(revokes.kid);
  if (revoked !== undefined) revoked.revokedAt = seq;
}

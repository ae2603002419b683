// Whether two events are the same event. Keys filter; here the CBV 2.0 event hash decides (CBV 2.0 section 8.9).
// The hash stays inside: a published one would give hidden values away (statement-format rule 6).
import type { JsonObject, ReadStatement } from '#verifier';
import { readStatement } from '#verifier';
import { eventHash } from '../domain/epcis/event-hash.ts';
import { eventKey } from '../domain/epcis/event-key.ts';
import type { ValidEvent } from '../domain/epcis/document.ts';
import { namespacesOf } from '../domain/epcis/namespaces.ts';
import type { IsSameEvent } from '../domain/ledger/decide.ts';
import type { Ledger } from '../domain/ledger/ledger.ts';
import type { EntryRow } from './ports.ts';
import type { World } from './world.ts';

/** `rows` are decided but not in the store yet. */
export function sameEventCheck(
  world: World,
  ledger: Ledger,
  offered: { sdjwt: string }[],
  rows: EntryRow[],
): IsSameEvent {
  return (statement, index, recorded) => {
    const asked = hashInStatement(world, offered[statement]!.sdjwt, index);
    if (recorded < 0)
      return (
        asked !== undefined && asked === hashInStatement(world, offered[statement]!.sdjwt, -1 - recorded)
      );
    const row = rows.find((one) => one.seq === ledger.events.entryOf(recorded));
    return asked !== undefined && asked === hashOfRecorded(world, ledger, recorded, row);
  };
}

export interface Twin {
  entry: number;
  eventId: string;
  /** The party recorded it itself. */
  own: boolean;
}

/** The recorded event that this one repeats, if any. */
export function recordedTwin(
  world: World,
  ledger: Ledger,
  valid: ValidEvent,
  party: string,
  hashes: RecordedHashes = new RecordedHashes(world, ledger),
): Twin | undefined {
  if (valid.movement.voids !== undefined) return undefined;
  const key = eventKey(valid.movement);
  const own = (): string => eventHash(valid.event, valid.namespaces, world.primitives.sha256);
  const twin = ledger.byKey.find(key.high, key.low, (recorded) => hashes.of(recorded) === own());
  if (twin === -1) return undefined;
  const speaker = ledger.names.textOf(ledger.events.get(twin).party - 1);
  return { entry: ledger.events.entryOf(twin), eventId: hashes.eventIdOf(twin), own: speaker === party };
}

/** Hashes of recorded events, statements kept for a while: who sends a list again repeats whole statements of 64 events. */
export class RecordedHashes {
  readonly #world: World;
  readonly #ledger: Ledger;
  readonly #read = new Map<number, ReadStatement>();

  constructor(world: World, ledger: Ledger) {
    this.#world = world;
    this.#ledger = ledger;
  }

  of(recorded: number): string | undefined {
    if (this.#ledger.events.get(recorded).declaresError) return undefined;
    const read = this.#statement(this.#ledger.events.entryOf(recorded));
    return read && hashIn(this.#world, read, this.#ledger.events.indexOf(recorded));
  }

  /** Of an event that has a hash; one that was signed without an eventID goes by its place in the log (events.ts). */
  eventIdOf(recorded: number): string {
    const [entry, index] = [this.#ledger.events.entryOf(recorded), this.#ledger.events.indexOf(recorded)];
    const read = this.#statement(entry);
    const named = read && eventIn(read, index)?.['eventID'];
    return typeof named === 'string' ? named : `urn:selvedge:event:${entry}:${index}`;
  }

  #statement(entry: number): ReadStatement | undefined {
    const known = this.#read.get(entry);
    if (known !== undefined) return known;
    const row = this.#world.entries.get(entry);
    if (row === undefined) return undefined;
    const read = readStatement(this.#world.decodeBody(row.body), this.#world.primitives);
    if (this.#read.size >= statementsKept) this.#read.delete(this.#read.keys().next().value!);
    this.#read.set(entry, read);
    return read;
  }
}

const statementsKept = 16;

/** Finds, one event of a document after the other, the first of those before it that an event repeats. */
export class Repetitions {
  readonly #world: World;
  readonly #seen = new Map<string, { index: number; valid: ValidEvent }[]>();

  constructor(world: World) {
    this.#world = world;
  }

  firstOf(valid: ValidEvent, index: number): number | undefined {
    if (valid.movement.voids !== undefined) return undefined;
    const { high, low } = eventKey(valid.movement);
    const alike = this.#seen.get(`${high} ${low}`) ?? [];
    const same = alike.find((other) => this.#hash(other.valid) === this.#hash(valid));
    if (same === undefined) this.#seen.set(`${high} ${low}`, [...alike, { index, valid }]);
    return same?.index;
  }

  #hash({ event, namespaces }: ValidEvent): string {
    return eventHash(event, namespaces, this.#world.primitives.sha256);
  }
}

export function hashOfRecorded(
  world: World,
  ledger: Ledger,
  recorded: number,
  known?: EntryRow,
): string | undefined {
  if (ledger.events.get(recorded).declaresError) return undefined;
  const row = known ?? world.entries.get(ledger.events.entryOf(recorded));
  return row === undefined
    ? undefined
    : hashInStatement(world, world.decodeBody(row.body), ledger.events.indexOf(recorded));
}

/** CBV hash of the event at `index` of the statement. */
export function hashInStatement(world: World, sdjwt: string, index: number): string | undefined {
  return hashIn(world, readStatement(sdjwt, world.primitives), index);
}

function hashIn(world: World, read: ReadStatement, index: number): string | undefined {
  const event = eventIn(read, index);
  if (!read.ok || event === undefined) return undefined;
  const document = read.statement.claims['document'] as JsonObject;
  return eventHash(
    event,
    namespacesOf(event['@context'], namespacesOf(document['@context'])),
    world.primitives.sha256,
  );
}

function eventIn(read: ReadStatement, index: number): JsonObject | undefined {
  if (!read.ok) return undefined;
  return read.statement.eventsShown.find((shown) => shown.index === index)?.event;
}

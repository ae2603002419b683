// Whether two events are the same event. Keys filter; here the CBV 2.0 event hash decides (CBV 2.0 section 8.9).
// The hash stays inside: a published one would give hidden values away (statement-format rule 6).
import type { JsonObject } from '#verifier';
import { readStatement } from '#verifier';
import { eventHash } from '../domain/epcis/event-hash.ts';
import { eventKey } from '../domain/epcis/event-key.ts';
import type { ValidEvent } from '../domain/epcis/document.ts';
import { namespacesOf } from '../domain/epcis/namespaces.ts';
import type { IsSameEvent } from '../domain/ledger/decide.ts';
import type { Ledger } from '../domain/ledger/ledger.ts';
import { recordedEvent } from './events.ts';
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
): Twin | undefined {
  if (valid.movement.voids !== undefined) return undefined;
  const key = eventKey(valid.movement);
  const own = (): string => eventHash(valid.event, valid.namespaces, world.primitives.sha256);
  const twin = ledger.byKey.find(
    key.high,
    key.low,
    (recorded) => hashOfRecorded(world, ledger, recorded) === own(),
  );
  if (twin === -1) return undefined;
  const { eventId, entry, party: speaker } = recordedEvent(world, ledger, twin);
  return { entry, eventId, own: speaker === party };
}

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

function hashOfRecorded(
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

function hashInStatement(world: World, sdjwt: string, index: number): string | undefined {
  const read = readStatement(sdjwt, world.primitives);
  const event = read.ok
    ? read.statement.eventsShown.find((shown) => shown.index === index)?.event
    : undefined;
  if (!read.ok || event === undefined) return undefined;
  const document = read.statement.claims['document'] as JsonObject;
  return eventHash(
    event,
    namespacesOf(event['@context'], namespacesOf(document['@context'])),
    world.primitives.sha256,
  );
}

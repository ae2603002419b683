// Facts on their way from a reader thread: one row of numbers and one text instead of hundreds of objects. To copy the
// objects themselves (structured clone) costs the committing thread more than deciding about them (measured).
import type { Movement, Portion } from '#verifier';
import type { EpcisFacts, EventFacts } from '../domain/ledger/facts.ts';

export interface PackedFacts {
  common: Omit<EpcisFacts, 'events'>;
  /** Numbers and, for texts, their places in the table of texts plus one (0 = absent). */
  numbers: Float64Array<ArrayBuffer>;
  /** Each different text once, one behind the other. */
  texts: string;
  lengths: Uint32Array<ArrayBuffer>;
}

export function packFacts({ events, ...common }: EpcisFacts): PackedFacts {
  const writer = new Writer();
  writer.list(events, writeEvent);
  return { common, ...writer.finished() };
}

export function unpackFacts({ common, ...packed }: PackedFacts): EpcisFacts {
  const reader = new Reader(packed);
  return { ...common, events: reader.list(readEvent) };
}

class Writer {
  readonly #numbers: number[] = [];
  readonly #places = new Map<string, number>();

  number(value: number): void {
    this.#numbers.push(value);
  }

  text(text: string | null | undefined): void {
    this.number(text === null || text === undefined ? 0 : this.#placeOf(text));
  }

  #placeOf(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    const place = this.#places.size + 1;
    this.#places.set(text, place);
    return place;
  }

  list<T>(list: readonly T[], write: (writer: Writer, one: T) => void): void {
    this.number(list.length);
    for (const one of list) write(this, one);
  }

  finished(): Omit<PackedFacts, 'common'> {
    const texts = [...this.#places.keys()];
    return {
      numbers: Float64Array.from(this.#numbers),
      texts: texts.join(''),
      lengths: Uint32Array.from(texts, (text) => text.length),
    };
  }
}

class Reader {
  readonly #numbers: Float64Array;
  readonly #texts: string[] = [];
  #at = 0;

  constructor({ numbers, texts, lengths }: Omit<PackedFacts, 'common'>) {
    this.#numbers = numbers;
    let start = 0;
    for (const length of lengths) {
      this.#texts.push(texts.slice(start, start + length));
      start += length;
    }
  }

  number(): number {
    return this.#numbers[this.#at++]!;
  }

  maybeText(): string | undefined {
    const place = this.number();
    return place === 0 ? undefined : this.#texts[place - 1]!;
  }

  text(): string {
    return this.maybeText() ?? '';
  }

  list<T>(read: (reader: Reader) => T): T[] {
    const list: T[] = [];
    for (let left = this.number(); left > 0; left -= 1) list.push(read(this));
    return list;
  }
}

function writeEvent(writer: Writer, event: EventFacts): void {
  writer.number(event.keyHigh);
  writer.number(event.keyLow);
  writer.text(event.eventId);
  writer.text(event.process);
  writer.text(event.country);
  writer.text(event.region);
  writer.list(event.births, (_, { lot, position, secret }) => {
    writer.text(lot);
    writer.number(position);
    writeSecret(writer, secret);
  });
  writeMovement(writer, event.movement);
}

function readEvent(reader: Reader): EventFacts {
  return {
    keyHigh: reader.number(),
    keyLow: reader.number(),
    eventId: reader.maybeText() ?? null,
    process: reader.maybeText() ?? null,
    country: reader.maybeText() ?? null,
    region: reader.maybeText() ?? null,
    births: reader.list(() => ({
      lot: reader.text(),
      position: reader.number(),
      secret: readSecret(reader),
    })),
    movement: readMovement(reader),
  };
}

/** The texts of a movement that may be absent. */
const optional = ['action', 'eventId', 'step', 'disposition', 'place', 'unit', 'run', 'voids'] as const;

function writeMovement(writer: Writer, movement: Movement): void {
  writer.text(movement.type);
  writer.number(movement.eventTimeMs);
  writer.text(movement.zone);
  writer.list(movement.produced, writePortion);
  writer.list(movement.drawn, writePortion);
  writer.list(movement.packed, writePortion);
  writer.list(movement.unpacked, writePortion);
  writer.number(movement.unpacksAll ? 1 : 0);
  writer.list(movement.seen, writeText);
  writer.number(movement.declaredInError ? 1 : 0);
  writer.list(movement.corrections, writeText);
  for (const name of optional) writer.text(movement[name]);
}

function readMovement(reader: Reader): Movement {
  const movement: Movement = {
    type: reader.text(),
    eventTimeMs: reader.number(),
    zone: reader.text(),
    produced: reader.list(readPortion),
    drawn: reader.list(readPortion),
    packed: reader.list(readPortion),
    unpacked: reader.list(readPortion),
    unpacksAll: reader.number() === 1,
    seen: reader.list(readText),
    declaredInError: reader.number() === 1,
    corrections: reader.list(readText),
  };
  for (const name of optional) {
    const text = reader.maybeText();
    if (text !== undefined) movement[name] = text;
  }
  return movement;
}

/** 16 bytes as four words: texts are shared, secrets are all different. */
function writeSecret(writer: Writer, secret: Uint8Array): void {
  const view = new DataView(secret.buffer, secret.byteOffset, secret.byteLength);
  for (let at = 0; at < secret.byteLength; at += 4) writer.number(view.getUint32(at));
}

function readSecret(reader: Reader): Uint8Array {
  const secret = new Uint8Array(16);
  const view = new DataView(secret.buffer);
  for (let at = 0; at < secret.byteLength; at += 4) view.setUint32(at, reader.number());
  return secret;
}

function writeText(writer: Writer, text: string): void {
  writer.text(text);
}

function readText(reader: Reader): string {
  return reader.text();
}

function writePortion(writer: Writer, { lot, kind, quantity }: Portion): void {
  writer.text(lot);
  writer.text(kind);
  writer.text(quantity?.dimension);
  writer.number(quantity?.amount ?? 0);
}

function readPortion(reader: Reader): Portion {
  const [lot, kind, dimension, amount] = [reader.text(), reader.text(), reader.maybeText(), reader.number()];
  const quantity = dimension === undefined ? null : { dimension, amount };
  return { lot, kind, quantity } as Portion;
}

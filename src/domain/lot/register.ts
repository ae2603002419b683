import { ByteTable } from './byte-table.ts';
import { type TypedArray, withRoom } from './room.ts';
import { prefixed, unprefixed } from './snapshot.ts';
import { mostBytesOf, readText, writeText } from './text-bytes.ts';

/**
 * Dense lot numbers (0, 1, 2, …) for canonical ids such as `https://id.gs1.org/01/09506000134352/10/L1`, in order of
 * first sight. All lots of a product begin alike, so an id is kept as the number of its stem (up to the last `/` or
 * `:`) and its tail: about 25 bytes a lot instead of 60.
 */
export class LotRegister {
  #stems: ByteTable;
  #tails: ByteTable;
  #stemTexts: string[] = [];
  #scratch: Uint8Array = new Uint8Array(256);

  /** `hashKey`: two random words. Without them a stranger who knows the code can choose ids that collide. */
  constructor(hashKey: Uint32Array = new Uint32Array(2)) {
    this.#stems = new ByteTable(hashKey);
    this.#tails = new ByteTable(hashKey);
  }

  get size(): number {
    return this.#tails.size;
  }

  /** The number of an id; a new one if the id is new. */
  intern(text: string): number {
    const cut = stemLength(text);
    const stem = this.#stems.intern(this.#scratch, this.#writeStem(text, cut));
    return this.#tails.intern(this.#scratch, this.#writeTail(text, cut, stem));
  }

  /** The number of an id, or -1. */
  find(text: string): number {
    const cut = stemLength(text);
    const stem = this.#stems.find(this.#scratch, this.#writeStem(text, cut));
    return stem === -1 ? -1 : this.#tails.find(this.#scratch, this.#writeTail(text, cut, stem));
  }

  /** The id of a number. Throws where there is none. */
  textOf(lot: number): string {
    const end = this.#tails.endOf(lot);
    const bytes = this.#tails.bytes;
    let at = this.#tails.startOf(lot);
    let stem = 0;
    for (let scale = 1, more = true; more; scale *= 128) {
      const byte = bytes[at++]!;
      stem += (byte & 0x7f) * scale;
      more = byte >= 0x80;
    }
    return this.#stemText(stem) + readText(bytes, at, end);
  }

  snapshot(): Record<string, TypedArray> {
    return { ...prefixed('stems', this.#stems.snapshot()), ...prefixed('tails', this.#tails.snapshot()) };
  }

  /** Takes the arrays over: the register writes into them from now on. */
  static restore(arrays: Record<string, TypedArray>): LotRegister {
    const register = new LotRegister();
    register.#stems = ByteTable.restore(unprefixed('stems', arrays));
    register.#tails = ByteTable.restore(unprefixed('tails', arrays));
    return register;
  }

  #writeStem(text: string, cut: number): number {
    this.#scratch = withRoom(this.#scratch, mostBytesOf(text) + 8);
    return writeText(text, 0, cut, this.#scratch, 0);
  }

  /** The number of the stem, seven bits a byte and the low ones first, then the tail. */
  #writeTail(text: string, cut: number, stem: number): number {
    let at = 0;
    let rest = stem;
    for (; rest >= 0x80; rest = Math.floor(rest / 128)) this.#scratch[at++] = 0x80 | (rest & 0x7f);
    this.#scratch[at++] = rest;
    return writeText(text, cut, text.length, this.#scratch, at);
  }

  #stemText(stem: number): string {
    const known = this.#stemTexts[stem];
    if (known !== undefined) return known;
    const text = readText(this.#stems.bytes, this.#stems.startOf(stem), this.#stems.endOf(stem));
    this.#stemTexts[stem] = text;
    return text;
  }
}

function stemLength(text: string): number {
  return Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1;
}

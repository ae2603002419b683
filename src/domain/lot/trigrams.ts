// Which of many short texts may hold a part, by the groups of three characters that they have. The texts are numbered 0, 1, 2, … and only
// ever added, so that every list is ascending as it grows: nothing is sorted, nothing merged, and no text is kept here a second time.
// (Suffix arrays would have to be sorted anew as the log grows; a full-text table would keep all texts once more on disk.)
import { withRoom } from './room.ts';

const slots = 1 << 18;

export class Trigrams {
  readonly #lists: (Uint32Array | undefined)[] = new Array<undefined>(slots);
  readonly #lengths: Uint32Array = new Uint32Array(slots);
  #size = 0;

  /** How many texts there are. */
  get size(): number {
    return this.#size;
  }

  /** Numbers in all lists, 4 bytes each. */
  get held(): number {
    return this.#lengths.reduce((sum, length) => sum + length, 0);
  }

  /** Takes the next number. Texts of fewer than three characters are in no list. */
  add(text: string): void {
    const number = this.#size++;
    for (let at = 0; at + 2 < text.length; at += 1) this.#note(slotAt(text, at), number);
  }

  /**
   * Numbers of texts that may hold `part` (three characters at least), newest first; all that do are among them. The shortest of its lists,
   * without those that are missing from the second shortest: the caller looks at the text itself.
   */
  *candidates(part: string): Iterable<number> {
    const found = new Set<number>();
    for (let at = 0; at + 2 < part.length; at += 1) found.add(slotAt(part, at));
    const [first, second] = [...found].sort((one, other) => this.#lengths[one]! - this.#lengths[other]!);
    if (first === undefined) return;
    const list = this.#lists[first];
    for (let at = this.#lengths[first]! - 1; at >= 0; at -= 1) {
      const number = list![at]!;
      if (second === undefined || this.#has(second, number)) yield number;
    }
  }

  #note(slot: number, number: number): void {
    const length = this.#lengths[slot]!;
    // A text has some groups twice.
    if (length > 0 && this.#lists[slot]![length - 1] === number) return;
    const list = withRoom(this.#lists[slot] ?? new Uint32Array(4), length + 1);
    list[length] = number;
    this.#lists[slot] = list;
    this.#lengths[slot] = length + 1;
  }

  /** By halving. */
  #has(slot: number, number: number): boolean {
    const list = this.#lists[slot]!;
    let [from, to] = [0, this.#lengths[slot]!];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (list[middle]! < number) from = middle + 1;
      else to = middle;
    }
    return from < this.#lengths[slot]! && list[from] === number;
  }
}

/** Groups that meet in a slot cost a look at a text, and nothing else. */
function slotAt(text: string, at: number): number {
  const mixed =
    Math.imul(text.charCodeAt(at), 0x9e3779b1) ^
    Math.imul(text.charCodeAt(at + 1), 0x85ebca6b) ^
    Math.imul(text.charCodeAt(at + 2), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 15)) >>> 0) & (slots - 1);
}

import { withRoom } from '../lot/room.ts';

/** A set of node numbers, one bit each. */
export class NodeSet {
  #words: Uint32Array;
  #size: number;

  /** Takes the words of another set over. */
  constructor(words: Uint32Array = new Uint32Array(0)) {
    this.#words = words;
    this.#size = words.reduce((sum, word) => sum + bitsOf(word), 0);
  }

  get size(): number {
    return this.#size;
  }

  /** The bits, 32 nodes a word. */
  get words(): Uint32Array {
    return this.#words;
  }

  has(node: number): boolean {
    const word = node >>> 5;
    return word < this.#words.length && (this.#words[word]! & (1 << (node & 31))) !== 0;
  }

  add(node: number): void {
    if (this.has(node)) return;
    this.#words = withRoom(this.#words, (node >>> 5) + 1);
    this.#words[node >>> 5]! |= 1 << (node & 31);
    this.#size++;
  }
}

function bitsOf(word: number): number {
  let bits = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}

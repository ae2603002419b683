// All that was said of products or facilities, word by word: a party may tell its own anew, and what was made before goes
// by what had been said when it was made (docs/protocol/claims.md, "The word of the time").

/** One statement about a product or facility. `entry`: where the log took it. */
export interface Word {
  readonly entry: number;
}

/**
 * Of `words`, ascending by entry, the last before the entry; where none had been said by then, the first that came after.
 * Undefined where nobody ever said one.
 */
export function wordBefore<W extends Word>(words: readonly W[], entry: number): W | undefined {
  return words.findLast((word) => word.entry < entry) ?? words[0];
}

/** By id. Most were told once, so a look costs no more than one into a map. */
export class Spoken<W extends Word> {
  readonly #byId = new Map<string, W[]>();

  /** In any order. */
  constructor(words: readonly W[], idOf: (word: W) => string) {
    for (const word of [...words].sort((one, other) => one.entry - other.entry)) {
      const known = this.#byId.get(idOf(word));
      if (known === undefined) this.#byId.set(idOf(word), [word]);
      else known.push(word);
    }
  }

  /** What counts for something that the log took at the entry. */
  before(id: string, entry: number): W | undefined {
    const words = this.#byId.get(id);
    return words === undefined ? undefined : wordBefore(words, entry);
  }

  /** What counts for something of which nobody knows when it was made. */
  first(id: string): W | undefined {
    return this.#byId.get(id)?.[0];
  }

  /** Ids with all their words, ascending. */
  all(): Iterable<[id: string, words: readonly W[]]> {
    return this.#byId;
  }
}

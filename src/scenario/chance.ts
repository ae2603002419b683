// Chance that comes out the same every time: a scenario with the same seed has the same bytes.

export interface Chance {
  /** In [0, 1), with 32 random bits. */
  fraction(): number;
  /** An integer from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** A number in [low, high). */
  between(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  /** Looks like a random UUID (version 4), without the `urn:uuid:`. */
  uuid(): string;
}

/** A generator of the given seed (32-bit integer). */
export function chance(seed: number): Chance {
  const next = words(seed);
  const fraction = (): number => next() / 0x1_0000_0000;
  const whole = (low: number, high: number): number => low + Math.floor(fraction() * (high - low + 1));
  return {
    fraction,
    whole,
    between: (low, high) => low + fraction() * (high - low),
    pick: (list) => list[whole(0, list.length - 1)]!,
    uuid: () => uuidOf([next(), next(), next(), next()]),
  };
}

// A Weyl sequence through the 32-bit finaliser of MurmurHash3: every seed has the full period of 2^32.
function words(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let word = state ^ (state >>> 16);
    word = Math.imul(word, 0x85ebca6b);
    word ^= word >>> 13;
    word = Math.imul(word, 0xc2b2ae35);
    return (word ^ (word >>> 16)) >>> 0;
  };
}

// RFC 9562 section 5.4: the version nibble is 4, the variant bits are 10.
function uuidOf(random: number[]): string {
  const hex = random.map((word) => word.toString(16).padStart(8, '0')).join('');
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) & 3]!;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

// How many doubts are taken: a few from one address, not too many from all together. Whoever floods is turned away, and so, for an hour,
// is whoever comes after: a list that nobody can read through helps nobody.
import { createHmac, randomBytes } from 'node:crypto';

export interface DoubtPace {
  perAddress: number;
  overall: number;
  windowMs: number;
}

export const usualPace: DoubtPace = { perAddress: 5, overall: 200, windowMs: 3_600_000 };

const mostRemembered = 10_000;

/** Counts tries in memory. Of an address only a mark is kept, under a key that is never written down and forgotten with the window. */
export class DoubtCounter {
  readonly #pace: DoubtPace;
  #window = -1;
  #key: Uint8Array = new Uint8Array();
  #all = 0;
  #each = new Map<string, number>();

  constructor(pace: DoubtPace = usualPace) {
    this.#pace = pace;
  }

  /** Counts one, and says whether it is one too many. */
  admits(address: string, atMs: number): boolean {
    const window = Math.floor(atMs / this.#pace.windowMs);
    if (window !== this.#window) this.#begin(window);
    const mark = createHmac('sha256', this.#key).update(address).digest('base64url').slice(0, 22);
    const own = (this.#each.get(mark) ?? 0) + 1;
    if (own > this.#pace.perAddress || this.#all >= this.#pace.overall) return false;
    if (this.#each.size >= mostRemembered && !this.#each.has(mark)) return false;
    this.#each.set(mark, own);
    this.#all += 1;
    return true;
  }

  #begin(window: number): void {
    this.#window = window;
    this.#key = randomBytes(32);
    this.#all = 0;
    this.#each = new Map();
  }
}

// Keys that are none, counted by address: a good key beside them is served all the same. Nobody guesses 256 bits; this keeps who tries
// from filling the log of the proxy and the time of the node.
import type { PaceRule } from '../../account/pace.ts';

export const wrongKeyPace: PaceRule = { most: 60, seconds: 60 };

const mostAddresses = 10_000;

export class WrongKeys {
  readonly #nowMs: () => number;
  #window = -1;
  #tries = new Map<string, number>();

  constructor(nowMs: () => number = Date.now) {
    this.#nowMs = nowMs;
  }

  /** Counts one; false where it is one too many. */
  admits(address: string): boolean {
    const window = Math.floor(this.#nowMs() / (wrongKeyPace.seconds * 1000));
    if (window !== this.#window || this.#tries.size >= mostAddresses) this.#tries.clear();
    this.#window = window;
    const tries = (this.#tries.get(address) ?? 0) + 1;
    this.#tries.set(address, tries);
    return tries <= wrongKeyPace.most;
  }
}

// Amounts that were stated in another dimension than their lot is counted in: they count as unknown. Which they were
// is remembered, so that whatever is taken back is taken back as it was counted. There are few of them.
import type { LotChange } from './trial.ts';

type Stated = Pick<LotChange, 'side' | 'dimension' | 'amount'>;

export class StrangeAmounts {
  readonly #counts: Map<string, number>;

  constructor(counts: Iterable<[string, number]> = []) {
    this.#counts = new Map(counts);
  }

  count(lot: number, stated: Stated): number {
    return this.#counts.get(strangeKey(lot, stated)) ?? 0;
  }

  add(lot: number, stated: Stated, sign: 1 | -1): void {
    const key = strangeKey(lot, stated);
    const count = (this.#counts.get(key) ?? 0) + sign;
    if (count === 0) this.#counts.delete(key);
    else this.#counts.set(key, count);
  }

  entries(): [string, number][] {
    return [...this.#counts];
  }
}

/** Equal amounts of one lot are interchangeable. */
export function strangeKey(lot: number, { side, dimension, amount }: Stated): string {
  return `${lot} ${side} ${dimension} ${amount}`;
}

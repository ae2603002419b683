// Lots by product, for product pages. Built when first asked for, from the register, and carried on from there.
import { modelOf } from '#verifier';
import type { Ledger } from '../domain/ledger/ledger.ts';

export class ProductIndex {
  #lots = new Map<string, number[]>();
  #seen = 0;
  #register: Ledger['lots'] | undefined;

  /** Ids of the lots and items of a product, newest first. */
  newest(ledger: Ledger, product: string, limit: number): string[] {
    this.#carryOn(ledger);
    const lots = this.#lots.get(product) ?? [];
    return lots
      .slice(-limit)
      .reverse()
      .map((lot) => ledger.lots.textOf(lot));
  }

  /** How many lots and items of a product there are. */
  count(ledger: Ledger, product: string): number {
    this.#carryOn(ledger);
    return this.#lots.get(product)?.length ?? 0;
  }

  #carryOn(ledger: Ledger): void {
    if (this.#register !== ledger.lots) {
      this.#register = ledger.lots;
      this.#lots = new Map();
      this.#seen = 0;
    }
    for (; this.#seen < ledger.lots.size; this.#seen += 1) {
      const product = modelOf(ledger.lots.textOf(this.#seen));
      if (product === null) continue;
      const lots = this.#lots.get(product);
      if (lots === undefined) this.#lots.set(product, [this.#seen]);
      else lots.push(this.#seen);
    }
  }
}

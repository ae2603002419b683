// How much of a lot passes from its makers to a buyer: what transaction certificates certify, where the rule asks for them.
import { transactionLimit } from '../../certificate/transaction.ts';
import type { Making, MakingInput } from '../../chain.ts';
import type { JudgeContext } from '../../context.ts';
import { finding } from '../../finding.ts';
import type { ClaimFinding } from '../../verdict.ts';
import type { Asking } from './asking.ts';
import { free, noAssurance, type Passed, rankOf, type Tally } from './tally.ts';

interface Sale {
  readonly buyer: string;
  readonly atMs: number;
  readonly passed: Passed;
  /** Why less passed than there was, until it is told: only then does it matter which certificates do not count. */
  short: readonly ClaimFinding[];
}

export class SaleGate {
  readonly #context: JudgeContext;
  readonly #asking: Asking;
  readonly #tally: Tally;
  /** By place of the lot; nearly always one buyer, at one time. */
  readonly #sales: (Sale[] | undefined)[] = [];

  constructor(context: JudgeContext, asking: Asking, tally: Tally) {
    this.#context = context;
    this.#asking = asking;
    this.#tally = tally;
  }

  /** From the makers of a lot to who draws it: who made it need not buy it, and packing is no purchase. */
  transfer(input: MakingInput, taker: Making): Passed {
    const { lots, makings } = this.#context.chain;
    if (taker.kind === 'packing') return free;
    for (const at of lots[input.lot]!.madeBy) if (makings[at]!.party === taker.party) return free;
    return this.sale(input.lot, taker.party, input.atMs);
  }

  sale(place: number, buyer: string, atMs: number): Passed {
    return this.#saleOf(place, buyer, atMs).passed;
  }

  tellShort(place: number, buyer: string, atMs: number): void {
    const sale = this.#saleOf(place, buyer, atMs);
    this.#tally.findings.push(...sale.short);
    sale.short = [];
  }

  #saleOf(place: number, buyer: string, atMs: number): Sale {
    const sales = this.#sales[place] ?? [];
    this.#sales[place] = sales;
    for (const sale of sales) if (sale.buyer === buyer && sale.atMs === atMs) return sale;
    const sale = this.#ask(place, buyer, atMs);
    sales.push(sale);
    return sale;
  }

  #ask(place: number, buyer: string, atMs: number): Sale {
    const waste = this.#wasteOf(place);
    if (waste !== undefined) {
      this.#tally.findings.push(waste);
      return { buyer, atMs, passed: { grams: 0, open: false, assurance: noAssurance }, short: [] };
    }
    const sellers = this.#sellersOf(place);
    if (sellers.length === 0) return { buyer, atMs, passed: free, short: [] };
    return this.#certified(place, sellers, buyer, atMs);
  }

  #certified(place: number, sellers: readonly string[], buyer: string, atMs: number): Sale {
    const lot = this.#asking.lot(place);
    let [grams, open, assurance] = [0, false, noAssurance];
    const short: ClaimFinding[] = [];
    for (const seller of sellers) {
      this.#tally.limits += 1;
      const limit = transactionLimit(this.#context, lot, seller, buyer, atMs);
      grams += limit.grams;
      for (const one of limit.findings) {
        short.push({ ...one, lot: one.lot ?? lot });
        open ||= one.weight === 'unknown';
      }
      if (limit.grams > 0) assurance = Math.min(assurance, rankOf(limit.assurance));
      for (const entry of limit.entries) this.#tally.entries.add(entry);
    }
    return { buyer, atMs, passed: { grams, open, assurance }, short };
  }

  /** Makers whose process the rule asks for, by id. */
  #sellersOf(place: number): readonly string[] {
    const { transfers } = this.#context.rule;
    const { lots, makings } = this.#context.chain;
    const sellers: string[] = [];
    if (transfers === null) return sellers;
    for (const at of lots[place]!.madeBy) {
      const { party, process } = makings[at]!;
      if (!sellers.includes(party) && this.#asking.isAsked(transfers, process)) sellers.push(party);
    }
    return sellers.sort();
  }

  #wasteOf(place: number): ClaimFinding | undefined {
    const { rule, categoryOf, chain } = this.#context;
    if (rule.wasteExcluded.length === 0) return undefined;
    const lot = this.#asking.lot(place);
    const category = categoryOf(lot);
    if (category === null || !rule.wasteExcluded.includes(category)) return undefined;
    const detail = `${lot} is ${category}, which bears no claim when it is sold`;
    const entries = chain.lots[place]!.madeBy.flatMap((at) => chain.makings[at]!.entries);
    return finding('CATEGORY_NOT_COVERED', 'what', 'fail', detail, { lot, entries });
  }
}

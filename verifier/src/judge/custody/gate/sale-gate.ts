// How much of a lot passes from its makers to a buyer: what transaction certificates certify, where the rule asks for them.
import { type TransactionLimit, transactionLimit } from '../../certificate/transaction.ts';
import type { Making, MakingInput } from '../../chain.ts';
import type { JudgeContext } from '../../context.ts';
import { finding } from '../../finding.ts';
import type { ClaimFinding } from '../../verdict.ts';
import type { Asking } from './asking.ts';
import type { Owners } from './owners.ts';
import { free, noAssurance, type Passed, rankOf, type Tally } from './tally.ts';

interface Sale {
  readonly buyers: readonly string[];
  readonly atMs: number;
  readonly passed: Passed;
  /** Why less passed than there was, until it is told: only then does it matter which certificates do not count. */
  short: readonly ClaimFinding[];
}

export class SaleGate {
  readonly #context: JudgeContext;
  readonly #asking: Asking;
  readonly #owners: Owners;
  readonly #tally: Tally;
  /** By place of the lot; nearly always one buyer, at one time. */
  readonly #sales: (Sale[] | undefined)[] = [];

  constructor(context: JudgeContext, asking: Asking, owners: Owners, tally: Tally) {
    this.#context = context;
    this.#asking = asking;
    this.#owners = owners;
    this.#tally = tally;
  }

  /** From the makers of a lot to who draws it: who made it or had it made need not buy it, and packing is no purchase. */
  transfer(input: MakingInput, taker: Making): Passed {
    const { lots, makings } = this.#context.chain;
    if (taker.kind === 'packing') return free;
    const buyers = this.#owners.buyersFor(taker);
    for (const at of lots[input.lot]!.madeBy) {
      for (const owner of this.#owners.of(makings[at]!)) if (buyers.includes(owner)) return free;
    }
    return this.sale(input.lot, buyers, input.atMs);
  }

  sale(place: number, buyers: readonly string[], atMs: number): Passed {
    return this.#saleOf(place, buyers, atMs).passed;
  }

  tellShort(place: number, buyers: readonly string[], atMs: number): void {
    const sale = this.#saleOf(place, buyers, atMs);
    this.#tally.findings.push(...sale.short);
    sale.short = [];
  }

  #saleOf(place: number, buyers: readonly string[], atMs: number): Sale {
    const sales = this.#sales[place] ?? [];
    this.#sales[place] = sales;
    for (const sale of sales) if (sale.atMs === atMs && isSame(sale.buyers, buyers)) return sale;
    const sale = this.#ask(place, buyers, atMs);
    sales.push(sale);
    return sale;
  }

  #ask(place: number, buyers: readonly string[], atMs: number): Sale {
    const waste = this.#wasteOf(place);
    if (waste !== undefined) {
      this.#tally.findings.push(waste);
      return { buyers, atMs, passed: { grams: 0, open: false, assurance: noAssurance }, short: [] };
    }
    const sellers = this.#sellersOf(place);
    if (sellers.length === 0 || sellers.some((seller) => buyers.includes(seller)))
      return { buyers, atMs, passed: free, short: [] };
    return this.#certified(place, sellers, buyers, atMs);
  }

  #certified(place: number, sellers: readonly string[], buyers: readonly string[], atMs: number): Sale {
    const lot = this.#asking.lot(place);
    let [grams, open, assurance] = [0, false, noAssurance];
    const short: ClaimFinding[] = [];
    for (const limit of this.#limits(lot, sellers, buyers, atMs)) {
      grams += limit.grams;
      for (const one of limit.findings) {
        short.push({ ...one, lot: one.lot ?? lot });
        open ||= one.weight === 'unknown';
      }
      if (limit.grams > 0) assurance = Math.min(assurance, rankOf(limit.assurance));
      for (const entry of limit.entries) this.#tally.entries.add(entry);
    }
    return { buyers, atMs, passed: { grams, open, assurance }, short };
  }

  /** Of each seller to each buyer; that nothing goes to a subcontractor is no fault where something goes to whose goods it works. */
  #limits(
    lot: string,
    sellers: readonly string[],
    buyers: readonly string[],
    atMs: number,
  ): readonly TransactionLimit[] {
    const limitsOf = (seller: string): readonly TransactionLimit[] => {
      const limits = buyers.map((buyer) => transactionLimit(this.#context, lot, seller, buyer, atMs));
      this.#tally.limits += limits.length;
      if (limits.length === 1) return limits;
      const shown = limits.filter(({ certificates }) => certificates.length > 0);
      return shown.length > 0 ? shown : limits;
    };
    return sellers.length === 1 ? limitsOf(sellers[0]!) : sellers.flatMap(limitsOf);
  }

  /** Owners of what makers made by a process that the rule asks for, by id. */
  #sellersOf(place: number): readonly string[] {
    const { transfers } = this.#context.rule;
    const { lots, makings } = this.#context.chain;
    const sellers: string[] = [];
    if (transfers === null) return sellers;
    for (const at of lots[place]!.madeBy) {
      const making = makings[at]!;
      if (!this.#asking.isSaleAsked(transfers, making)) continue;
      const owners = this.#owners.of(making);
      // Whatever it worked came to nobody that is shown: then it is its own party's to sell.
      for (const owner of owners.length === 0 ? [making.party] : owners)
        if (!sellers.includes(owner)) sellers.push(owner);
    }
    return sellers.length < 2 ? sellers : sellers.sort();
  }

  #wasteOf(place: number): ClaimFinding | undefined {
    const { rule, productAt, chain } = this.#context;
    const category = productAt(place)?.category ?? null;
    if (category === null || !rule.wasteExcluded.includes(category)) return undefined;
    const lot = this.#asking.lot(place);
    const detail = `${lot} is ${category}, which bears no claim when it is sold`;
    const entries = chain.lots[place]!.madeBy.flatMap((at) => chain.makings[at]!.entries);
    return finding('CATEGORY_NOT_COVERED', 'what', 'fail', detail, { lot, entries });
  }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one === other || (one.length === other.length && one.every((name, at) => name === other[at]));
}

// What lets claimed grams through, or not: certificates at entries and sites, transaction certificates between owners.
// Each place is asked once; what was found there is kept.
import type { Making, MakingInput, MakingOutput } from '../chain.ts';
import type { JudgeContext } from '../context.ts';
import type { Materials } from '../material.ts';
import type { OriginBlocks } from '../origin.ts';
import type { ClaimFinding } from '../verdict.ts';
import { Asking } from './gate/asking.ts';
import { EntryGate } from './gate/entry-gate.ts';
import { Owners } from './gate/owners.ts';
import { SaleGate } from './gate/sale-gate.ts';
import { SiteGate } from './gate/site-gate.ts';
import { type Passed, Tally } from './gate/tally.ts';
import type { Reach } from './reach.ts';

export { noAssurance, type Passed } from './gate/tally.ts';

export class Gates {
  readonly #tally = new Tally();
  readonly #entries: EntryGate;
  readonly #sites: SiteGate;
  readonly #sales: SaleGate;
  readonly #owners: Owners;

  /** `isCarried`: whether a making carries as a claim that counts as this one. */
  constructor(
    context: JudgeContext,
    materials: Materials,
    blocks: OriginBlocks,
    reach: Reach,
    isCarried: (making: Making) => boolean,
  ) {
    const asking = new Asking(context, materials, this.#tally, isCarried);
    this.#entries = new EntryGate(context, materials, blocks, asking, this.#tally);
    this.#sites = new SiteGate(context, reach, asking, this.#tally);
    this.#owners = new Owners(context, reach, asking);
    this.#sales = new SaleGate(context, asking, this.#owners, this.#tally);
  }

  get findings(): readonly ClaimFinding[] {
    return this.#tally.findings;
  }

  /** Statements that let something through. */
  get entries(): ReadonlySet<number> {
    return this.#tally.entries;
  }

  /** How often certificates were asked for. */
  get certificates(): number {
    return this.#tally.certificates;
  }

  /** How often it was asked how much they let through. */
  get limits(): number {
    return this.#tally.limits;
  }

  /** What an origin brings in of one of its outputs. */
  entry(making: Making, output: MakingOutput): Passed {
    return this.#entries.passed(making, output);
  }

  /** Whether anything claimed comes through a making. */
  site(making: Making): Passed {
    return this.#sites.passed(making);
  }

  /** How much passes from the maker of a lot to who draws it. */
  transfer(input: MakingInput, taker: Making): Passed {
    return this.#sales.transfer(input, taker);
  }

  /** From the makers of a lot to a buyer, at a time. */
  sale(lot: number, buyer: string, atMs: number): Passed {
    return this.#sales.sale(lot, [buyer], atMs);
  }

  /** Whether the making may use what is certified to the other's buyers. */
  shares(making: Making, other: Making): boolean {
    return this.#owners.mayShare(making, this.#owners.buyersFor(other));
  }

  /** Tells why less passed to a buyer than was there. */
  tellShort(lot: number, buyer: string, atMs: number): void {
    this.#sales.tellShort(lot, [buyer], atMs);
  }

  /** The same of what a making draws. */
  tellShortDraw({ lot, atMs }: MakingInput, taker: Making): void {
    this.#sales.tellShort(lot, this.#owners.buyersFor(taker), atMs);
  }
}

// Whose goods a making works: its own party's, or those of a party on whose certificate it stands as a subcontractor
// (claims.md, "Owners"). Of several none is ruled out, as long as goods came to it.
import { transactionLimit } from '../../certificate/transaction.ts';
import { coveringAll } from '../../certificate/coverage.ts';
import type { Making, MakingInput } from '../../chain.ts';
import type { JudgeContext } from '../../context.ts';
import type { Reach } from '../reach.ts';
import { type Asking, outputsReached } from './asking.ts';

export class Owners {
  readonly #context: JudgeContext;
  readonly #reach: Reach;
  readonly #asking: Asking;
  readonly #holders: ReadonlyMap<string, readonly string[]>;
  /** By place of the making. */
  readonly #buyers: (readonly string[] | undefined)[] = [];
  readonly #owners: (readonly string[] | undefined)[] = [];

  constructor(context: JudgeContext, reach: Reach, asking: Asking) {
    this.#context = context;
    this.#reach = reach;
    this.#asking = asking;
    this.#holders = holdersNaming(context);
  }

  /** To whom the certificates of what it draws may be made out: its party, and holders whose certificate covers it as a subcontractor's. */
  buyersFor(making: Making): readonly string[] {
    const known = this.#buyers[making.index] ?? [making.party, ...this.#principals(making)];
    this.#buyers[making.index] = known;
    return known;
  }

  /** Those of them to whom something that it drew came; of what asks for no certificate, all. */
  of(making: Making): readonly string[] {
    const buyers = this.buyersFor(making);
    if (buyers.length === 1) return buyers;
    const known = this.#owners[making.index];
    if (known !== undefined) return known;
    // In a loop nobody gets anything of what is still asked for.
    this.#owners[making.index] = [];
    const owners = buyers.filter((buyer) => this.#came(making, buyer));
    this.#owners[making.index] = owners;
    return owners;
  }

  /** Who draws from certificates made out to one of `buyers`, for all that anybody knows: what they certify is shared with it. */
  mayShare({ party, site }: Making, buyers: readonly string[]): boolean {
    if (buyers.includes(party)) return true;
    return this.#naming(party, site).some((holder) => buyers.includes(holder));
  }

  #came({ inputs }: Making, buyer: string): boolean {
    return inputs.length === 0 || inputs.some((input) => this.#reached(input, buyer));
  }

  #reached({ lot: place, atMs }: MakingInput, buyer: string): boolean {
    const { chain, rule } = this.#context;
    const { madeBy, lot } = chain.lots[place]!;
    return madeBy.some((at) => {
      const maker = chain.makings[at]!;
      if (rule.transfers === null || !this.#asking.isSaleAsked(rule.transfers, maker)) return true;
      const sellers = this.of(maker);
      if (sellers.includes(buyer)) return true;
      return sellers.some((seller) => transactionLimit(this.#context, lot, seller, buyer, atMs).grams > 0);
    });
  }

  /** Holders whose certificate covers all of the making, wherever the rule asks for one; ascending. */
  #principals(making: Making): readonly string[] {
    const naming = this.#naming(making.party, making.site);
    if (naming.length === 0 || making.kind === 'packing') return [];
    const lots = outputsReached(making, this.#reach);
    const asked = this.#context.rule.sites.flatMap((site) =>
      making.events.flatMap((event) =>
        this.#asking.isAsked(site, making, event.process, lots) ? [{ site, event }] : [],
      ),
    );
    if (asked.length === 0) return [];
    return naming.filter((holder) =>
      asked.every(({ site, event }) => {
        const covered = this.#asking.covered(making, event, lots);
        const covering = coveringAll(this.#context, covered, site.anyOf, this.#context.claim.code);
        return covering.some(
          ({ certificate }) => certificate.holder === holder && certificate.type === 'scope',
        );
      }),
    );
  }

  /** Holders of certificates that name it as a subcontractor, ascending. */
  #naming(party: string, site: string | null): readonly string[] {
    if (this.#holders.size === 0) return none;
    const found = [party, ...(site === null ? [] : [site])].flatMap((name) => this.#holders.get(name) ?? []);
    return [...new Set(found)].filter((holder) => holder !== party).sort();
  }
}

const none: readonly string[] = [];

/** Subcontractor, a party or a site -> who names it: most chains have none. */
function holdersNaming({ book }: JudgeContext): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { holder, subcontractors } of book.ofKind('certificate'))
    for (const name of subcontractors) found.set(name, [...(found.get(name) ?? []), holder]);
  return found;
}

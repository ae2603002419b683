// What certificates cannot tell apart: what one party did at one site, of one owner, by one process and in one country, of one
// product. A chain has thousands of makings and few such deeds: who may cover them is looked up once for each.
import type { DossierProduct } from '../../dossier/dossier.ts';
import type { CertificateAsked } from '../../pack/pack.ts';
import type { Chain, Making } from '../chain.ts';
import type { JudgeContext } from '../context.ts';
import type { Candidate } from './memory.ts';

type Happened = Making['events'][number];

/** By number of the deed. */
type Found = (readonly Candidate[] | undefined)[];

export class AlikeDeeds {
  readonly #productAt: JudgeContext['productAt'];
  readonly #numbers: DeedNumbers;
  readonly #found = new Map<readonly CertificateAsked[], Map<DossierProduct | undefined, Found>>();

  constructor(context: JudgeContext) {
    this.#productAt = context.productAt;
    this.#numbers = deedNumbers(context);
  }

  /** What `find` gives for one event of a making, of which the lots at these places matter. */
  candidates(
    making: Making,
    event: Happened,
    lots: readonly number[],
    asked: readonly CertificateAsked[],
    find: () => readonly Candidate[],
  ): readonly Candidate[] {
    const [only] = lots;
    if (only === undefined || lots.length > 1 || asksForLots(asked)) return find();
    const found = this.#foundFor(asked, this.#productAt(only));
    const deed = this.#numbers[making.index]![making.events.indexOf(event)]!;
    const candidates = found[deed] ?? find();
    found[deed] = candidates;
    return candidates;
  }

  #foundFor(asked: readonly CertificateAsked[], product: DossierProduct | undefined): Found {
    const byProduct = this.#found.get(asked) ?? new Map<DossierProduct | undefined, Found>();
    if (byProduct.size === 0) this.#found.set(asked, byProduct);
    const found = byProduct.get(product) ?? [];
    if (found.length === 0) byProduct.set(product, found);
    return found;
  }
}

/** Of certificates about lots each lot is another question. */
export function asksForLots(asked: readonly CertificateAsked[]): boolean {
  return asked.some(({ types }) => types.includes('transaction') || types.includes('material'));
}

/** By place of the making, beside its events. */
type DeedNumbers = readonly (readonly number[])[];

const numbered = new WeakMap<Chain, DeedNumbers>();

/** Once for all claims on a chain. */
function deedNumbers({ chain, facility }: JudgeContext): DeedNumbers {
  const known = numbered.get(chain);
  if (known !== undefined) return known;
  const numbers = new Map<string, number>();
  const all = chain.makings.map(({ events }) =>
    events.map(({ party, site, process, country, entry }) => {
      const deed = JSON.stringify([party, site, facility(site, entry)?.party, process, country]);
      const number = numbers.get(deed) ?? numbers.size;
      numbers.set(deed, number);
      return number;
    }),
  );
  numbered.set(chain, all);
  return all;
}

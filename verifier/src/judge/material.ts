// Which part of a lot is fibre, and which part can bear the claim, by what its product is said to be made of.
import type { DossierProduct } from '../dossier/dossier.ts';
import type { Material } from '../pack/pack.ts';
import type { JudgeContext } from './context.ts';
import { wholePpm } from './share.ts';

export interface Fibres {
  /** Share of all materials that count; null = cannot be known. */
  readonly fibrePpm: number | null;
  /** Share that can bear the claim: of what is known, at least. */
  readonly bearingPpm: number;
  /** Codes of the materials that can bear it, ascending. */
  readonly bearing: readonly string[];
  /** Every material was told, and is one that a pack knows. */
  readonly known: boolean;
  /** What it is made of, by code, as far as known. */
  readonly parts: readonly { readonly material: Material; readonly ppm: number }[];
}

const unknownFibres: Fibres = { fibrePpm: null, bearingPpm: 0, bearing: [], known: false, parts: [] };

/** One for each claim; remembers products, for a chain has many lots of few products. */
export class Materials {
  readonly #context: JudgeContext;
  readonly #ofProduct = new Map<DossierProduct, Fibres>();
  readonly #claimed: ReadonlySet<string>;

  constructor(context: JudgeContext) {
    this.#context = context;
    this.#claimed = new Set(context.rule.materials.map((name) => context.materialOf(name)?.code ?? name));
  }

  of(lot: string): Fibres {
    return this.#ofThe(this.#context.productOf(lot));
  }

  /** The same by the lot's place in the chain. */
  at(place: number): Fibres {
    return this.#ofThe(this.#context.productAt(place));
  }

  #ofThe(product: DossierProduct | undefined): Fibres {
    if (product === undefined) return unknownFibres;
    const known = this.#ofProduct.get(product);
    if (known !== undefined) return known;
    const fibres = this.#read(product.composition);
    this.#ofProduct.set(product, fibres);
    return fibres;
  }

  canBear(material: Material): boolean {
    return this.#claimed.has(material.code) || (this.#claimed.has('*') && material.counts);
  }

  #read(composition: readonly { readonly material: string; readonly percent: number }[]): Fibres {
    if (composition.length === 0) return unknownFibres;
    const parts: { material: Material; ppm: number }[] = [];
    for (const { material: name, percent } of composition) {
      const material = this.#context.materialOf(name);
      if (material !== undefined) parts.push({ material, ppm: Math.round(percent * 10_000) });
    }
    const bearing = parts.filter(({ material }) => this.canBear(material));
    const known = parts.length === composition.length;
    return {
      // An unknown part may be fibre or not: then the mass of fibre is not known either.
      fibrePpm: known ? sum(parts.filter(({ material }) => material.counts)) : null,
      bearingPpm: Math.min(wholePpm, sum(bearing)),
      bearing: [...new Set(bearing.map(({ material }) => material.code))].sort(),
      known,
      parts,
    };
  }
}

function sum(parts: readonly { readonly ppm: number }[]): number {
  return parts.reduce((total, { ppm }) => total + ppm, 0);
}

// Makings of one kind: by one process, in one country, of the same products into the same. What is usual of one is usual of all.
import type { DossierProduct } from '../dossier/dossier.ts';
import type { Chain, Making } from './chain.ts';
import type { JudgeCase } from './context.ts';

export interface MakingKind {
  readonly process: string | null;
  readonly country: string | null;
  /** The words for the products that went in, and for those that came out, each in the order in which they are met. */
  readonly drawn: readonly DossierProduct[];
  readonly made: readonly DossierProduct[];
}

interface Kinds {
  readonly byKey: Map<string, MakingKind>;
  /** By place of the making. */
  readonly at: MakingKind[];
}

/** No claim changes them: found once for all claims on a chain. */
const kinds = new WeakMap<Chain, Kinds>();

export function kindOf(facts: Pick<JudgeCase, 'chain' | 'productAt'>, making: Making): MakingKind {
  const known = kinds.get(facts.chain) ?? { byKey: new Map<string, MakingKind>(), at: [] };
  if (known.at.length === 0) kinds.set(facts.chain, known);
  const kind = known.at[making.index] ?? kindIn(known, facts, making);
  known.at[making.index] = kind;
  return kind;
}

function kindIn(
  { byKey }: Kinds,
  { productAt }: Pick<JudgeCase, 'productAt'>,
  { process, country, inputs, outputs }: Making,
): MakingKind {
  const [drawn, made] = [wordsFor(productAt, inputs), wordsFor(productAt, outputs)];
  const key = JSON.stringify([process, country, ...[drawn, made].map((words) => words.map(nameOf))]);
  const kind = byKey.get(key) ?? { process, country, drawn, made };
  byKey.set(key, kind);
  return kind;
}

function wordsFor(
  productAt: JudgeCase['productAt'],
  portions: readonly { readonly lot: number }[],
): DossierProduct[] {
  const words = new Set(portions.map(({ lot }) => productAt(lot)));
  words.delete(undefined);
  return [...words] as DossierProduct[];
}

/** A product may be told anew: each word for it is another. */
function nameOf({ product, entry }: DossierProduct): string {
  return `${product}@${entry}`;
}

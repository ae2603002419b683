// What is typed of a new certificate, and the claims that it comes to.
import { readThousandths } from '../../language/digits.ts';

export interface LotRow {
  lot: string;
  /** Kilograms, as typed. */
  weight: string;
  certified: string;
}

export interface InputRow {
  certificate: string;
  weight: string;
}

export interface PaperWish {
  type: string;
  scheme: string;
  holder: string;
  number: string;
  from: string;
  until: string;
  sites: readonly string[];
  processes: readonly string[];
  categories: readonly string[];
  materials: readonly string[];
  codes: readonly string[];
  /** Of type product. */
  products: readonly string[];
  volume: string;
  buyer: string;
  shipped: string;
  lots: readonly LotRow[];
  inputs: readonly InputRow[];
}

export interface WishPart {
  wish: PaperWish;
  change: (part: Partial<PaperWish>) => void;
}

export function emptyPaper(nowMs: number): PaperWish {
  const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  return {
    ...{ type: 'scope', scheme: '', holder: '', number: '', volume: '', buyer: '' },
    from: day(nowMs),
    until: day(nowMs + 365 * 86_400_000),
    shipped: day(nowMs),
    ...{ sites: [], processes: [], categories: [], materials: [], codes: [], products: [], inputs: [] },
    lots: [{ lot: '', weight: '', certified: '' }],
  };
}

/** Members that are missing or of no form: keys of a wish. */
export function missingIn(wish: PaperWish, language: string): (keyof PaperWish)[] {
  const asked: (keyof PaperWish)[] = ['scheme', 'holder', 'from', 'until', 'codes'];
  const missing = asked.filter((name) => wish[name].length === 0);
  if (wish.volume !== '' && readThousandths(wish.volume, language) === null) missing.push('volume');
  if (wish.type === 'product' && wish.products.length === 0) missing.push('products');
  if (wish.type !== 'transaction') return missing;
  if (wish.buyer === '') missing.push('buyer');
  const lots = wish.lots.filter(({ lot }) => lot !== '');
  const isWeighed = lots.every(({ weight, certified }) =>
    [weight, certified].every((text) => readThousandths(text, language) !== null),
  );
  if (lots.length === 0 || !isWeighed) missing.push('lots');
  if (wish.inputs.some(({ weight }) => readThousandths(weight, language) === null)) missing.push('inputs');
  return missing;
}

/** Of a wish that misses nothing. Nothing chosen of a list means all of it. */
export function claimsOf(wish: PaperWish, certificate: string, language: string): Record<string, unknown> {
  const grams = (text: string): number => readThousandths(text, language) ?? 0;
  const all = (chosen: readonly string[]): readonly string[] => (chosen.length === 0 ? ['*'] : chosen);
  const { type, scheme, holder, number, volume, codes } = wish;
  return {
    ...{ certificate, type, scheme, holder, subcontractors: [], codes },
    validFrom: `${wish.from}T00:00:00Z`,
    validUntil: `${wish.until}T23:59:59Z`,
    sites: all(wish.sites),
    processes: all(wish.processes),
    categories: all(wish.categories),
    materials: all(wish.materials),
    ...(number === '' ? {} : { number }),
    ...(volume === '' ? {} : { volumeGrams: grams(volume) }),
    ...(type === 'product' && { products: wish.products }),
    ...(type === 'transaction' && {
      buyer: wish.buyer,
      shippedAt: `${wish.shipped}T00:00:00Z`,
      lots: wish.lots
        .filter(({ lot }) => lot !== '')
        .map(({ lot, weight, certified }) => ({
          lot,
          grams: grams(weight),
          certifiedGrams: grams(certified),
        })),
      inputs: wish.inputs.map(({ certificate: from, weight }) => ({
        certificate: from,
        grams: grams(weight),
      })),
    }),
  };
}

// What is made of what, and how much of it is lost on the way. The bands of the loss figures are those of the
// trade's plausibility table (scenarios/README.md names them); a run draws its own figure from the range given.
import type { ProductRecord } from '../chain.ts';
import { productId } from '../identifier.ts';
import type { Site } from '../site.ts';
import type { Places } from './place.ts';

/** Item numbers of the goods a site makes: each maker counts its own from one. */
export const itemNumbers = { main: 1, byProduct: 2, waste: 3, second: 4, third: 5 } as const;

export function goodsOf(site: Site, item: keyof typeof itemNumbers): string {
  return productId(site.prefix, itemNumbers[item]);
}

export interface Style {
  name: string;
  /** Item number of the brand. */
  item: number;
  netWeightGrams: number;
  cloth: 'jersey' | 'pique' | 'twill';
  cutLossIn: readonly [number, number];
  perCarton: number;
  care: string;
}

export const styles: Readonly<Record<'tShirt' | 'polo' | 'trousers', Style>> = {
  tShirt: {
    name: 'T-shirt',
    item: 1,
    netWeightGrams: 160,
    cloth: 'jersey',
    cutLossIn: [0.13, 0.17],
    perCarton: 80,
    care: 'Wash at 40 °C, do not bleach, tumble dry low',
  },
  polo: {
    name: 'Polo shirt',
    item: 2,
    netWeightGrams: 220,
    cloth: 'pique',
    cutLossIn: [0.14, 0.18],
    perCarton: 60,
    care: 'Wash at 40 °C, do not bleach, iron medium',
  },
  trousers: {
    name: 'Trousers',
    item: 3,
    netWeightGrams: 420,
    cloth: 'twill',
    cutLossIn: [0.18, 0.23],
    perCarton: 30,
    care: 'Wash at 30 °C inside out, do not tumble dry',
  },
};

export function styleProduct(all: Places, style: Style): string {
  return productId(all.brand.prefix, style.item);
}

/** Every product of the demonstration, each told by the party that makes or brands it. */
export function products(all: Places): ProductRecord[] {
  const of = (site: Site, item: keyof typeof itemNumbers, name: string): ProductRecord => ({
    product: goodsOf(site, item),
    party: site.party.party,
    name,
  });
  const gins = [all.ginEast, all.ginWest];
  const spinners = [all.spinnerA, all.spinnerB, all.spinnerC];
  return [
    ...[...all.groupsEast, ...all.groupsWest].map((site) => of(site, 'main', 'Seed cotton, hand-picked')),
    ...gins.flatMap((gin) => [
      of(gin, 'main', 'Cotton lint, bale'),
      of(gin, 'byProduct', 'Cottonseed'),
      of(gin, 'waste', 'Gin trash and moisture lost'),
    ]),
    ...spinners.flatMap((spinner) => [
      of(spinner, 'main', 'Cotton yarn'),
      of(spinner, 'waste', 'Spinning waste'),
    ]),
    of(all.spinnerB, 'byProduct', 'Comber noil'),
    of(all.recycler, 'main', 'Recycled cotton fibre from cutting waste'),
    of(all.recycler, 'waste', 'Dust and rejected waste'),
    of(all.knitter, 'main', 'Single jersey, greige'),
    of(all.knitter, 'second', 'Piqué, greige'),
    of(all.knitter, 'waste', 'Knitting waste'),
    of(all.weaver, 'main', 'Twill, greige'),
    of(all.weaver, 'waste', 'Weaving waste'),
    of(all.dyer, 'main', 'Single jersey, dyed'),
    of(all.dyer, 'second', 'Piqué, dyed'),
    of(all.dyer, 'third', 'Twill, dyed'),
    of(all.dyer, 'waste', 'Finishing loss: lint, size, trimmings'),
    of(all.maker, 'waste', 'Cutting waste'),
    ...Object.values(styles).map((style) => garment(all, style)),
  ];
}

function garment(all: Places, style: Style): ProductRecord {
  return {
    product: styleProduct(all, style),
    party: all.brand.party.party,
    name: `Demonstration ${style.name}`,
    description: `${style.name} of ${style.cloth}, sewn for a brand that does not exist`,
    composition: [{ material: 'cotton', percent: 100 }],
    netWeightGrams: style.netWeightGrams,
    care: style.care,
  };
}

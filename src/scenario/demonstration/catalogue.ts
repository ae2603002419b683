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
  /** As the material pack calls it. */
  category: 't-shirt' | 'shirt' | 'trousers';
  /** Item number of the brand. */
  item: number;
  netWeightGrams: number;
  cloth: 'jersey' | 'pique' | 'twill';
  cutLossIn: readonly [number, number];
  perCarton: number;
  care: string;
  repair?: string;
}

export const styles: Readonly<Record<'tShirt' | 'polo' | 'trousers', Style>> = {
  tShirt: {
    name: 'T-shirt',
    category: 't-shirt',
    item: 1,
    netWeightGrams: 160,
    cloth: 'jersey',
    cutLossIn: [0.13, 0.17],
    perCarton: 80,
    care: 'Wash at 40 °C, do not bleach, tumble dry low',
    repair: 'https://example.org/repair',
  },
  polo: {
    name: 'Polo shirt',
    category: 'shirt',
    item: 2,
    netWeightGrams: 220,
    cloth: 'pique',
    cutLossIn: [0.14, 0.18],
    perCarton: 60,
    care: 'Wash at 40 °C, do not bleach, iron medium',
  },
  trousers: {
    name: 'Trousers',
    category: 'trousers',
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
  const of = (site: Site, item: keyof typeof itemNumbers, category: string, name: string): ProductRecord => ({
    product: goodsOf(site, item),
    party: site.party.party,
    name,
    category,
    composition: [{ material: 'cotton', percent: 100 }],
  });
  const gins = [all.ginEast, all.ginWest];
  const spinners = [all.spinnerA, all.spinnerB, all.spinnerC];
  return [
    ...[...all.groupsEast, ...all.groupsWest].map((site) =>
      of(site, 'main', 'seed-cotton', 'Seed cotton, hand-picked'),
    ),
    ...gins.flatMap((gin) => [
      of(gin, 'main', 'lint', 'Cotton lint, bale'),
      of(gin, 'byProduct', 'cottonseed', 'Cottonseed'),
      of(gin, 'waste', 'gin-trash', 'Gin trash and moisture lost'),
    ]),
    ...spinners.flatMap((spinner) => [
      of(spinner, 'main', 'yarn', 'Cotton yarn'),
      of(spinner, 'waste', 'spinning-waste', 'Spinning waste'),
    ]),
    of(all.spinnerB, 'byProduct', 'comber-noil', 'Comber noil'),
    of(all.recycler, 'main', 'recycled-fibre', 'Recycled cotton fibre from cutting waste'),
    of(all.recycler, 'waste', 'dust', 'Dust and rejected waste'),
    of(all.knitter, 'main', 'greige-fabric', 'Single jersey, greige'),
    of(all.knitter, 'second', 'greige-fabric', 'Piqué, greige'),
    of(all.knitter, 'waste', 'knitting-waste', 'Knitting waste'),
    of(all.weaver, 'main', 'greige-fabric', 'Twill, greige'),
    of(all.weaver, 'waste', 'weaving-waste', 'Weaving waste'),
    of(all.dyer, 'main', 'dyed-fabric', 'Single jersey, dyed'),
    of(all.dyer, 'second', 'dyed-fabric', 'Piqué, dyed'),
    of(all.dyer, 'third', 'dyed-fabric', 'Twill, dyed'),
    of(all.dyer, 'waste', 'finishing-waste', 'Finishing loss: lint, size, trimmings'),
    of(all.maker, 'waste', 'cutting-waste', 'Cutting waste'),
    ...Object.values(styles).map((style) => garment(all, style)),
  ];
}

function garment(all: Places, style: Style): ProductRecord {
  return {
    product: styleProduct(all, style),
    party: all.brand.party.party,
    name: `Demonstration ${style.name}`,
    description: `${style.name} of ${style.cloth}, sewn for a brand that does not exist`,
    category: style.category,
    composition: [{ material: 'cotton', percent: 100 }],
    netWeightGrams: style.netWeightGrams,
    care: style.care,
    ...(style.repair !== undefined && { repair: style.repair }),
  };
}

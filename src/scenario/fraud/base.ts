// The small chain on which the frauds are played: three deliveries, one gin run, two bales, two spinning mills.
import type { Chain, ChainDocument } from '../chain.ts';
import { objectEvent, type Portion, transformationEvent } from '../event.ts';
import { lotId, productId } from '../identifier.ts';
import { type Site, siteOf } from '../site.ts';
import { documentsOf, say, type World, world } from '../world.ts';

export interface Stage {
  growers: Site;
  gin: Site;
  millOne: Site;
  millTwo: Site;
}

const benin = { country: 'BJ', offsetHours: 1 };
const turkey = { country: 'TR', offsetHours: 3 };

export const stage: Stage = {
  growers: siteOf({
    prefix: '9520701',
    name: 'Fraud Stage Growers',
    role: 'producer-group',
    ...benin,
    region: 'BJ-AL',
    latitude: 11.3,
    longitude: 2.44,
  }),
  gin: siteOf({
    prefix: '9520702',
    name: 'Fraud Stage Gin',
    role: 'gin',
    ...benin,
    region: 'BJ-BO',
    latitude: 9.34,
    longitude: 2.63,
  }),
  millOne: siteOf({
    prefix: '9520703',
    name: 'Fraud Stage Mill One',
    role: 'spinner',
    ...turkey,
    region: 'TR-46',
    latitude: 37.58,
    longitude: 36.92,
  }),
  millTwo: siteOf({
    prefix: '9520704',
    name: 'Fraud Stage Mill Two',
    role: 'spinner',
    ...turkey,
    region: 'TR-27',
    latitude: 37.07,
    longitude: 37.38,
  }),
};

/** Lots of the stage: seed cotton of 400 kg each, bales of 228 kg each. */
export const lots: Readonly<
  Record<'deliveryOne' | 'deliveryTwo' | 'deliveryThree' | 'baleOne' | 'baleTwo', string>
> = {
  deliveryOne: lotId(productId(stage.growers.prefix, 1), '25-00001'),
  deliveryTwo: lotId(productId(stage.growers.prefix, 1), '25-00002'),
  deliveryThree: lotId(productId(stage.growers.prefix, 1), '25-00003'),
  baleOne: lotId(productId(stage.gin.prefix, 1), '733010000001'),
  baleTwo: lotId(productId(stage.gin.prefix, 1), '733010000002'),
};
export const deliveryGrams = 400_000;
export const baleGrams = 228_000;

/** A lot that a mill of the stage makes: yarn is item 1, waste item 2. */
export function millLot(mill: Site, item: number, lot: string): string {
  return lotId(productId(mill.prefix, item), lot);
}

/** The honest beginning, under the name of the fraud that will be tried on it. */
export function baseChain(name: string, title: string): Chain {
  const told = world(101);
  deliver(told);
  gin(told);
  const sites = Object.values<Site>({ ...stage });
  return {
    name,
    title,
    parties: sites.map(({ party }) => party),
    facilities: sites.map(({ facility }) => facility),
    products: productNames.map(([site, item, text]) => ({
      product: productId(site.prefix, item),
      party: site.party.party,
      name: text,
    })),
    documents: documentsOf(told),
    showcase: [{ id: lots.baleOne, kind: 'lot', what: 'a bale of 228 kg' }],
  };
}

const productNames: readonly [Site, number, string][] = [
  [stage.growers, 1, 'Seed cotton'],
  [stage.gin, 1, 'Cotton lint, bale'],
  [stage.gin, 2, 'Cottonseed'],
  [stage.gin, 3, 'Gin trash and moisture lost'],
  [stage.millOne, 1, 'Cotton yarn of mill one'],
  [stage.millOne, 2, 'Spinning waste of mill one'],
  [stage.millTwo, 1, 'Cotton yarn of mill two'],
  [stage.millTwo, 2, 'Spinning waste of mill two'],
];

const deliveries = [lots.deliveryOne, lots.deliveryTwo, lots.deliveryThree];

function deliver(told: World): void {
  const doing = { bizStep: 'creating_class_instance', process: 'farm-production', disposition: 'active' };
  deliveries.forEach((lot, index) => {
    say(told, stage.growers, Date.UTC(2025, 10, 3, 8 + index), doing, (occasion) =>
      objectEvent(occasion, 'ADD', { portions: [{ lot, grams: deliveryGrams }] }),
    );
  });
}

function gin(told: World): void {
  const inputs = deliveries.map((lot) => ({ lot, grams: deliveryGrams }));
  const outputs = [
    { lot: lots.baleOne, grams: baleGrams },
    { lot: lots.baleTwo, grams: baleGrams },
    { lot: lotId(productId(stage.gin.prefix, 2), 'S-001'), grams: 576_000 },
    { lot: lotId(productId(stage.gin.prefix, 3), 'T-001'), grams: 168_000 },
  ];
  const doing = { bizStep: 'commissioning', process: 'ginning-saw', disposition: 'active' };
  say(told, stage.gin, Date.UTC(2025, 10, 6, 14), doing, (occasion) =>
    transformationEvent(occasion, { portions: inputs }, { portions: outputs }),
  );
}

/** What a mill says it has spun, as one document. `seed` keeps the event ids of different statements apart. */
export function spun(
  seed: number,
  mill: Site,
  atMs: number,
  inputs: Portion[],
  outputs: Portion[],
): ChainDocument {
  const told = world(seed);
  const doing = { bizStep: 'creating_class_instance', process: 'spinning-carded', disposition: 'active' };
  say(told, mill, atMs, doing, (occasion) =>
    transformationEvent(occasion, { portions: inputs }, { portions: outputs }),
  );
  return documentsOf(told)[0]!;
}

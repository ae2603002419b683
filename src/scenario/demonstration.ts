// The demonstration chain: thousands of smallholder deliveries in two countries, three styles for one brand,
// and cutting waste of the first season spun into the yarn of the second.
import type { Chain, Showpiece } from './chain.ts';
import { certificates } from './demonstration/certificate.ts';
import { goodsOf, products, type Style, styleProduct, styles } from './demonstration/catalogue.ts';
import { harvest } from './demonstration/field.ts';
import { type Cut, type Shipment, sell, ship } from './demonstration/garment.ts';
import { ginAll } from './demonstration/gin.ts';
import { type Places, places, sitesOf } from './demonstration/place.ts';
import { recycle } from './demonstration/recycle.ts';
import { season } from './demonstration/season.ts';
import { laydowns, type Spinning, spin } from './demonstration/spin.ts';
import { type Lint, tradeBales } from './demonstration/trade.ts';
import { lotId } from './identifier.ts';
import type { Site } from './site.ts';
import { documentsOf, type Stock, type World, world } from './world.ts';

const ring: Spinning = { process: 'spinning-carded', balesPerLaydown: 60, lossIn: [0.1, 0.13], tex: 20 };
const combing: Spinning = {
  process: 'spinning-combed',
  balesPerLaydown: 75,
  lossIn: [0.22, 0.26],
  noil: 0.15,
  tex: 15,
};
const rotor: Spinning = { process: 'spinning-open-end', balesPerLaydown: 60, lossIn: [0.07, 0.11], tex: 30 };

/** The whole demonstration; the same seed gives the same bytes. */
export function demonstration(seed = 1): Chain {
  const told = world(seed);
  const all = places();
  const lint = fields(told, all);
  const shown = garments(told, all, lint);
  const sites = sitesOf(all);
  return {
    name: 'demonstration',
    title: 'From 3,240 farm deliveries in two countries to three styles of one brand',
    parties: sites.map(({ party }) => party),
    facilities: sites.map(({ facility }) => facility),
    products: products(all),
    documents: documentsOf(told),
    records: certificates(told, all),
    showcase: shown,
  };
}

function fields(told: World, all: Places): Lint {
  const yardEast = harvest(told, all.groupsEast, {
    gin: all.ginEast,
    deliveriesPerGroup: 540,
    lowestGrams: 60_000,
    highestGrams: 260_000,
    growersPerGroup: 170,
    variety: 'medium staple hybrid',
  });
  const yardWest = harvest(told, all.groupsWest, {
    gin: all.ginWest,
    deliveriesPerGroup: 540,
    lowestGrams: 55_000,
    highestGrams: 190_000,
    growersPerGroup: 150,
    variety: 'upland, rain-fed',
  });
  const east = ginAll(
    told,
    all.ginEast,
    {
      ginCode: '71101',
      baleGrams: 170_000,
      lintOut: [0.332, 0.348],
      seedOut: [0.625, 0.64],
      process: 'ginning-roller',
    },
    yardEast,
  );
  const west = ginAll(
    told,
    all.ginWest,
    {
      ginCode: '72203',
      baleGrams: 180_000,
      lintOut: [0.375, 0.395],
      seedOut: [0.465, 0.49],
      process: 'ginning-saw',
    },
    yardWest,
  );
  return tradeBales(told, all, east, west);
}

function garments(told: World, all: Places, lint: Lint): Showpiece[] {
  const ringYarn = spinInTurn(told, all.spinnerA, ring, laydowns(lint.a, ring));
  const combedYarn = spinInTurn(told, all.spinnerB, combing, laydowns(lint.b, combing));
  const [keptLaydown, ...rotorLaydowns] = laydowns(lint.c, rotor);
  const rotorYarn = spinInTurn(told, all.spinnerC, rotor, rotorLaydowns);
  const firstYarn = { ring: ringYarn[0]!, combed: combedYarn[0]!, rotor: rotorYarn[0]! };
  const first = season(told, all, { code: '61', yarn: firstYarn, rotorShareInJersey: 0 });
  const fibre = recycle(
    told,
    all,
    first.map(({ offcut }) => offcut),
  );
  const blended = spin(told, all.spinnerC, rotor, [...keptLaydown!, ...fibre], rotorLaydowns.length + 1);
  const secondYarn = { ring: ringYarn[1]!, combed: combedYarn[1]!, rotor: blended };
  const second = season(told, all, { code: '62', yarn: secondYarn, rotorShareInJersey: 0.3 });
  const shipments = [...first, ...second].map((cut) => ship(told, all, cut));
  const star = shipments[first.length]!;
  return showcase(all, {
    sold: sell(told, all, star),
    star,
    trousers: second.findLast(({ items }) => items.length > 0)!,
    polo: second.find(({ style, items }) => style === styles.polo && items.length > 0)!,
    blended,
    lint,
    fibre,
  });
}

function spinInTurn(told: World, mill: Site, plan: Spinning, sets: Stock[][]): Stock[][] {
  return sets.map((laydown, index) => spin(told, mill, plan, laydown, index + 1));
}

interface Shown {
  sold: string;
  star: Shipment;
  trousers: Cut;
  polo: Cut;
  blended: Stock[];
  lint: Lint;
  fibre: Stock[];
}

function showcase(all: Places, shown: Shown): Showpiece[] {
  const { star, trousers, polo } = shown;
  const product = (style: Style): Showpiece => ({
    id: styleProduct(all, style),
    kind: 'product',
    what: style.name,
  });
  return [
    { id: star.cut.lot, kind: 'lot', what: 'T-shirts with recycled fibre of the season before' },
    { id: shown.sold, kind: 'item', what: 'one T-shirt, sold in a shop: its claim is proven' },
    { id: trousers.items[1]!, kind: 'item', what: 'one pair of trousers: a certificate was taken back' },
    { id: polo.items[0]!, kind: 'item', what: 'one polo shirt: its claim is challenged' },
    ...Object.values(styles).map(product),
    { id: shown.blended[0]!.lot, kind: 'lot', what: 'rotor yarn with recycled fibre' },
    { id: shown.fibre[0]!.lot, kind: 'lot', what: 'recycled fibre from cutting waste' },
    { id: shown.lint.c.west[0]!.lot, kind: 'lot', what: 'a bale of lint with its number' },
    { id: star.cartons[1]!, kind: 'unit', what: 'a carton of T-shirts' },
    { id: firstDelivery(all), kind: 'lot', what: 'one delivery of a smallholder' },
  ];
}

function firstDelivery(all: Places): string {
  return lotId(goodsOf(all.groupsWest[0]!, 'main'), '25-00001');
}

// A laydown: many bales of both gins opened together, so that one yarn lot has hundreds of origins.
import { transformationEvent } from '../event.ts';
import { lotId } from '../identifier.ts';
import { dayMs, nextHour, type Site } from '../site.ts';
import { draw, gramsOf, portionsOf, say, type Stock, type World } from '../world.ts';
import { goodsOf } from './catalogue.ts';
import { type BaleStore, inLoads } from './trade.ts';

export interface Spinning {
  process: 'spinning-carded' | 'spinning-combed' | 'spinning-open-end';
  balesPerLaydown: number;
  /** All that does not become yarn, as a share of the input. */
  lossIn: readonly [number, number];
  /** The part of the input that comes off as comber noil, a by-product. */
  noil?: number;
  /** Grams a kilometre. */
  tex: number;
}

const yarnLots = 5;
const daysPerLaydown = 6;

/** Bales of both gins, mixed evenly, in the sets in which they will be opened. */
export function laydowns(store: BaleStore, plan: Spinning): Stock[][] {
  return inLoads(mixed(store.east, store.west), plan.balesPerLaydown);
}

// Sorting by the relative place in each list keeps the proportion of both gins the same all along.
function mixed(east: Stock[], west: Stock[]): Stock[] {
  const placed = [east, west].flatMap((bales) =>
    bales.map((bale, index) => ({ bale, place: (index + 0.5) / bales.length })),
  );
  return placed.sort((one, other) => one.place - other.place).map(({ bale }) => bale);
}

/** Spins one laydown, with recycled fibre where there is some; gives the yarn lots. `number` counts the mill's laydowns. */
export function spin(told: World, mill: Site, plan: Spinning, laydown: Stock[], number: number): Stock[] {
  const inputs = { portions: laydown.map((bale) => draw(bale)) };
  const atMs = nextHour(
    mill,
    Math.max(...laydown.map(({ readyMs }) => readyMs)) + daysPerLaydown * dayMs,
    14,
  );
  const fibreGrams = gramsOf(inputs);
  const yarnGrams = Math.round(fibreGrams * (1 - told.chance.between(...plan.lossIn)));
  const noilGrams = Math.round(fibreGrams * (plan.noil ?? 0));
  const name = `L${String(number).padStart(3, '0')}`;
  const yarn = shared(yarnGrams, yarnLots).map((grams, index) => ({
    lot: lotId(goodsOf(mill, 'main'), `${name}-Y${index + 1}`),
    grams,
    readyMs: atMs,
  }));
  const noil = noilGrams === 0 ? [] : [{ lot: lotId(goodsOf(mill, 'byProduct'), name), grams: noilGrams }];
  const waste = { lot: lotId(goodsOf(mill, 'waste'), name), grams: fibreGrams - yarnGrams - noilGrams };
  const ilmd = { 'tex:yarnTex': plan.tex, 'tex:laydown': name };
  say(
    told,
    mill,
    atMs,
    { bizStep: 'creating_class_instance', process: plan.process, disposition: 'active' },
    (occasion) =>
      transformationEvent(occasion, inputs, { portions: [...portionsOf(yarn), ...noil, waste] }, ilmd),
  );
  return yarn;
}

/** Whole numbers that differ by at most one and add up to the total. */
export function shared(total: number, parts: number): number[] {
  return Array.from(
    { length: parts },
    (_, index) => Math.floor((total * (index + 1)) / parts) - Math.floor((total * index) / parts),
  );
}

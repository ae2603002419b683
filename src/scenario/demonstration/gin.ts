// Seed cotton becomes bales of lint, cottonseed and trash; every bale is weighed and numbered by itself.
import { transformationEvent } from '../event.ts';
import { lotId } from '../identifier.ts';
import { dayMs, nextHour, type Site } from '../site.ts';
import { draw, gramsOf, portionsOf, say, type Stock, type World } from '../world.ts';
import { goodsOf } from './catalogue.ts';

export interface Ginning {
  /** USDA style: five digits that begin every bale number (permanent bale identification, 12 digits). */
  ginCode: string;
  baleGrams: number;
  lintOut: readonly [number, number];
  seedOut: readonly [number, number];
  process: 'ginning-saw' | 'ginning-roller';
}

const fewestBales = 20;
const mostBales = 38;

/** Gins the yard in runs of 20 to 38 bales; what is too little for a run stays on the yard. */
export function ginAll(told: World, gin: Site, plan: Ginning, yard: Stock[]): Stock[] {
  const bales: Stock[] = [];
  let next = 0;
  let freeMs = 0;
  for (;;) {
    const lot = gather(yard, next, told.chance.whole(24, mostBales - 2) * plan.baleGrams, plan.lintOut[0]);
    if (lot.lintGrams < fewestBales * plan.baleGrams) return bales;
    next += lot.deliveries.length;
    freeMs = nextHour(gin, Math.max(freeMs, lot.deliveries.at(-1)!.readyMs), 16);
    bales.push(...run(told, gin, plan, lot.deliveries, freeMs, bales.length));
    freeMs += dayMs / 2;
  }
}

function gather(
  yard: Stock[],
  from: number,
  lintWanted: number,
  lintOut: number,
): { deliveries: Stock[]; lintGrams: number } {
  let end = from;
  let lintGrams = 0;
  while (end < yard.length && lintGrams < lintWanted) lintGrams += yard[end++]!.grams * lintOut;
  return { deliveries: yard.slice(from, end), lintGrams };
}

function run(
  told: World,
  gin: Site,
  plan: Ginning,
  yard: Stock[],
  atMs: number,
  balesBefore: number,
): Stock[] {
  const inputs = { portions: yard.map((delivery) => draw(delivery)) };
  const seedCottonGrams = gramsOf(inputs);
  const lintGrams = Math.round(seedCottonGrams * told.chance.between(...plan.lintOut));
  const seedGrams = Math.round(seedCottonGrams * told.chance.between(...plan.seedOut));
  const bales = press(told, gin, plan, lintGrams, balesBefore).map((bale) => ({ ...bale, readyMs: atMs }));
  const season = `25-${String(balesBefore + 1).padStart(5, '0')}`;
  const rest = [
    { lot: lotId(goodsOf(gin, 'byProduct'), season), grams: seedGrams },
    { lot: lotId(goodsOf(gin, 'waste'), season), grams: seedCottonGrams - lintGrams - seedGrams },
  ];
  say(
    told,
    gin,
    atMs,
    { bizStep: 'commissioning', process: plan.process, disposition: 'active' },
    (occasion) =>
      transformationEvent(occasion, inputs, { portions: [...portionsOf(bales), ...rest] }, quality(told)),
  );
  return bales;
}

function quality(told: World): Record<string, string | number> {
  return {
    'tex:stapleLengthMillimetres': told.chance.whole(276, 298) / 10,
    'tex:micronaire': told.chance.whole(36, 47) / 10,
    'tex:strengthGramsPerTex': told.chance.whole(270, 315) / 10,
  };
}

// Bales differ by up to 3 %; the last one takes the rounding, so that the lint closes to the gram.
function press(told: World, gin: Site, plan: Ginning, lintGrams: number, balesBefore: number): Stock[] {
  const count = Math.round(lintGrams / plan.baleGrams);
  const weights = Array.from({ length: count }, () =>
    Math.round((lintGrams / count) * told.chance.between(0.97, 1.03)),
  );
  weights[count - 1] = lintGrams - weights.slice(0, -1).reduce((sum, grams) => sum + grams, 0);
  return weights.map((grams, index) => {
    const number = plan.ginCode + String(1_250_001 + balesBefore + index).padStart(7, '0');
    return { lot: lotId(goodsOf(gin, 'main'), number), grams, readyMs: 0 };
  });
}

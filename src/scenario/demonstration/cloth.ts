// Yarn becomes greige cloth, greige cloth becomes dyed cloth. Quantities are kilograms; metres stand in the ilmd.
import { transformationEvent } from '../event.ts';
import { lotId } from '../identifier.ts';
import { dayMs, nextHour, type Site } from '../site.ts';
import { draw, gramsOf, portionsOf, say, type Stock, type World } from '../world.ts';
import { goodsOf, type itemNumbers } from './catalogue.ts';

export interface Cloth {
  name: 'jersey' | 'pique' | 'twill';
  process: 'knitting-circular' | 'weaving';
  item: keyof typeof itemNumbers;
  /** Lost yarn as a share of the cloth that comes out. */
  lossOut: readonly [number, number];
  gramsPerSquareMetre: number;
  widthMetres: number;
}

export const cloths: Readonly<Record<Cloth['name'], Cloth>> = {
  jersey: {
    name: 'jersey',
    process: 'knitting-circular',
    item: 'main',
    lossOut: [0.025, 0.045],
    gramsPerSquareMetre: 160,
    widthMetres: 1.8,
  },
  pique: {
    name: 'pique',
    process: 'knitting-circular',
    item: 'second',
    lossOut: [0.025, 0.045],
    gramsPerSquareMetre: 210,
    widthMetres: 1.8,
  },
  twill: {
    name: 'twill',
    process: 'weaving',
    item: 'main',
    lossOut: [0.02, 0.05],
    gramsPerSquareMetre: 260,
    widthMetres: 1.5,
  },
};

/** Yarn of one kind and how much of each batch is made of it; shares add up to one. */
export interface Component {
  yarn: Stock[];
  share: number;
}

const yarnGramsPerBatch = 620_000;
const finishingLossIn = [0.045, 0.085] as const;

/** Makes batches of greige cloth, one every second day. `series` keeps the lot names of one run apart. */
export function makeCloth(
  told: World,
  mill: Site,
  cloth: Cloth,
  yarns: Component[],
  batches: number,
  series: string,
): Stock[] {
  let freeMs = Math.max(...yarns.flatMap(({ yarn }) => yarn.map(({ readyMs }) => readyMs)));
  return Array.from({ length: batches }, (_, index) => {
    freeMs = nextHour(mill, freeMs + dayMs, 15);
    const inputs = yarns.flatMap(({ yarn, share }) =>
      drawAcross(yarn, Math.round(yarnGramsPerBatch * share)),
    );
    const clothGrams = Math.round(
      gramsOf({ portions: inputs }) / (1 + told.chance.between(...cloth.lossOut)),
    );
    const lot = `${series}-${String(index + 1).padStart(3, '0')}`;
    const made = { lot: lotId(goodsOf(mill, cloth.item), lot), grams: clothGrams, readyMs: freeMs };
    const { process } = cloth;
    const ilmd = measures(cloth, clothGrams);
    transform(told, { site: mill, process, inputs, made, wasteLot: `${cloth.name}-${lot}`, ilmd });
    return made;
  });
}

/** Dyes greige batches in pairs; the finished lots. */
export function dye(
  told: World,
  dyer: Site,
  cloth: Cloth,
  item: keyof typeof itemNumbers,
  greige: Stock[],
  series: string,
): Stock[] {
  const colours = ['undyed white', 'navy', 'moss', 'brick'];
  return Array.from({ length: Math.floor(greige.length / 2) }, (_, index) => {
    const pair = greige.slice(index * 2, index * 2 + 2);
    const atMs = nextHour(dyer, Math.max(...pair.map(({ readyMs }) => readyMs)) + (index + 1) * dayMs, 17);
    const inputs = pair.map((batch) => draw(batch));
    const dyedGrams = Math.round(
      gramsOf({ portions: inputs }) * (1 - told.chance.between(...finishingLossIn)),
    );
    const lot = `${series}-${String(index + 1).padStart(3, '0')}`;
    const dyed = { lot: lotId(goodsOf(dyer, item), lot), grams: dyedGrams, readyMs: atMs };
    const process = 'dyeing-finishing';
    const ilmd = { 'tex:colour': told.chance.pick(colours), ...measures(cloth, dyedGrams) };
    transform(told, { site: dyer, process, inputs, made: dyed, wasteLot: `${cloth.name}-${lot}`, ilmd });
    return dyed;
  });
}

type Ilmd = Record<string, string | number>;
type Inputs = ReturnType<typeof draw>[];

interface Making {
  site: Site;
  process: string;
  inputs: Inputs;
  /** Made at the moment from which it may be used. */
  made: Stock;
  wasteLot: string;
  ilmd: Ilmd;
}

// What goes in and does not come out as cloth is declared as a waste lot: the event closes to the gram.
function transform(told: World, { site, process, inputs, made, wasteLot, ilmd }: Making): void {
  const wasteGrams = gramsOf({ portions: inputs }) - made.grams;
  const waste = { lot: lotId(goodsOf(site, 'waste'), wasteLot), grams: wasteGrams };
  const doing = { bizStep: 'creating_class_instance', process, disposition: 'active' };
  say(told, site, made.readyMs, doing, (occasion) =>
    transformationEvent(occasion, { portions: inputs }, { portions: [...portionsOf([made]), waste] }, ilmd),
  );
}

function measures(cloth: Cloth, grams: number): Ilmd {
  const { gramsPerSquareMetre, widthMetres } = cloth;
  const lengthMetres = Math.round((grams / gramsPerSquareMetre / widthMetres) * 10) / 10;
  return {
    'tex:gramsPerSquareMetre': gramsPerSquareMetre,
    'tex:widthMetres': widthMetres,
    'tex:lengthMetres': lengthMetres,
  };
}

function drawAcross(stocks: Stock[], grams: number): Inputs {
  const drawn: Inputs = [];
  let missing = grams;
  for (const stock of stocks) {
    const part = Math.min(stock.grams, missing);
    if (part > 0) drawn.push(draw(stock, part));
    missing -= part;
  }
  if (missing > 0) throw new RangeError(`${missing} g of yarn are missing`);
  return drawn;
}

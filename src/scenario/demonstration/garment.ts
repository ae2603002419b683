// Cloth becomes garments; the garments are packed, accepted by the brand and sent to the shops.
import { carry } from '../consignment.ts';
import {
  aggregationEvent,
  type Goods,
  objectEvent,
  transactionEvent,
  transformationEvent,
} from '../event.ts';
import { itemId, lotId } from '../identifier.ts';
import { dayMs, hourMs, minuteMs, nextHour } from '../site.ts';
import { draw, newPaper, newUnit, say, type Stock, type World } from '../world.ts';
import { goodsOf, type Style, styleProduct } from './catalogue.ts';
import type { Places } from './place.ts';

/** Garments of one cut: a lot counted in pieces, and single pieces that carry a serial number. */
export interface Cut {
  style: Style;
  lot: string;
  pieces: number;
  items: string[];
  readyMs: number;
  offcut: Stock;
}

export interface Shipment {
  cut: Cut;
  cartons: string[];
  pallets: string[];
  receivedMs: number;
}

const serialisedPieces = 48;
const cartonsPerPallet = 40;

/** Cuts and sews one lot of cloth. The garments weigh what the product says; the rest of the cloth is cutting waste. */
export function sew(
  told: World,
  all: Places,
  style: Style,
  cloth: Stock,
  name: string,
  serialised: boolean,
): Cut {
  const atMs = nextHour(all.maker, cloth.readyMs + 4 * dayMs, 12);
  const loss = told.chance.between(...style.cutLossIn);
  const pieces = Math.floor((cloth.grams * (1 - loss)) / style.netWeightGrams);
  const product = styleProduct(all, style);
  const serial = (index: number): string => itemId(product, `${name}${String(index + 1).padStart(4, '0')}`);
  const items = Array.from({ length: serialised ? serialisedPieces : 0 }, (_, index) => serial(index));
  const offcut = {
    lot: lotId(goodsOf(all.maker, 'waste'), name),
    grams: cloth.grams - pieces * style.netWeightGrams,
    readyMs: atMs,
  };
  const cut = {
    style,
    lot: lotId(product, name),
    pieces: pieces - items.length,
    items,
    readyMs: atMs,
    offcut,
  };
  sayCut(told, all, cut, cloth);
  return cut;
}

function sayCut(told: World, all: Places, cut: Cut, cloth: Stock): void {
  const { lot, pieces, items, offcut, style } = cut;
  const papers = [newPaper(told, all.brand, 'po'), newPaper(told, all.maker, 'prodorder')];
  const portions = [
    { lot, pieces },
    { lot: offcut.lot, grams: offcut.grams },
  ];
  const outputs = items.length === 0 ? { portions } : { epcs: items, portions };
  const ilmd = {
    'tex:style': style.name,
    'tex:netWeightGrams': style.netWeightGrams,
    'tex:countryOfMaking': all.maker.party.country,
  };
  const inputs = { portions: [draw(cloth)] };
  const doing = { bizStep: 'commissioning', process: 'cutting-and-sewing', disposition: 'active', papers };
  say(told, all.maker, cut.readyMs, doing, (occasion) =>
    transformationEvent(occasion, inputs, outputs, ilmd),
  );
}

/** Cartons, pallets, the brand's acceptance, the road to the retailer. */
export function ship(told: World, all: Places, cut: Cut): Shipment {
  const packedMs = nextHour(all.maker, cut.readyMs + 4 * hourMs, 8);
  const cartons = pack(told, all, cut, packedMs);
  const pallets = stack(told, all, cartons, packedMs + cartons.length * 5 * minuteMs);
  accept(told, all, cut, nextHour(all.maker, cut.readyMs + 2 * dayMs, 11));
  const leg = { from: all.maker, to: all.retailer, fromMs: 0, days: 5, carrier: all.carrier };
  const receivedMs = carry(told, leg, nextHour(all.maker, packedMs + 3 * dayMs, 15), pallets);
  return { cut, cartons, pallets, receivedMs };
}

function pack(told: World, all: Places, cut: Cut, fromMs: number): string[] {
  return contents(cut).map((goods, index) => {
    const carton = newUnit(told, all.maker);
    say(
      told,
      all.maker,
      fromMs + index * 5 * minuteMs,
      { bizStep: 'packing', disposition: 'in_progress' },
      (occasion) => aggregationEvent(occasion, 'ADD', carton, goods),
    );
    return carton;
  });
}

// Serialised pieces have a carton of their own; the last carton is as full as it gets.
function contents(cut: Cut): Goods[] {
  const goods: Goods[] = cut.items.length === 0 ? [] : [{ epcs: cut.items }];
  for (let left = cut.pieces; left > 0; left -= cut.style.perCarton) {
    goods.push({ portions: [{ lot: cut.lot, pieces: Math.min(left, cut.style.perCarton) }] });
  }
  return goods;
}

function stack(told: World, all: Places, cartons: string[], fromMs: number): string[] {
  const count = Math.ceil(cartons.length / cartonsPerPallet);
  return Array.from({ length: count }, (_, index) => {
    const pallet = newUnit(told, all.maker);
    const epcs = cartons.slice(index * cartonsPerPallet, (index + 1) * cartonsPerPallet);
    say(
      told,
      all.maker,
      fromMs + index * 10 * minuteMs,
      { bizStep: 'packing', disposition: 'in_progress' },
      (occasion) => aggregationEvent(occasion, 'ADD', pallet, { epcs }),
    );
    return pallet;
  });
}

// The brand looks at the goods in the maker's hall and takes them over under its order.
function accept(told: World, all: Places, cut: Cut, atMs: number): void {
  const papers = [newPaper(told, all.brand, 'po'), newPaper(told, all.brand, 'testres')];
  const epcs = cut.items.length === 0 ? {} : { epcs: cut.items };
  const goods = { ...epcs, portions: [{ lot: cut.lot, pieces: cut.pieces }] };
  say(told, all.brand, atMs, { bizStep: 'accepting', disposition: 'conformant', papers }, (occasion) =>
    transactionEvent(occasion, 'ADD', goods),
  );
}

/** Opens the first pallet and its first carton in the shop and sells one piece of it; the piece. */
export function sell(told: World, all: Places, shipment: Shipment): string {
  const openedMs = shipment.receivedMs + 2 * hourMs;
  const item = shipment.cut.items[0]!;
  for (const [index, unit] of [shipment.pallets[0]!, shipment.cartons[0]!].entries()) {
    const doing = { bizStep: 'unpacking', disposition: 'sellable_accessible' };
    say(told, all.retailer, openedMs + index * hourMs, doing, (occasion) =>
      aggregationEvent(occasion, 'DELETE', unit, {}),
    );
  }
  const papers = [newPaper(told, all.retailer, 'inv')];
  const soldMs = nextHour(all.retailer, openedMs + 2 * dayMs, 16.5);
  say(
    told,
    all.retailer,
    soldMs,
    { bizStep: 'retail_selling', disposition: 'retail_sold', papers },
    (occasion) => objectEvent(occasion, 'OBSERVE', { epcs: [item] }),
  );
  return item;
}

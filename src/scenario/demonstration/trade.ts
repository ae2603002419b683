// Bales on their way from two gins to three spinners, some of them through a trader who mixes what he ships.
import { consign, type Leg } from '../consignment.ts';
import { dayMs, type Site } from '../site.ts';
import { portionsOf, type Stock, type World } from '../world.ts';
import type { Places } from './place.ts';

export const balesPerLoad = 60;

/** Bales at a mill by the gin they come from. */
export interface BaleStore {
  east: Stock[];
  west: Stock[];
}

export interface Lint {
  a: BaleStore;
  b: BaleStore;
  c: BaleStore;
}

/** Sends stocks as they are, in one unit; the same lots as the receiver holds them. */
export function send(told: World, leg: Omit<Leg, 'fromMs'>, stocks: Stock[]): Stock[] {
  const fromMs = Math.max(...stocks.map(({ readyMs }) => readyMs)) + dayMs;
  const readyMs = consign(told, { ...leg, fromMs }, { portions: portionsOf(stocks) });
  return stocks.map((stock) => ({ ...stock, readyMs }));
}

export function inLoads(bales: Stock[], size: number): Stock[][] {
  const loads: Stock[][] = [];
  for (let at = 0; at + size <= bales.length; at += size) loads.push(bales.slice(at, at + size));
  return loads;
}

/** Ships all full loads of both gins; what is left over stays at the gins and in the trader's warehouse. */
export function tradeBales(told: World, all: Places, fromEast: Stock[], fromWest: Stock[]): Lint {
  const { a, b, c } = { a: emptyStore(), b: emptyStore(), c: emptyStore() };
  const warehouse = emptyStore();
  inLoads(fromEast, balesPerLoad).forEach((load, index) => {
    // Three of eight eastern loads go by road straight to the spinner in the same country.
    if ([1, 4, 6].includes(index % 8))
      b.east.push(...send(told, { from: all.ginEast, to: all.spinnerB, days: 4 }, load));
    else warehouse.east.push(...bySea(told, all, all.ginEast, all.trader, 24, load));
  });
  for (const load of inLoads(fromWest, balesPerLoad)) {
    warehouse.west.push(...bySea(told, all, all.ginWest, all.trader, 31, load));
  }
  sellFromWarehouse(told, all, warehouse, { a, b, c });
  return { a, b, c };
}

function bySea(told: World, all: Places, from: Site, to: Site, days: number, load: Stock[]): Stock[] {
  return send(told, { from, to, days, carrier: all.carrier }, load);
}

function sellFromWarehouse(told: World, all: Places, warehouse: BaleStore, mills: Lint): void {
  const half = balesPerLoad / 2;
  const buyers = [
    { mill: mills.a, site: all.spinnerA, east: half, west: half, days: 2 },
    { mill: mills.c, site: all.spinnerC, east: half, west: half, days: 2 },
    { mill: mills.b, site: all.spinnerB, east: 0, west: balesPerLoad, days: 26 },
    { mill: mills.a, site: all.spinnerA, east: half, west: half, days: 2 },
    { mill: mills.c, site: all.spinnerC, east: half, west: half, days: 2 },
  ];
  for (let turn = 0; ; turn += 1) {
    const buyer = buyers[turn % buyers.length]!;
    if (warehouse.east.length < buyer.east || warehouse.west.length < buyer.west) return;
    const east = warehouse.east.splice(0, buyer.east);
    const west = warehouse.west.splice(0, buyer.west);
    const arrived = send(told, { from: all.trader, to: buyer.site, days: buyer.days }, [...east, ...west]);
    buyer.mill.east.push(...arrived.slice(0, east.length));
    buyer.mill.west.push(...arrived.slice(east.length));
  }
}

function emptyStore(): BaleStore {
  return { east: [], west: [] };
}

// What a scenario is told into: every party says its events at its place; in the end they become documents.
import { type Chance, chance } from './chance.ts';
import type { ChainDocument, EpcisEvent, Json } from './chain.ts';
import {
  epcisDocument,
  type Goods,
  type Handover,
  type Occasion,
  type Paper,
  type Portion,
} from './event.ts';
import { paperId, unitId } from './identifier.ts';
import { localDate, minuteMs, offsetMinutes, type Site } from './site.ts';

/** A lot that lies somewhere, with what is left of it and the moment from which it may be used. */
export interface Stock {
  lot: string;
  grams: number;
  readyMs: number;
}

export interface World {
  chance: Chance;
  said: { site: Site; atMs: number; event: EpcisEvent }[];
  /** Serial numbers given out, by company prefix. */
  serials: Map<string, number>;
  /** Goods that were sold on, by weight. */
  sales: Sale[];
}

export interface Sale {
  from: Site;
  to: Site;
  shippedMs: number;
  portions: Portion[];
}

export function world(seed: number): World {
  return { chance: chance(seed), said: [], serials: new Map(), sales: [] };
}

/** The parts of an event that differ: what was done, how it stands, with which papers. */
export interface Doing {
  bizStep: string;
  process?: string;
  disposition: string;
  papers?: Paper[];
  handover?: Handover;
  certificates?: string[];
  further?: Record<string, Json>;
}

/** Lets `site` say an event of that moment; `make` is one of the makers of event.ts. */
export function say(
  told: World,
  site: Site,
  atMs: number,
  doing: Doing,
  make: (o: Occasion) => EpcisEvent,
): void {
  const occasion = {
    eventID: `urn:uuid:${told.chance.uuid()}`,
    atMs,
    offsetMinutes: offsetMinutes(site, atMs),
    place: site.facility.facility,
    ...doing,
  };
  told.said.push({ site, atMs, event: make(occasion) });
}

/** Takes grams out of a stock, all that is left if none are named. */
export function draw(stock: Stock, grams: number = stock.grams): Portion {
  if (grams <= 0 || grams > stock.grams)
    throw new RangeError(`${stock.lot} holds ${stock.grams} g, not ${grams} g`);
  stock.grams -= grams;
  return { lot: stock.lot, grams };
}

export function nextSerial(told: World, site: Site): number {
  const serial = (told.serials.get(site.prefix) ?? 0) + 1;
  told.serials.set(site.prefix, serial);
  return serial;
}

/** A new logistic unit of the site. */
export function newUnit(told: World, site: Site): string {
  return unitId(site.prefix, nextSerial(told, site));
}

const paperKinds = { po: 10, desadv: 20, recadv: 30, inv: 40, prodorder: 50, testres: 60, bol: 70 } as const;

/** A paper that the site writes, with a number of its own. */
export function newPaper(told: World, site: Site, type: Paper['type']): Paper {
  const serial = String(nextSerial(told, site)).padStart(6, '0');
  return { type, id: paperId(site.prefix, paperKinds[type], serial) };
}

export function portionsOf(stocks: Stock[]): Portion[] {
  return stocks.map(({ lot, grams }) => ({ lot, grams }));
}

export function gramsOf(goods: Goods): number {
  return (goods.portions ?? []).reduce((sum, portion) => sum + (portion.grams ?? 0), 0);
}

/**
 * One document for each party and day, sent five minutes after its last event, oldest first.
 * Goods change hands over more than 25 hours, so a document never draws on one that was sent after it.
 */
export function documentsOf(told: World): ChainDocument[] {
  const days = Map.groupBy(told.said, ({ site, atMs }) => `${site.party.party} ${localDate(site, atMs)}`);
  return [...days.values()]
    .map((day) => day.toSorted((one, other) => one.atMs - other.atMs))
    .map((day) => ({ day, site: day[0]!.site, sentMs: day.at(-1)!.atMs + 5 * minuteMs }))
    .sort((one, other) => one.sentMs - other.sentMs)
    .map(({ day, site, sentMs }) => ({
      party: site.party.party,
      document: epcisDocument(
        day.map(({ event }) => event),
        sentMs,
        offsetMinutes(site, sentMs),
      ),
    }));
}

// Goods on their way: packed, shipped, carried, received, unpacked. Each side speaks for itself.
import { aggregationEvent, type Goods, type Handover, objectEvent } from './event.ts';
import { hourMs, nextHour, dayMs, type Site } from './site.ts';
import { newPaper, newUnit, say, type World } from './world.ts';

export interface Leg {
  from: Site;
  to: Site;
  /** The earliest moment at which packing may begin. */
  fromMs: number;
  /** On the road or at sea; at least 1. */
  days: number;
  carrier?: Site;
}

/** Sends goods in one new unit and unpacks it on arrival: the moment from which the receiver may use them. */
export function consign(told: World, leg: Leg, goods: Goods): number {
  const unit = newUnit(told, leg.from);
  const packedMs = nextHour(leg.from, leg.fromMs, 8 + told.chance.whole(0, 5) / 4);
  say(told, leg.from, packedMs, { bizStep: 'packing', disposition: 'in_progress' }, (occasion) =>
    aggregationEvent(occasion, 'ADD', unit, goods),
  );
  const shippedMs = packedMs + 3 * hourMs;
  told.sales.push({ from: leg.from, to: leg.to, shippedMs, portions: goods.portions ?? [] });
  const receivedMs = carry(told, leg, shippedMs, [unit]);
  const unpackedMs = receivedMs + 2 * hourMs;
  // A DELETE without children empties the unit (EPCIS 2.0, 7.4.3); only every other receiver counts what it takes out.
  const counted = told.chance.fraction() < 0.5 ? goods : {};
  say(told, leg.to, unpackedMs, { bizStep: 'unpacking', disposition: 'in_progress' }, (occasion) =>
    aggregationEvent(occasion, 'DELETE', unit, counted),
  );
  return unpackedMs + hourMs;
}

/** Ships units that are packed already; the moment of receipt. */
export function carry(told: World, leg: Leg, shippedMs: number, units: string[]): number {
  const order = newPaper(told, leg.to, 'po');
  const advice = newPaper(told, leg.from, 'desadv');
  const handover = handoverOf(leg);
  say(
    told,
    leg.from,
    shippedMs,
    { bizStep: 'shipping', disposition: 'in_transit', papers: [order, advice], handover },
    (occasion) => objectEvent(occasion, 'OBSERVE', { epcs: units }),
  );
  if (leg.carrier !== undefined) underWay(told, leg.carrier, shippedMs + (leg.days * dayMs) / 2, units);
  const receivedMs = nextHour(
    leg.to,
    shippedMs + leg.days * dayMs + 2 * hourMs,
    9 + told.chance.whole(0, 8) / 4,
  );
  const receipt = newPaper(told, leg.to, 'recadv');
  say(
    told,
    leg.to,
    receivedMs,
    { bizStep: 'receiving', disposition: 'in_progress', papers: [advice, receipt], handover },
    (occasion) => objectEvent(occasion, 'OBSERVE', { epcs: units }),
  );
  return receivedMs;
}

function underWay(told: World, carrier: Site, atMs: number, units: string[]): void {
  const papers = [newPaper(told, carrier, 'bol')];
  say(told, carrier, atMs, { bizStep: 'transporting', disposition: 'in_transit', papers }, (occasion) =>
    objectEvent(occasion, 'OBSERVE', { epcs: units }),
  );
}

function handoverOf(leg: Leg): Handover {
  return {
    fromParty: leg.from.party.party,
    fromPlace: leg.from.facility.facility,
    toParty: leg.to.party.party,
    toPlace: leg.to.facility.facility,
  };
}

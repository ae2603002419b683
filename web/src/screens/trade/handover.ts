// The two halves of a handover, word of trade and EPCIS event, from what somebody has told in a form. Pure: time and ids are given.
import type { JsonObject } from '#verifier';
import type { DocumentNamed } from '../../api/work.ts';
import { bareEvent, isSingle, localTime } from '../capture/event.ts';
import { quantityOf } from './measure.ts';

export interface Line {
  readonly lot: string;
  /** Base units; null = not told. */
  readonly base: number | null;
  readonly dimension: string | null;
}

export interface Moment {
  readonly atMs: number;
  readonly offsetMinutes: number;
  readonly eventId: string;
}

export interface Shipment {
  readonly trade: string;
  readonly seller: string;
  readonly buyer: string;
  readonly order: string | null;
  readonly place: string;
  readonly tolerancePpm: number;
  readonly lines: readonly Line[];
  readonly documents: readonly DocumentNamed[];
}

export interface Handover {
  readonly kind: 'trade' | 'answer';
  readonly claims: JsonObject;
  readonly event: JsonObject;
}

/** What `POST /handovers` takes. */
export function shipmentOf(shipment: Shipment, moment: Moment): Handover {
  const { trade, seller, buyer, order, place, tolerancePpm, lines, documents } = shipment;
  const papers = [
    ...(order === null ? [] : [{ type: 'po', bizTransaction: order }]),
    { type: 'desadv', bizTransaction: trade },
  ];
  const claims = {
    ...{ trade, stage: 'shipment', seller, buyer, at: new Date(moment.atMs).toISOString() },
    ...(order === null ? {} : { under: order }),
    ...(place === '' ? {} : { fromSite: place }),
    ...{ subcontracting: false, tolerancePpm },
    lines: lines.map(({ lot, base, dimension }, at) => ({
      line: at + 1,
      lot,
      ...quantityOf(base, dimension),
    })),
    ...(documents.length === 0 ? {} : { documents: documents.map((one) => ({ ...one })) }),
  };
  const ends = { sourceList: [owner('source', seller)], destinationList: [owner('destination', buyer)] };
  return {
    kind: 'trade',
    claims,
    event: eventOf('shipping', 'in_transit', moment, place, lines, papers, ends),
  };
}

export interface Receipt {
  readonly trade: string;
  readonly place: string;
  /** All that arrived. */
  readonly arrived: readonly Line[];
  /** Lines that are not as sent, or that the buyer calls otherwise. */
  readonly told: readonly (Line & {
    readonly line: number;
    readonly ownLot: string | null;
    readonly differs: boolean;
  })[];
  readonly reason: string;
  /** Digests. */
  readonly photos: readonly string[];
}

export function receiptOf(
  { trade, place, arrived, told, reason, photos }: Receipt,
  moment: Moment,
): Handover {
  const claims = answerOf(trade, 'receives', moment.atMs, reason, told);
  const papers = [{ type: 'desadv', bizTransaction: trade }];
  const more = photos.length === 0 ? {} : { 'tex:documents': [...photos] };
  return {
    kind: 'answer',
    claims,
    event: eventOf('receiving', 'in_progress', moment, place, arrived, papers, more),
  };
}

/** An answer by itself, as `POST /answers` takes it. */
export function answerOf(
  about: string,
  word: string,
  atMs: number,
  reason: string,
  lines: Receipt['told'] = [],
): JsonObject {
  return {
    ...{ about, word, at: new Date(atMs).toISOString() },
    ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    ...(lines.length === 0 ? {} : { lines: lines.map(answerLine) }),
  };
}

function answerLine({ line, ownLot, differs, base, dimension }: Receipt['told'][number]): JsonObject {
  return {
    line,
    ...(ownLot === null ? {} : { ownLot }),
    ...(differs ? quantityOf(base, dimension) : {}),
  };
}

function owner(name: 'source' | 'destination', party: string): JsonObject {
  return { type: 'owning_party', [name]: party };
}

function eventOf(
  bizStep: string,
  disposition: string,
  { atMs, offsetMinutes, eventId }: Moment,
  place: string,
  lines: readonly Line[],
  papers: readonly JsonObject[],
  more: JsonObject,
): JsonObject {
  const time = localTime(atMs, offsetMinutes);
  const single = lines.filter(({ lot }) => isSingle(lot)).map(({ lot }) => lot);
  const several = lines.filter(({ lot }) => !isSingle(lot));
  return bareEvent({
    ...{ type: 'ObjectEvent', eventID: eventId, action: 'OBSERVE', bizStep, disposition },
    ...{ eventTime: time, eventTimeZoneOffset: time.slice(-6) },
    ...(place === '' ? {} : { readPoint: { id: place }, bizLocation: { id: place } }),
    ...(single.length === 0 ? {} : { epcList: single }),
    ...(several.length === 0
      ? {}
      : {
          quantityList: several.map(({ lot, base, dimension }) => ({
            epcClass: lot,
            ...quantityOf(base, dimension),
          })),
        }),
    bizTransactionList: [...papers],
    ...more,
  });
}

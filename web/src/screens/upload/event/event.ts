// From rows to what is sent: events of EPCIS 2.0, or words about products and sites.
import { compositionOf } from '../row/composition.ts';
import type { Kind } from '../kind/kinds.ts';
import type { Checked, Row } from '../row/row.ts';
import { uuidOf } from './digest.ts';

export type Json = Record<string, unknown>;

export interface ReadyRow {
  readonly row: Row;
  readonly values: Checked['values'];
}

/** One thing to send: an event, or a product or site. Several rows where they are of one run. */
export interface Parcel {
  readonly id: string;
  readonly lines: readonly number[];
  readonly body: Json;
}

export interface Sender {
  readonly party: string;
  readonly digest: string;
  /** `+02:00` on that day, where the list is read. */
  readonly offsetOf: (day: string) => string;
}

export const textileContext: readonly unknown[] = [
  'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  { tex: 'https://selvedge.example/ns/textile/' },
];

/** Rows without anything wrong in them, in their order. */
export function parcelsOf(kind: Kind, rows: readonly ReadyRow[], sender: Sender): Parcel[] {
  if (kind.key === 'runs') return runsOf(rows).map((run) => runParcel(run, sender));
  return rows.map((one) => {
    const id = uuidOf(`${sender.party} ${sender.digest} ${kind.key} ${one.row.line}`);
    return {
      id,
      lines: [one.row.line],
      body: bodies[kind.key as Exclude<Kind['key'], 'runs'>](one, id, sender),
    };
  });
}

export function runsOf(rows: readonly ReadyRow[]): ReadyRow[][] {
  const runs = new Map<string, ReadyRow[]>();
  for (const one of rows) {
    const run = one.values.run ?? '';
    const known = runs.get(run);
    if (known === undefined) runs.set(run, [one]);
    else known.push(one);
  }
  return [...runs.values()];
}

function runParcel(rows: readonly ReadyRow[], sender: Sender): Parcel {
  const [first] = rows;
  const values = first!.values;
  const id = uuidOf(`${sender.party} ${sender.digest} run ${values.run}`);
  const body = {
    ...occasion('TransformationEvent', id, values, sender, 'creating_class_instance', 'active'),
    inputQuantityList: rows.flatMap(({ values: { inLot, inAmount, inUnit } }) =>
      portion(inLot, inAmount, inUnit),
    ),
    outputQuantityList: rows.flatMap(({ values: { outLot, outAmount, outUnit } }) =>
      portion(outLot, outAmount, outUnit),
    ),
  };
  return { id, lines: rows.map(({ row }) => row.line), body };
}

type Build = (row: ReadyRow, id: string, sender: Sender) => Json;

const bodies: Readonly<Record<Exclude<Kind['key'], 'runs'>, Build>> = {
  made: ({ values }, id, sender) => ({
    ...occasion('ObjectEvent', id, values, sender, 'creating_class_instance', 'active'),
    action: 'ADD',
    quantityList: portion(values.lot, values.amount, values.unit),
  }),
  shipments: ({ values }, id, sender) => ({
    ...occasion('ObjectEvent', id, values, sender, 'shipping', 'in_transit'),
    action: 'OBSERVE',
    quantityList: portion(values.sentLot, values.amount, values.unit),
    ...paper('desadv', values.paper, sender.party),
    sourceList: [owner('source', sender.party), { type: 'location', source: values.site }],
    destinationList: [owner('destination', values.partner)],
  }),
  receipts: ({ values }, id, sender) => ({
    ...occasion('ObjectEvent', id, values, sender, 'receiving', 'in_progress'),
    action: 'OBSERVE',
    quantityList: portion(values.sentLot, values.amount, values.unit),
    ...paper('recadv', values.paper, values.partner ?? ''),
    sourceList: [owner('source', values.partner)],
    destinationList: [owner('destination', sender.party), { type: 'location', destination: values.site }],
  }),
  products: ({ values }, _, { party }) => ({
    product: values.id,
    party,
    name: values.name,
    ...(values.category !== undefined && { category: values.category }),
    ...(values.composition !== undefined && { composition: compositionOf(values.composition) ?? [] }),
    ...(values.weight !== undefined && { netWeightGrams: Number(values.weight) }),
    ...(values.care !== undefined && { care: values.care }),
  }),
  sites: ({ values }, id, { party }) => ({
    facility: values.id ?? id,
    party,
    name: values.name,
    country: values.country,
    ...(values.address !== undefined && { address: values.address }),
    ...(values.region !== undefined && { region: values.region }),
    ...(values.latitude !== undefined && values.longitude !== undefined
      ? { latitude: Number(values.latitude), longitude: Number(values.longitude) }
      : {}),
    ...(values.processes !== undefined && {
      processes: values.processes
        .split(/[,;]/)
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    }),
  }),
  mapping: ({ values }) => ({ ...values }),
};

function occasion(
  type: string,
  eventID: string,
  { day = '', site, process }: Checked['values'],
  { offsetOf }: Sender,
  bizStep: string,
  disposition: string,
): Json {
  const offset = offsetOf(day);
  const time = day.includes('T') ? day : `${day}T00:00`;
  return {
    type,
    eventID,
    eventTime: `${time}:00.000${offset}`,
    eventTimeZoneOffset: offset,
    bizStep,
    disposition,
    readPoint: { id: site },
    bizLocation: { id: site },
    ...(process !== undefined && { 'tex:processType': process }),
  };
}

function portion(epcClass: string | undefined, amount: string | undefined, uom: string | undefined): Json[] {
  if (epcClass === undefined || amount === undefined) return [];
  return [{ epcClass, quantity: Number(amount), uom }];
}

function owner(side: 'source' | 'destination', party: string | undefined): Json {
  return { type: 'owning_party', [side]: party };
}

/** A paper's number is only the issuer's own: its address says whose. */
function paper(type: string, number: string | undefined, issuer: string): Json {
  if (number === undefined) return {};
  const id = /^[a-z][a-z0-9+.-]*:\S+$/i.test(number) ? number : uuidOf(`${issuer} ${type} ${number}`);
  return { bizTransactionList: [{ type, bizTransaction: id }] };
}

/** A document of events, as POST /capture and its preview take it. `atMs`: when it was put together. */
export function documentOf(events: readonly Json[], atMs: number): Json {
  return {
    '@context': textileContext,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: new Date(atMs).toISOString(),
    epcisBody: { eventList: events },
  };
}

/** The same event, declared an error (EPCIS 2.0 section 7.4.1.3). */
export function takenBack(event: Json, atMs: number): Json {
  return {
    ...event,
    errorDeclaration: { declarationTime: new Date(atMs).toISOString(), reason: 'incorrect_data' },
  };
}

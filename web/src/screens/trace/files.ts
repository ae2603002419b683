// The view as files: rows for a spreadsheet, places for a map program. Only what the node has shown is in them.
import type { FlowEdge, FlowLot, FlowNode } from '../../api/flow.ts';

type Cell = string | number | null | undefined;

/** RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function csvOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [head, ...rows].map((row) => row.map(cellOf).join(',')).join('\r\n');
}

function cellOf(value: Cell): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const kilograms = (grams: number | null): number | null => (grams === null ? null : grams / 1000);
const day = (ms: number | null): string => (ms === null ? '' : new Date(ms).toISOString().slice(0, 10));

export function placesCsv(nodes: readonly FlowNode[]): string {
  const head =
    'stage,place,name,party,country,region,lots,share of stage,contained kg,in kg,began kg,open kg,made kg,lost kg,gone kg,left kg,first,last,gaps,conflicts,findings';
  return csvOf(
    head.split(','),
    nodes.map((node) => [
      ...[node.stage, node.place, node.name, node.party, node.country, node.region, node.lots, node.share],
      ...[node.containedGrams, node.inGrams, node.bornGrams, node.openGrams].map(kilograms),
      ...[node.madeGrams, node.lossGrams, node.goneGrams, node.remainingGrams].map(kilograms),
      ...[day(node.fromMs), day(node.untilMs), node.gaps, node.conflicts],
      Object.entries(node.findings)
        .map(([code, count]) => `${code} ${count}`)
        .join('; '),
    ]),
  );
}

export function linksCsv(nodes: readonly FlowNode[], edges: readonly FlowEdge[]): string {
  const nameOf = new Map(nodes.map((node) => [node.key, node.name ?? node.place ?? node.key]));
  const head = ['from', 'to', 'links', 'share', 'contained kg', 'moved kg', 'links without a weight'];
  return csvOf(
    head,
    edges.map(({ from, to, links, share, containedGrams, grams, unknown }) => [
      ...[
        nameOf.get(from),
        nameOf.get(to),
        links,
        share,
        kilograms(containedGrams),
        kilograms(grams),
        unknown,
      ],
    ]),
  );
}

export function lotsCsv(lots: readonly FlowLot[], nameOf: (lot: FlowLot) => string): string {
  const head = [
    'lot',
    'kind',
    'now with',
    'made by',
    'country',
    'made on',
    'amount',
    'dimension',
    'left',
    'of the asked lot kg',
    'of that still there kg',
    'sold to',
  ];
  return csvOf(
    head,
    lots.map((lot) => [
      ...[lot.id, lot.kind, nameOf(lot), lot.placeName ?? lot.partyName, lot.country, day(lot.bornAtMs)],
      ...[
        lot.produced,
        lot.dimension,
        lot.remaining,
        kilograms(lot.containedGrams),
        kilograms(lot.leftGrams),
      ],
      lot.buyers.map(({ party, name }) => name ?? party).join('; '),
    ]),
  );
}

/** RFC 7946. Places without coordinates are left out: a dot in the middle of a country would say too much. */
export function geoJsonOf(nodes: readonly FlowNode[]): string {
  const features = nodes
    .filter(({ latitude, longitude }) => latitude !== null && longitude !== null)
    .map(
      ({
        key,
        stage,
        name,
        place,
        country,
        region,
        lots,
        containedGrams,
        madeGrams,
        latitude,
        longitude,
      }) => ({
        type: 'Feature',
        id: key,
        geometry: { type: 'Point', coordinates: [longitude, latitude] },
        properties: { stage, name, place, country, region, lots, containedGrams, madeGrams },
      }),
    );
  return JSON.stringify({ type: 'FeatureCollection', features }, null, 1);
}

/** `flow-62J1.csv`: nothing in a name that a file system stumbles over. */
export function fileName(what: string, lot: string, ending: string): string {
  return `${what}-${lot.replace(/[^\p{L}\p{N}.-]+/gu, '-').slice(0, 60)}.${ending}`;
}

export function download(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

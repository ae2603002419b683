// The view as files: rows for a spreadsheet, places for a map program. Only what the node has shown is in them.
import type { FlowEdge, FlowLot, FlowNode } from '../../api/flow.ts';

type Cell = string | number | null | undefined;

/** RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function csvOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [head, ...rows].map((row) => row.map(cellOf).join(',')).join('\r\n');
}

/** With a byte order mark: without one, Excel takes it for the code page of the machine and every accent is lost. */
export function csvFile(text: string): Blob {
  return new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' });
}

function cellOf(value: Cell): string {
  if (value === null || value === undefined) return '';
  const text =
    typeof value === 'string' && /^\s*[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : String(value);
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
  const head = 'from,to,links,share,contained kg,moved kg,links without a weight';
  return csvOf(
    head.split(','),
    edges.map(({ from, to, links, share, containedGrams, grams, unknown }) => [
      ...[nameOf.get(from), nameOf.get(to), links, share],
      ...[kilograms(containedGrams), kilograms(grams), unknown],
    ]),
  );
}

export function lotsCsv(lots: readonly FlowLot[], holderOf: (lot: FlowLot) => string): string {
  const head =
    'lot,kind,now with,told of last,made by,country,made on,amount,left,unit,of the asked lot kg,of that still there kg,sold to';
  return csvOf(
    head.split(','),
    lots.map((lot) => {
      const { size, unit } = units[lot.dimension ?? ''] ?? { size: 1, unit: lot.dimension };
      const inUnits = (base: number | null): number | null => (base === null ? null : base / size);
      return [
        ...[lot.id, lot.kind, holderOf(lot), day(lot.seen?.atMs ?? null)],
        ...[lot.placeName ?? lot.partyName, lot.country, day(lot.bornAtMs)],
        ...[inUnits(lot.produced), inUnits(lot.remaining), unit],
        ...[kilograms(lot.containedGrams), kilograms(lot.leftGrams)],
        lot.buyers.map(({ party, name }) => name ?? party).join('; '),
      ];
    }),
  );
}

/** Base units of each dimension in one of those that people write. */
const units: Readonly<Record<string, { size: number; unit: string }>> = {
  mass: { size: 1000, unit: 'kg' },
  length: { size: 1000, unit: 'm' },
  area: { size: 1_000_000, unit: 'm²' },
  volume: { size: 1000, unit: 'l' },
  count: { size: 1, unit: 'pieces' },
};

/** RFC 7946. Places without coordinates are left out: a dot in the middle of a country would say too much. */
export function geoJsonOf(nodes: readonly FlowNode[]): string {
  const features = nodes
    .filter(({ latitude, longitude }) => latitude !== null && longitude !== null)
    .map(({ key, latitude, longitude, stage, name, place, country, region, lots, ...node }) => ({
      type: 'Feature',
      id: key,
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
      properties: {
        ...{ stage, name, place, country, region, lots },
        ...{ containedKg: kilograms(node.containedGrams), madeKg: kilograms(node.madeGrams) },
        ...{ gaps: node.gaps, conflicts: node.conflicts, findings: node.findings },
      },
    }));
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

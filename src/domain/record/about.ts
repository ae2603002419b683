import type { SaidRecord } from '#verifier';
import { idOf } from '#verifier';

/** Everything that a record names: its own id, parties, lots, products, sites, other records. */
export function namedIn(record: SaidRecord): string[] {
  const id = idOf(record);
  return [...(id === undefined ? [] : [id]), ...othersNamedIn(record)].filter((one) => one !== '*');
}

function othersNamedIn(record: SaidRecord): string[] {
  switch (record.kind) {
    case 'trust':
      return record.anchors.map(({ party }) => party);
    case 'pack':
      return [record.pack];
    case 'accreditation':
      return [record.party];
    case 'certificate':
      return [
        ...[
          record.holder,
          ...told(record.buyer),
          ...record.sites,
          ...record.subcontractors,
          ...record.products,
        ],
        ...record.lots.map(({ lot }) => lot),
        ...record.inputs.map(({ certificate }) => certificate),
      ];
    case 'status':
    case 'answer':
    case 'case':
      return [record.about];
    case 'trade':
      return [
        ...[
          record.seller,
          record.buyer,
          ...told(record.under),
          ...told(record.fromSite),
          ...told(record.toSite),
        ],
        ...record.lines.flatMap(({ lot, product }) => [...told(lot), ...told(product)]),
      ];
    case 'claim':
      return [...record.lots, ...told(record.product), ...record.restsOn];
    case 'account':
      return [record.site, ...record.moves.flatMap(({ lot }) => told(lot))];
    case 'membership':
      return [record.party, record.member];
    case 'head':
      return [record.log];
    case 'invitation':
    case 'acceptance':
      return [];
  }
}

function told(id: string | null): string[] {
  return id === null ? [] : [id];
}

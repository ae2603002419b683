// What can be uploaded, and which columns each kind of list has.

export type ColumnForm =
  | 'day'
  | 'run'
  | 'site'
  | 'product'
  | 'new-lot'
  | 'known-lot'
  | 'amount'
  | 'unit'
  | 'process'
  | 'partner'
  | 'text'
  | 'id'
  | 'country'
  | 'degrees'
  | 'composition'
  | 'grams';

export const columnForms = {
  run: 'run',
  day: 'day',
  site: 'site',
  process: 'process',
  product: 'product',
  lot: 'new-lot',
  amount: 'amount',
  unit: 'unit',
  inLot: 'known-lot',
  inAmount: 'amount',
  inUnit: 'unit',
  outProduct: 'product',
  outLot: 'new-lot',
  outAmount: 'amount',
  outUnit: 'unit',
  partner: 'partner',
  sentLot: 'known-lot',
  paper: 'text',
  id: 'id',
  name: 'text',
  category: 'text',
  composition: 'composition',
  weight: 'grams',
  care: 'text',
  address: 'text',
  country: 'country',
  region: 'text',
  latitude: 'degrees',
  longitude: 'degrees',
  processes: 'text',
  theirLot: 'text',
  ownLot: 'known-lot',
} as const satisfies Record<string, ColumnForm>;

export type ColumnKey = keyof typeof columnForms;

export const kindKeys = ['made', 'runs', 'shipments', 'receipts', 'products', 'sites', 'mapping'] as const;
export type KindKey = (typeof kindKeys)[number];

export interface Kind {
  readonly key: KindKey;
  readonly columns: readonly ColumnKey[];
  /** Columns that every row must fill. */
  readonly required: readonly ColumnKey[];
  /** `events` are signed and can be taken back; `register` tells of products and sites; `matches` stays on this device. */
  readonly becomes: 'events' | 'register' | 'matches';
}

export const kinds: Readonly<Record<KindKey, Kind>> = {
  made: {
    key: 'made',
    columns: ['day', 'site', 'process', 'product', 'lot', 'amount', 'unit'],
    required: ['day', 'site', 'product', 'lot', 'amount', 'unit'],
    becomes: 'events',
  },
  runs: {
    key: 'runs',
    columns: [
      ...(['run', 'day', 'site', 'process', 'inLot', 'inAmount', 'inUnit'] as const),
      ...(['outProduct', 'outLot', 'outAmount', 'outUnit'] as const),
    ],
    required: ['run', 'day', 'site'],
    becomes: 'events',
  },
  shipments: {
    key: 'shipments',
    columns: ['day', 'site', 'partner', 'sentLot', 'amount', 'unit', 'paper'],
    required: ['day', 'site', 'partner', 'sentLot', 'amount', 'unit'],
    becomes: 'events',
  },
  receipts: {
    key: 'receipts',
    columns: ['day', 'site', 'partner', 'sentLot', 'amount', 'unit', 'paper'],
    required: ['day', 'site', 'partner', 'sentLot', 'amount', 'unit'],
    becomes: 'events',
  },
  products: {
    key: 'products',
    columns: ['id', 'name', 'category', 'composition', 'weight', 'care'],
    required: ['id', 'name'],
    becomes: 'register',
  },
  sites: {
    key: 'sites',
    columns: ['id', 'name', 'address', 'country', 'region', 'latitude', 'longitude', 'processes'],
    required: ['name', 'country'],
    becomes: 'register',
  },
  mapping: {
    key: 'mapping',
    columns: ['partner', 'theirLot', 'ownLot'],
    required: ['theirLot', 'ownLot'],
    becomes: 'matches',
  },
};

export function isKind(text: string): text is KindKey {
  return Object.hasOwn(kinds, text);
}

export function isColumn(text: string): text is ColumnKey {
  return Object.hasOwn(columnForms, text);
}

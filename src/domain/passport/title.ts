// What a thing is called: its product's name if somebody registered one, else what its number says.
import type { KnownProduct } from './known.ts';

const keys = /^https:\/\/id\.gs1\.org\/(01|00)\/(\d+)(?:\/(10|21)\/([^/]+))?$/;

/** The product (GTIN) of a lot or item; undefined where the id names none. */
export function productOf(id: string): string | undefined {
  const [, ai, gtin] = keys.exec(id) ?? [];
  return ai === '01' ? `https://id.gs1.org/01/${gtin}` : undefined;
}

/** `62J1` of a lot, the serial number of an item, the SSCC of a unit; the id itself where it holds no GS1 key. */
export function shortName(id: string): string {
  const [, , number, , qualifier] = keys.exec(id) ?? [];
  return qualifier === undefined ? (number ?? id) : decodeURIComponent(qualifier);
}

const kinds: Readonly<Record<string, string>> = {
  item: 'Piece',
  lot: 'Batch',
  unit: 'Parcel',
  product: 'Product',
};

/** `Demonstration T-shirt`, or `Batch 62J1` where the product has no name. */
export function titleOf(id: string, kind: string, product: KnownProduct | undefined): string {
  return product?.name ?? `${kinds[kind] ?? 'Thing'} ${shortName(id)}`;
}

import { isJsonObject } from '../bytes/json.ts';
import type { DossierProduct } from './dossier.ts';

/**
 * What a product is made of, as its statement tells it: that claim may be any value. Whatever is no list of materials with
 * percentages between 0 and 100 says nothing that could be judged by, and reads as not told.
 */
export function compositionOf(told: unknown): DossierProduct['composition'] {
  if (!Array.isArray(told)) return [];
  const parts = told.map((part) => (isJsonObject(part) ? part : {}));
  const known = parts.every(({ material, percent }) => {
    return typeof material === 'string' && typeof percent === 'number' && percent >= 0 && percent <= 100;
  });
  return known
    ? parts.map(({ material, percent }) => ({ material: String(material), percent: Number(percent) }))
    : [];
}

// New lots: their numbers go on from the last one, and their ids are made of product and number.

import { canonicalId } from '#verifier';

/** `B-0041` → `B-0042`: the last run of digits goes up by one and keeps its width. A number without digits gets `-2`. */
export function nextNumber(last: string): string {
  const found = /^(.*?)(\d+)(\D*)$/s.exec(last);
  if (found === null) return `${last}-2`;
  const [, before = '', digits = '', after = ''] = found;
  return before + String(BigInt(digits) + 1n).padStart(digits.length, '0') + after;
}

/** `260304-1`: the day on the wall clock, and the first of that day. */
export function firstNumber(atMs: number, offsetMinutes: number): string {
  const day = new Date(atMs + offsetMinutes * 60_000).toISOString();
  return `${day.slice(2, 4)}${day.slice(5, 7)}${day.slice(8, 10)}-1`;
}

/** The first that is not taken, from `wish` on. */
export function freeNumber(wish: string, isTaken: (number: string) => boolean): string {
  let number = wish;
  for (let tries = 0; isTaken(number) && tries < 10_000; tries += 1) number = nextNumber(number);
  return number;
}

/** GS1 takes letters, digits and a few signs in a lot number, at most twenty (GS1 General Specifications, figure 7.11-1). */
export function isLotNumber(number: string): boolean {
  return /^[A-Za-z0-9!"%&'()*+,\-./_:;<=>?]{1,20}$/.test(number);
}

/** Of a product with a GTIN a GS1 lot; of any other its own address with the number behind it. */
export function lotIdOf(product: string, number: string): string {
  const part = encodeURIComponent(number);
  if (/^https:\/\/id\.gs1\.org\/01\/\d{14}$/.test(product)) return spelled(`${product}/10/${part}`);
  return product.startsWith('http') ? `${product.replace(/\/$/, '')}/lot/${part}` : `${product}:lot:${part}`;
}

/** As the node spells it: which signs are escaped is told by the standard. */
function spelled(id: string): string {
  return canonicalId(id)?.id ?? id;
}

/** A logistic unit: eighteen digits are an SSCC; any other number is one of the party's own. */
export function unitIdOf(party: string, number: string): string {
  if (/^\d{18}$/.test(number)) return `https://id.gs1.org/00/${number}`;
  const name = party.slice(Math.max(party.lastIndexOf(':'), party.lastIndexOf('/')) + 1);
  return `urn:selvedge:unit:${name}:${encodeURIComponent(number)}`;
}

export function isUnit(id: string): boolean {
  return id.startsWith('https://id.gs1.org/00/') || id.startsWith('urn:selvedge:unit:');
}

// How a member of an evidence file is read: strictly, or not at all.
import { decodeBase64 } from '../../bytes/base64.ts';
import { isJsonObject, type JsonObject } from '../../bytes/json.ts';
import { hashLength } from '../../merkle/hash.ts';

/** Exactly these members, in this order. */
export function hasExactly(value: unknown, names: readonly string[]): value is JsonObject {
  if (!isJsonObject(value)) return false;
  const found = Object.keys(value);
  return found.length === names.length && found.every((name, at) => name === names[at]);
}

export function isNatural(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Milliseconds since 1970 that a calendar can say (ECMA-262, time values): a date that cannot be written must not be shown. */
export function isInstant(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 8.64e15;
}

export function isTime(value: unknown): value is number {
  return typeof value === 'number' && isInstant(value);
}

// 43 characters are 258 bits: the last two of them are zero. A file has thousands of hashes, and to decode each only to
// see that it can be decoded costs as much as all other members together (measured).
const hashForm = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

/** 32 bytes in base64. */
export function isHash(value: unknown): value is string {
  return typeof value === 'string' && hashForm.test(value);
}

export function isHashes(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isHash);
}

export function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

/** The list read one by one; undefined where any of them is not what it should be. */
export function readEach<T>(value: unknown, read: (one: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const list: T[] = [];
  for (const one of value) {
    const item = read(one);
    if (item === undefined) return undefined;
    list.push(item);
  }
  return list;
}

/** Each key greater than the one before; texts by their UTF-16 code units. */
export function isAscending<T extends string | number>(keys: readonly T[]): boolean {
  return keys.every((key, at) => at === 0 || key > keys[at - 1]!);
}

/** The 32 bytes of a hash that `parseEvidence` has accepted. */
export function bytesOfHash(text: string): Uint8Array {
  const bytes = decodeBase64(text);
  if (bytes?.length !== hashLength) throw new Error(`no hash: ${text}`);
  return bytes;
}

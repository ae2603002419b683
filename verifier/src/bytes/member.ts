// How a member of a JSON file is read: strictly, or not at all.
import { isJsonObject, type JsonObject } from './json.ts';

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

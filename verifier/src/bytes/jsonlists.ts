import { utf8Text } from './utf8.ts';

const quote = 0x22;
const backslash = 0x5c;
const letterU = 0x75;
const colon = 0x3a;
const listOpens = 0x5b;
const listCloses = 0x5d;
const objectOpens = 0x7b;
const objectCloses = 0x7d;

/** Stands after each list in the bytes that `parseJsonLists` takes. */
export const comma = 0x2c;

/**
 * Many JSON lists at once, for speed: `bytes` holds them one after the other, of these lengths, a comma after each.
 * Gives the lists where `parseJsonStrict` would take every one of them. Undefined says no more than that one by one
 * must be tried: something is wrong with one of them, or unusual (an escape such as `\u00e4`).
 */
export function parseJsonLists(
  bytes: Uint8Array,
  lengths: readonly number[],
  maxDepth: number,
): unknown[][] | undefined {
  const keys: number[] = [];
  let start = 0;
  for (const length of lengths) {
    const written = keysOfList(bytes, start, start + length, maxDepth);
    if (written === unclear) return undefined;
    keys.push(written);
    start += length + 1;
  }
  // Text that was UTF-8 has no lone surrogates, and without \u none can come in.
  const lists = parse(utf8Text(bytes.subarray(0, -1)));
  return lists !== undefined && haveKeys(lists, keys) ? lists : undefined;
}

/** Parsing drops keys that come twice: where as many are left as were written, none did. */
function haveKeys(lists: readonly unknown[][], written: readonly number[]): boolean {
  for (let at = 0; at < lists.length; at += 1) {
    if (written[at]! > 1 && keysIn(lists[at]!) !== written[at]) return false;
  }
  return true;
}

const unclear = -1;

/**
 * How many keys are written in the list that opens at `start` and closes just before `end`. A colon outside of
 * strings is a key. Whether it all is JSON is left to the parser: where it is, brackets and quotes are as counted here,
 * so no list can reach into the next one.
 */
function keysOfList(bytes: Uint8Array, start: number, end: number, maxDepth: number): number {
  if (bytes[start] !== listOpens) return unclear;
  let keys = 0;
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at];
    if (byte === quote) {
      at = endOfString(bytes, at + 1, end);
    } else if (byte === colon) {
      keys += 1;
    } else if (byte === listOpens || byte === objectOpens) {
      depth += 1;
      if (depth > maxDepth) return unclear;
    } else if (byte === listCloses || byte === objectCloses) {
      depth -= 1;
      if (depth === 0) return at + 1 === end ? keys : unclear;
    }
  }
  return unclear;
}

/** The position of the closing quote; `end` where there is none, or an escape that could be half a character. */
function endOfString(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at];
    if (byte === quote) return at;
    if (byte === backslash) {
      at += 1;
      if (bytes[at] === letterU) return end;
    }
  }
  return end;
}

function parse(lists: string | undefined): unknown[][] | undefined {
  if (lists === undefined) return undefined;
  try {
    return JSON.parse(`[${lists}]`);
  } catch {
    return undefined;
  }
}

function keysIn(value: object): number {
  const values: unknown[] = Array.isArray(value) ? value : Object.values(value);
  let keys = values === value ? 0 : values.length;
  for (const inner of values) if (typeof inner === 'object' && inner !== null) keys += keysIn(inner);
  return keys;
}

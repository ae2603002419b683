// Recursive Length Prefix (Ethereum yellow paper, appendix B), strict: one value has one encoding.

export type RlpItem = Uint8Array | readonly RlpItem[];

/** Deeper than anything in a block nests: a list of logs in a receipt has lists of topics. */
const nestingMax = 8;

/** Undefined for anything that is not exactly one item in its shortest form. */
export function decodeRlp(bytes: Uint8Array): RlpItem | undefined {
  const read = readItem(bytes, 0, bytes.length, nestingMax);
  return read?.end === bytes.length ? read.item : undefined;
}

/** A list whose items are all byte strings, or undefined. */
export function byteStringsOf(item: RlpItem | undefined): readonly Uint8Array[] | undefined {
  if (item === undefined || item instanceof Uint8Array) return undefined;
  return item.every((one) => one instanceof Uint8Array) ? item : undefined;
}

/** A scalar: big-endian without leading zeros, below 2^53. */
export function naturalOf(bytes: Uint8Array): number | undefined {
  if (bytes.length > 8 || bytes[0] === 0) return undefined;
  const value = bigEndian(bytes);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** The encoding of a natural number, which is the key of a receipt in its block's tree. */
export function encodeNatural(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return bytes.length === 1 && bytes[0]! < 0x80
    ? Uint8Array.from(bytes)
    : Uint8Array.of(0x80 + bytes.length, ...bytes);
}

interface Read<T> {
  readonly item: T;
  readonly end: number;
}

function readItem(bytes: Uint8Array, at: number, limit: number, levels: number): Read<RlpItem> | undefined {
  const content = contentAt(bytes, at, limit);
  if (content === undefined) return undefined;
  const { isList, from, end } = content;
  if (!isList) return { item: bytes.subarray(from, end), end };
  const items = levels === 0 ? undefined : readItems(bytes, from, end, levels - 1);
  return items && { item: items, end };
}

function readItems(bytes: Uint8Array, from: number, end: number, levels: number): RlpItem[] | undefined {
  const items: RlpItem[] = [];
  for (let at = from; at < end; ) {
    const read = readItem(bytes, at, end, levels);
    if (read === undefined) return undefined;
    items.push(read.item);
    at = read.end;
  }
  return items;
}

/** Where the content of the item at `at` lies; undefined where its prefix is not the shortest, or it does not end by `limit`. */
function contentAt(
  bytes: Uint8Array,
  at: number,
  limit: number,
): { isList: boolean; from: number; end: number } | undefined {
  const prefix = at < limit ? bytes[at]! : undefined;
  if (prefix === undefined) return undefined;
  if (prefix < 0x80) return { isList: false, from: at, end: at + 1 };
  const isList = prefix >= 0xc0;
  const short = prefix - (isList ? 0xc0 : 0x80);
  const lengthBytes = Math.max(0, short - 55);
  const from = at + 1 + lengthBytes;
  if (from > limit) return undefined;
  const length = lengthBytes === 0 ? short : longLength(bytes.subarray(at + 1, from));
  if (length === undefined || length > limit - from) return undefined;
  // A byte below 0x80 stands for itself.
  if (!isList && length === 1 && bytes[from]! < 0x80) return undefined;
  return { isList, from, end: from + length };
}

function longLength(bytes: Uint8Array): number | undefined {
  const length = bytes[0] === 0 ? 0 : bigEndian(bytes);
  return length > 55 ? length : undefined;
}

function bigEndian(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

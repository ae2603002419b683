import type { TypedArray } from './room.ts';
import { mostBytesOf, readText, writeText } from './text-bytes.ts';

type ArrayKind = {
  new (length: number): TypedArray;
  readonly name: string;
  readonly BYTES_PER_ELEMENT: number;
};
type Shape = [name: string, kind: string, length: number];

// "SLVARR01" on a machine that stores the low byte first; read as two words it also shows the order of bytes.
const magic: readonly [number, number] = [0x41564c53, 0x31305252];
const prefaceBytes = 16;
const kinds: ReadonlyMap<string, ArrayKind> = new Map(
  [Uint8Array, Uint16Array, Uint32Array, Float32Array, Float64Array].map((kind) => [
    kind.name,
    kind as ArrayKind,
  ]),
);

/**
 * Named arrays as chunks to be written one after another: a header (magic, its length, then names, kinds and lengths
 * as JSON), then each array from an offset that 8 divides. The chunks are views of the arrays, not copies: write them
 * before the arrays change. Numbers keep the machine's order of bytes; the reader refuses another order.
 */
export function encodeArrays(record: Record<string, TypedArray>): Uint8Array[] {
  const arrays = Object.entries(record);
  const chunks = [header(arrays.map(([name, array]): Shape => [name, array.constructor.name, array.length]))];
  for (const [, array] of arrays) {
    chunks.push(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    if (array.byteLength % 8 !== 0) chunks.push(new Uint8Array(8 - (array.byteLength % 8)));
  }
  return chunks;
}

/**
 * The arrays of a snapshot, as views into `bytes` (copies only where `bytes` itself begins at an odd place).
 * Throws RangeError on anything that encodeArrays did not write, or that was cut off.
 */
export function decodeArrays(bytes: Uint8Array): Record<string, TypedArray> {
  const { shapes, end } = readHeader(bytes);
  const record: Record<string, TypedArray> = {};
  let at = end;
  for (const [name, kindName, length] of shapes) {
    const kind = kinds.get(kindName);
    if (kind === undefined) throw new RangeError(`snapshot: ${name} is of the unknown kind ${kindName}`);
    record[name] = viewOf(bytes, at, kind, length);
    at += roundUp(length * kind.BYTES_PER_ELEMENT);
  }
  if (at !== bytes.length) throw new RangeError(`snapshot: ${bytes.length} bytes where ${at} belong`);
  return record;
}

/** One array of a snapshot. Throws where it is missing or of another kind: then the snapshot is of another program. */
export function arrayOf<A extends TypedArray>(
  record: Record<string, TypedArray>,
  name: string,
  kind: new (length: number) => A,
): A {
  const array = record[name];
  if (array instanceof kind) return array;
  throw new RangeError(`snapshot: no ${kind.name} named ${name}`);
}

/** The same arrays under `prefix.name`, so that several states share one file. */
export function prefixed(prefix: string, record: Record<string, TypedArray>): Record<string, TypedArray> {
  return Object.fromEntries(Object.entries(record).map(([name, array]) => [`${prefix}.${name}`, array]));
}

/** The arrays that prefixed() put under this prefix, under their own names again. */
export function unprefixed(prefix: string, record: Record<string, TypedArray>): Record<string, TypedArray> {
  const entries = Object.entries(record).filter(([name]) => name.startsWith(`${prefix}.`));
  return Object.fromEntries(entries.map(([name, array]) => [name.slice(prefix.length + 1), array]));
}

function header(shapes: readonly Shape[]): Uint8Array {
  const text = JSON.stringify(shapes);
  const room = new Uint8Array(prefaceBytes + roundUp(mostBytesOf(text)));
  const length = writeText(text, 0, text.length, room, prefaceBytes) - prefaceBytes;
  new Uint32Array(room.buffer, 0, 3).set([...magic, length]);
  return room.subarray(0, prefaceBytes + roundUp(length));
}

function readHeader(bytes: Uint8Array): { shapes: Shape[]; end: number } {
  if (bytes.length < prefaceBytes) throw new RangeError('snapshot: too short to be one');
  const [first, second, length] = new Uint32Array(bytes.slice(0, 12).buffer) as unknown as [
    number,
    number,
    number,
  ];
  if (first !== magic[0] || second !== magic[1]) throw new RangeError('snapshot: not one of this machine');
  const end = prefaceBytes + roundUp(length);
  if (end > bytes.length) throw new RangeError('snapshot: cut off in its header');
  return { shapes: JSON.parse(readText(bytes, prefaceBytes, prefaceBytes + length)) as Shape[], end };
}

function viewOf(bytes: Uint8Array, at: number, kind: ArrayKind, length: number): TypedArray {
  const byteLength = length * kind.BYTES_PER_ELEMENT;
  if (at + byteLength > bytes.length) throw new RangeError('snapshot: cut off');
  const View = kind as unknown as new (buffer: ArrayBufferLike, at: number, length: number) => TypedArray;
  const offset = bytes.byteOffset + at;
  if (offset % kind.BYTES_PER_ELEMENT === 0) return new View(bytes.buffer, offset, length);
  return new View(bytes.slice(at, at + byteLength).buffer, 0, length);
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

// The log's public tiles (C2SP tlog-tiles), as a stranger reads them: bundles of entries, and hashes from which every proof is made here.
import { concatBytes, entryLength, leafHash, nodeHash, purePrimitives, splitPoint } from '#verifier';
import { call } from '../../../api/call.ts';

const tileWidth = 256;
const hashBytes = 32;
/** An entry stands behind its length in two bytes. */
const rowBytes = 2 + entryLength;

/** A tile of a width never changes: it is fetched once while the screen is open. */
const fetched = new Map<string, Promise<Uint8Array>>();

function tile(level: number | 'entries', index: number, width: number): Promise<Uint8Array> {
  const part = width === tileWidth ? '' : `.p/${width}`;
  const path = `${level}/${indexElements(index)}${part}`;
  const known = fetched.get(path) ?? fetchTile(path);
  fetched.set(path, known);
  known.catch(() => fetched.delete(path));
  return known;
}

async function fetchTile(path: string): Promise<Uint8Array> {
  const response = await call('GET', `/log/tile/${path}`, { accept: 'application/octet-stream' });
  return new Uint8Array(await response.arrayBuffer());
}

/** 1234067 is `x001/x234/067`. */
export function indexElements(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  return groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join('/');
}

/** The 54 bytes of each of the entries [from, to) of a log of `size` entries. */
export async function entriesIn(from: number, to: number, size: number): Promise<Uint8Array[]> {
  const first = Math.floor(from / tileWidth);
  const last = Math.floor((to - 1) / tileWidth);
  const bundles = await Promise.all(
    Array.from({ length: last - first + 1 }, (_, at) =>
      tile('entries', first + at, Math.min(tileWidth, size - (first + at) * tileWidth)),
    ),
  );
  return Array.from({ length: to - from }, (_, at) => {
    const entry = from + at;
    const start = (entry % tileWidth) * rowBytes + 2;
    return bundles[Math.floor(entry / tileWidth) - first]!.slice(start, start + entryLength);
  });
}

/** The root of the entries [from, to) of a log of `size` entries: read where a tile has it, else put together from two. */
export async function rootOf(from: number, to: number, size: number): Promise<Uint8Array> {
  const width = to - from;
  const level = Math.log2(width);
  const isWhole = Number.isInteger(level) && from % width === 0;
  if (isWhole && level % 8 === 0) {
    const place = from / width;
    const wide = Math.min(tileWidth, Math.floor(size / width) - Math.floor(place / tileWidth) * tileWidth);
    const hashes = await tile(level / 8, Math.floor(place / tileWidth), wide);
    const start = (place % tileWidth) * hashBytes;
    return hashes.slice(start, start + hashBytes);
  }
  const middle = from + splitPoint(width);
  const [left, right] = await Promise.all([rootOf(from, middle, size), rootOf(middle, to, size)]);
  return nodeHash(left, right, purePrimitives);
}

/** Of the entry as it came: not as a tile has it. */
export function leafOf(entry: Uint8Array): Uint8Array {
  return leafHash(concatBytes(entry), purePrimitives);
}

// The growing Merkle tree of the log (RFC 6962 section 2.1), kept as C2SP tiles: only the right edge is in memory.
import type { Primitives } from '#verifier';

/** Hashes of a tile and everything folded from them: 256 + 128 + … + 1 hashes of 32 bytes. */
export const expandedTileBytes: number = 511 * 32;
export const tileWidth = 256;
const hashBytes = 32;

export interface CompletedTile {
  level: number;
  index: number;
  /** `expandedTileBytes` long; its first 8,192 bytes are the tile as it is served. */
  expanded: Uint8Array;
}

/** MUST return the expanded bytes of a completed tile, exactly as they were handed out by `append`. */
export type ReadTile = (level: number, index: number) => Uint8Array;

/** The right edge: for each tile level the hashes of the tile that is not full yet. */
export interface TreeEdge {
  size: number;
  partial: Uint8Array[];
}

export function emptyEdge(): TreeEdge {
  return { size: 0, partial: [] };
}

/** The edge after `leafHashes`, and the tiles that became full on the way. The given edge is not changed. */
export function grow(
  edge: TreeEdge,
  leafHashes: readonly Uint8Array[],
  primitives: Primitives,
): { edge: TreeEdge; completed: CompletedTile[] } {
  const growing = new GrowingEdge(edge, primitives);
  for (const hash of leafHashes) growing.push(hash);
  return { edge: growing.edge(), completed: growing.completed };
}

/** The partial tiles with room for all their 256 hashes: a commit copies them once, not once a leaf. */
class GrowingEdge {
  readonly completed: CompletedTile[] = [];
  readonly #primitives: Primitives;
  readonly #rows: { hashes: Uint8Array; length: number }[];
  #size: number;

  constructor({ size, partial }: TreeEdge, primitives: Primitives) {
    this.#size = size;
    this.#primitives = primitives;
    this.#rows = partial.map((held) => {
      const hashes = new Uint8Array(tileWidth * hashBytes);
      hashes.set(held);
      return { hashes, length: held.length };
    });
  }

  push(leafHash: Uint8Array): void {
    this.#add(0, leafHash);
    this.#size += 1;
  }

  edge(): TreeEdge {
    return { size: this.#size, partial: this.#rows.map(({ hashes, length }) => hashes.subarray(0, length)) };
  }

  #add(level: number, hash: Uint8Array): void {
    const row = this.#rows[level] ?? { hashes: new Uint8Array(tileWidth * hashBytes), length: 0 };
    this.#rows[level] = row;
    row.hashes.set(hash, row.length);
    row.length += hashBytes;
    if (row.length < row.hashes.length) return;
    const expanded = expand(row.hashes, this.#primitives);
    this.completed.push({ level, index: Math.floor(this.#size / tileWidth ** (level + 1)), expanded });
    row.length = 0;
    this.#add(level + 1, expanded.subarray(-hashBytes));
  }
}

/** Folds the 256 hashes of a full tile up to their root, all rows one behind the other. */
export function expand(hashes: Uint8Array, primitives: Primitives): Uint8Array {
  const expanded = new Uint8Array(expandedTileBytes);
  expanded.set(hashes);
  const node = new Uint8Array(1 + 2 * hashBytes);
  node[0] = 1;
  let read = 0;
  for (let write = tileWidth; write < 511; write += 1) {
    node.set(expanded.subarray(read * hashBytes, (read + 2) * hashBytes), 1);
    expanded.set(primitives.sha256(node), write * hashBytes);
    read += 2;
  }
  return expanded;
}

/** Answers hashes of ranges [lo, hi) as RFC 6962 splits them, from full tiles and the edge. */
export class TreeReader {
  readonly #edge: TreeEdge;
  readonly #readTile: ReadTile;
  readonly #primitives: Primitives;

  constructor(edge: TreeEdge, readTile: ReadTile, primitives: Primitives) {
    this.#edge = edge;
    this.#readTile = readTile;
    this.#primitives = primitives;
  }

  get size(): number {
    return this.#edge.size;
  }

  /** Root over the first `size` leaves; the empty root is SHA-256 of nothing. */
  root(size: number = this.#edge.size): Uint8Array {
    return size === 0 ? this.#primitives.sha256(new Uint8Array(0)) : this.range(0, size);
  }

  range(lo: number, hi: number): Uint8Array {
    const width = hi - lo;
    const height = Math.log2(width);
    if (Number.isInteger(height) && lo % width === 0) return this.#perfect(height, lo / width);
    const split = 2 ** Math.floor(Math.log2(width - 1));
    return this.#node(this.range(lo, lo + split), this.range(lo + split, hi));
  }

  /** Bytes of a tile of the given width, or undefined where the log does not reach that far. */
  tile(level: number, index: number, width: number): Uint8Array | undefined {
    const held = Math.floor(this.#edge.size / tileWidth ** level);
    if (width < 1 || width > tileWidth || index * tileWidth + width > held) return undefined;
    return this.#row(level, index).subarray(0, width * hashBytes);
  }

  /** The hash of the perfect subtree number `position` of 2^height leaves. */
  #perfect(height: number, position: number): Uint8Array {
    const level = Math.floor(height / 8);
    const within = height % 8;
    const first = position * 2 ** within;
    const index = Math.floor(first / tileWidth);
    if (!this.#isFull(level, index)) return this.#fold(level, index, first % tileWidth, 2 ** within);
    const at = 512 - 2 ** (9 - within) + ((first % tileWidth) >> within);
    return this.#readTile(level, index).subarray(at * hashBytes, (at + 1) * hashBytes);
  }

  #fold(level: number, index: number, first: number, count: number): Uint8Array {
    if (count === 1) return this.#row(level, index).subarray(first * hashBytes, (first + 1) * hashBytes);
    const half = count / 2;
    return this.#node(this.#fold(level, index, first, half), this.#fold(level, index, first + half, half));
  }

  #isFull(level: number, index: number): boolean {
    return (index + 1) * tileWidth ** (level + 1) <= this.#edge.size;
  }

  #row(level: number, index: number): Uint8Array {
    return this.#isFull(level, index)
      ? this.#readTile(level, index)
      : (this.#edge.partial[level] ?? new Uint8Array(0));
  }

  #node(left: Uint8Array, right: Uint8Array): Uint8Array {
    const node = new Uint8Array(1 + 2 * hashBytes);
    node[0] = 1;
    node.set(left, 1);
    node.set(right, 1 + hashBytes);
    return this.#primitives.sha256(node);
  }
}

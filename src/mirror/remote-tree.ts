// Hashes of a tree that the mirror does not have, out of the tiles that the node serves.
import { hashLength, nodeHash, splitPoint } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { type Remote, tileWidth } from './remote.ts';

/** The hash over [lo, hi), a node of the tree of `size`, from the highest tile that has it. */
export async function remoteHash(remote: Remote, lo: number, hi: number, size: number): Promise<Uint8Array> {
  const height = Math.log2(hi - lo);
  if (!Number.isInteger(height) || lo % (hi - lo) !== 0) {
    const middle = lo + splitPoint(hi - lo);
    const left = await remoteHash(remote, lo, middle, size);
    return nodeHash(left, await remoteHash(remote, middle, hi, size), nodePrimitives);
  }
  const level = Math.floor(height / 8);
  const first = lo / tileWidth ** level;
  const index = Math.floor(first / tileWidth);
  const width = Math.min(tileWidth, Math.floor(size / tileWidth ** level) - index * tileWidth);
  const tile = await remote.tile(level, index, width);
  return folded(tile, first % tileWidth, 2 ** (height % 8));
}

/** The node over `count` hashes of the tile, a power of two. */
function folded(tile: Uint8Array, first: number, count: number): Uint8Array {
  if (count === 1) return tile.slice(first * hashLength, (first + 1) * hashLength);
  const half = count / 2;
  return nodeHash(folded(tile, first, half), folded(tile, first + half, half), nodePrimitives);
}

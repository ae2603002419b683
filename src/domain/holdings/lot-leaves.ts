// What the map keeps of each lot, by the number of the lot: what its leaf was hashed from last.
import { type TypedArray, withRoom } from '../lot/room.ts';
import { arrayOf } from '../lot/snapshot.ts';

const hashBytes = 32;
const secretBytes = 16;
const noBytes = new Uint8Array(0);

export class LotLeaves {
  /** The ledger's lot, plus one; 0 = void. */
  lot: Uint32Array = new Uint32Array(0);
  /** 16 bytes each. */
  secret: Uint8Array = noBytes;
  /** Rows of its touches that are in the chain: `Touches.lastOf` at that time. */
  hashed: Uint32Array = new Uint32Array(0);
  count: Uint32Array = new Uint32Array(0);
  last: Uint32Array = new Uint32Array(0);
  claimed: Uint32Array = new Uint32Array(0);
  dimension: Uint8Array = noBytes;
  /** 32 bytes each. */
  chain: Uint8Array = noBytes;
  sealed: Uint8Array = noBytes;

  secretOf(number: number): Uint8Array {
    return this.secret.subarray(number * secretBytes, (number + 1) * secretBytes);
  }

  chainOf(number: number): Uint8Array {
    return this.chain.subarray(number * hashBytes, (number + 1) * hashBytes);
  }

  sealedOf(number: number): Uint8Array {
    return this.sealed.subarray(number * hashBytes, (number + 1) * hashBytes);
  }

  /** The others have at least as much room as `lot`. */
  makeRoom(size: number): void {
    if (size <= this.lot.length) return;
    this.lot = withRoom(this.lot, size);
    const room = this.lot.length;
    this.secret = withRoom(this.secret, room * secretBytes);
    this.hashed = withRoom(this.hashed, room);
    this.count = withRoom(this.count, room);
    this.last = withRoom(this.last, room);
    this.claimed = withRoom(this.claimed, room);
    this.dimension = withRoom(this.dimension, room);
    this.chain = withRoom(this.chain, room * hashBytes);
    this.sealed = withRoom(this.sealed, room * hashBytes);
  }

  snapshot(): Record<string, TypedArray> {
    const size = this.lot.length;
    return {
      lot: this.lot,
      secret: this.secret.subarray(0, size * secretBytes),
      hashed: this.hashed.subarray(0, size),
      count: this.count.subarray(0, size),
      last: this.last.subarray(0, size),
      claimed: this.claimed.subarray(0, size),
      dimension: this.dimension.subarray(0, size),
      chain: this.chain.subarray(0, size * hashBytes),
      sealed: this.sealed.subarray(0, size * hashBytes),
    };
  }

  /** Takes the arrays over. */
  static restore(arrays: Record<string, TypedArray>): LotLeaves {
    const leaves = new LotLeaves();
    leaves.lot = arrayOf(arrays, 'lot', Uint32Array);
    leaves.secret = arrayOf(arrays, 'secret', Uint8Array);
    leaves.hashed = arrayOf(arrays, 'hashed', Uint32Array);
    leaves.count = arrayOf(arrays, 'count', Uint32Array);
    leaves.last = arrayOf(arrays, 'last', Uint32Array);
    leaves.claimed = arrayOf(arrays, 'claimed', Uint32Array);
    leaves.dimension = arrayOf(arrays, 'dimension', Uint8Array);
    leaves.chain = arrayOf(arrays, 'chain', Uint8Array);
    leaves.sealed = arrayOf(arrays, 'sealed', Uint8Array);
    return leaves;
  }
}

// The Merkle tree over the leaves of all lots (docs/protocol/holdings.md, "The root"): one row of hashes a level, 64 bytes
// a leaf in all. Only perfect subtrees are kept; what stands at the right edge is put together when it is asked for.
import { copyBytes, eachSubtreeRange, emptyRoot, nodeHash, splitPoint, viewOf } from '#verifier';
import type { HashRows, Primitives } from '#verifier';
import { type TypedArray, withRoom } from '../lot/room.ts';
import { arrayOf } from '../lot/snapshot.ts';

const hashBytes = 32;
/** Nodes hashed between two steps of an update: less than a tenth of a millisecond. */
const nodesAStep = 256;

export class DenseTree {
  readonly #primitives: Primitives;
  /** `#levels[k]` holds the roots of the leaves [i·2^k, (i+1)·2^k), 32 bytes each. */
  readonly #levels: Uint8Array[] = [new Uint8Array(0)];
  /** RFC 6962 section 2.1: 0x01 and the two hashes below. */
  readonly #joined: HashRows;
  #size = 0;

  constructor(primitives: Primitives) {
    this.#primitives = primitives;
    this.#joined = primitives.hashRows(1 + 2 * hashBytes, nodesAStep);
  }

  /** Leaves. */
  get size(): number {
    return this.#size;
  }

  /** Room for so many leaves. The new ones MUST be set, and named to `updating`, before anything is asked. */
  growTo(size: number): void {
    this.#size = Math.max(this.#size, size);
    for (let level = 0, count = this.#size; count > 0; level += 1, count = Math.floor(count / 2))
      this.#levels[level] = withRoom(this.#levels[level] ?? new Uint8Array(0), count * hashBytes);
  }

  setLeaf(index: number, hash: Uint8Array): void {
    this.#levels[0]!.set(hash, index * hashBytes);
  }

  /** Where leaves are written to, 32 bytes each; another array after the tree has grown. */
  get leaves(): Uint8Array {
    return this.#levels[0]!;
  }

  leaf(index: number): Uint8Array {
    return this.#hashAt(0, index);
  }

  /** Hashes anew what lies above the leaves `changed` (ascending), each inner node once; pauses now and then. */
  *updating(changed: Uint32Array): Generator<void, void, void> {
    let nodes = changed;
    for (let level = 0; nodes.length > 0; level += 1) {
      const parents = parentsOf(nodes, Math.floor(this.#size / 2 ** (level + 1)));
      for (let first = 0; first < parents.length; first += nodesAStep) {
        this.#hashParents(level, parents.subarray(first, first + nodesAStep));
        if (parents.length > nodesAStep) yield;
      }
      nodes = parents;
    }
  }

  /** Of no leaves: SHA-256 of nothing. */
  root(): Uint8Array {
    return this.#size === 0 ? emptyRoot(this.#primitives) : this.range(0, this.#size);
  }

  /** The hash of the leaves [lo, hi), which MUST be a node of the tree of this size or of a smaller one. */
  range(lo: number, hi: number): Uint8Array {
    const height = Math.log2(hi - lo);
    if (Number.isInteger(height) && lo % (hi - lo) === 0) return this.#hashAt(height, lo / (hi - lo));
    const middle = lo + splitPoint(hi - lo);
    return nodeHash(this.range(lo, middle), this.range(middle, hi), this.#primitives);
  }

  /** The subtree proof (evidence.md) of the leaves `indexes` (ascending): its hashes one behind the other. */
  proof(indexes: Uint32Array): Uint8Array {
    let hashes = new Uint8Array(0);
    let count = 0;
    eachSubtreeRange(this.#size, indexes, (lo, hi) => {
      hashes = withRoom(hashes, (count + 1) * hashBytes);
      hashes.set(this.range(lo, hi), count * hashBytes);
      count += 1;
    });
    return hashes.subarray(0, count * hashBytes);
  }

  /** The leaves that this tree and another one, of the same size, do not have in common; ascending. */
  differences(other: DenseTree): number[] {
    const found: number[] = [];
    const visit = (lo: number, hi: number): void => {
      if (isSame(this.range(lo, hi), other.range(lo, hi))) return;
      if (hi - lo === 1) {
        found.push(lo);
        return;
      }
      const middle = lo + splitPoint(hi - lo);
      visit(lo, middle);
      visit(middle, hi);
    };
    if (this.#size > 0) visit(0, this.#size);
    return found;
  }

  snapshot(): Record<string, TypedArray> {
    const counts = this.#levels.map((_, level) => Math.floor(this.#size / 2 ** level));
    const rows = this.#levels.map((row, level) => row.subarray(0, counts[level]! * hashBytes));
    return Object.fromEntries(rows.map((row, level) => [`level${level}`, row]));
  }

  /** Takes the arrays over. */
  static restore(arrays: Record<string, TypedArray>, primitives: Primitives): DenseTree {
    const tree = new DenseTree(primitives);
    for (let level = 0; arrays[`level${level}`] !== undefined; level += 1)
      tree.#levels[level] = arrayOf(arrays, `level${level}`, Uint8Array);
    tree.#size = tree.#levels[0]!.length / hashBytes;
    return tree;
  }

  #hashAt(level: number, index: number): Uint8Array {
    return this.#levels[level]!.subarray(index * hashBytes, (index + 1) * hashBytes);
  }

  /** Both children of a parent stand beside each other. */
  #hashParents(level: number, parents: Uint32Array): void {
    const { messages, stride, digests } = this.#joined;
    const [below, above] = [viewOf(this.#levels[level]!), viewOf(this.#levels[level + 1]!)];
    for (let row = 0; row < parents.length; row += 1) {
      const [from, to] = [2 * parents[row]! * hashBytes, row * stride];
      messages.setUint8(to, 1);
      copyBytes(below, from, messages, to + 1, 2 * hashBytes);
    }
    this.#joined.hash(parents.length);
    for (let row = 0; row < parents.length; row += 1)
      copyBytes(digests, row * hashBytes, above, parents[row]! * hashBytes, hashBytes);
  }
}

/** Ascending, without repetition, those that have both children. */
function parentsOf(nodes: Uint32Array, count: number): Uint32Array {
  const parents = new Uint32Array(nodes.length);
  let found = 0;
  for (const node of nodes) {
    const parent = node >>> 1;
    if (parent < count && (found === 0 || parents[found - 1] !== parent)) parents[found++] = parent;
  }
  return parents.subarray(0, found);
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.every((byte, at) => byte === right[at]);
}

// A log of any size below 2^64 of which only the heads at given sizes are worked out: complete subtrees that no
// such size cuts are a hash drawn from their place. So proofs of a log of a thousand million entries cost nothing,
// and no two hashes are the same. Written after RFC 6962 section 2.1.2 word for word, beside the verifier's tree.
import { type ConsistencyProof, nodeHash, type Primitives } from '#verifier';

/** What a head of the sketched log is: as the contract wants it, with the root as bytes. */
export interface SketchedHead {
  readonly size: bigint;
  readonly root: Uint8Array;
}

export interface Sketch {
  head(size: bigint): SketchedHead;
  /** The claim that the log grew from one size to the other, with its proof. Both were named to `sketchLog`. */
  growth(olderSize: bigint, newerSize: bigint): ConsistencyProof;
}

/** A log with heads at `sizes`, each at least 1; the same name gives the same hashes. */
export function sketchLog(name: string, sizes: readonly bigint[], primitives: Primitives): Sketch {
  const known = new Map<string, Uint8Array>();
  const root = (from: bigint, to: bigint): Uint8Array => {
    const key = `${name} ${from} ${to}`;
    const hash = known.get(key) ?? rootOf(from, to, key);
    known.set(key, hash);
    return hash;
  };
  const rootOf = (from: bigint, to: bigint, key: string): Uint8Array => {
    const isCut = sizes.some((size) => from < size && size < to);
    if (!isCut && isPowerOfTwo(to - from)) return primitives.sha256(Buffer.from(key));
    const middle = from + largestPowerBelow(to - from);
    return nodeHash(root(from, middle), root(middle, to), primitives);
  };
  return {
    head: (size) => ({ size, root: root(0n, size) }),
    growth: (olderSize, newerSize) => ({
      olderSize,
      newerSize,
      olderRoot: root(0n, olderSize),
      newerRoot: root(0n, newerSize),
      proof: subproof(olderSize, 0n, newerSize, root),
    }),
  };
}

/** SUBPROOF of RFC 6962 section 2.1.2 over the leaves [from, to); its flag is true where `from` is 0. */
function subproof(
  older: bigint,
  from: bigint,
  to: bigint,
  root: (from: bigint, to: bigint) => Uint8Array,
): Uint8Array[] {
  if (older === to) return from === 0n ? [] : [root(from, to)];
  const middle = from + largestPowerBelow(to - from);
  return older <= middle
    ? [...subproof(older, from, middle, root), root(middle, to)]
    : [...subproof(older, middle, to, root), root(from, middle)];
}

function isPowerOfTwo(width: bigint): boolean {
  return (width & (width - 1n)) === 0n;
}

function largestPowerBelow(width: bigint): bigint {
  return 1n << BigInt((width - 1n).toString(2).length - 1);
}

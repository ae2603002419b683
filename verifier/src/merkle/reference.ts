import type { Primitives } from '../primitives/primitives.ts';
import { emptyRoot, nodeHash } from './hash.ts';
import { splitPoint } from './range.ts';

/** MTH of RFC 6962 section 2.1, word for word: slow, and the judge of everything that is fast. */
export function rootOfLeaves(leafHashes: readonly Uint8Array[], primitives: Primitives): Uint8Array {
  const [first] = leafHashes;
  if (first === undefined) return emptyRoot(primitives);
  if (leafHashes.length === 1) return first;
  const middle = splitPoint(leafHashes.length);
  const left = rootOfLeaves(leafHashes.slice(0, middle), primitives);
  return nodeHash(left, rootOfLeaves(leafHashes.slice(middle), primitives), primitives);
}

// A Merkle-Patricia proof (Ethereum yellow paper, appendix D) of one receipt under the receiptsRoot of its block.
import { equalBytes } from '../bytes/bytes.ts';
import { hashLength } from '../merkle/hash.ts';
import { keccak256 } from '../primitives/keccak.ts';
import { byteStringsOf, decodeRlp, encodeNatural } from './rlp.ts';

/**
 * The receipt of transaction number `transaction`, as it stands in the tree with this root; undefined unless `nodes` are
 * exactly those on the way to it, from the root down. Nodes below 32 bytes, which a parent holds itself, are none: every
 * receipt is longer than that (its bloom filter alone has 256 bytes), and so is all that leads to one.
 */
export function receiptFromProof(
  root: Uint8Array,
  transaction: number,
  nodes: readonly Uint8Array[],
): Uint8Array | undefined {
  let key: readonly number[] = nibblesOf(encodeNatural(transaction));
  let expected = root;
  for (const [at, node] of nodes.entries()) {
    if (!equalBytes(keccak256(node), expected)) return undefined;
    const step = follow(node, key);
    if (step === undefined) return undefined;
    if (step.kind === 'value') return at === nodes.length - 1 ? step.value : undefined;
    expected = step.child;
    key = step.rest;
  }
  return undefined;
}

type Step =
  | { readonly kind: 'value'; readonly value: Uint8Array }
  | { readonly kind: 'child'; readonly child: Uint8Array; readonly rest: readonly number[] };

function follow(node: Uint8Array, key: readonly number[]): Step | undefined {
  const items = byteStringsOf(decodeRlp(node));
  if (items?.length === 17) {
    const [nibble, ...rest] = key;
    return nibble === undefined ? undefined : childAt(items[nibble]!, rest);
  }
  if (items?.length !== 2) return undefined;
  const [encoded, next] = items as [Uint8Array, Uint8Array];
  const path = pathOf(encoded);
  if (path === undefined || !path.nibbles.every((nibble, at) => nibble === key[at])) return undefined;
  const rest = key.slice(path.nibbles.length);
  if (!path.isLeaf) return path.nibbles.length > 0 ? childAt(next, rest) : undefined;
  return path.nibbles.length === key.length ? { kind: 'value', value: next } : undefined;
}

function childAt(child: Uint8Array, rest: readonly number[]): Step | undefined {
  return child.length === hashLength ? { kind: 'child', child, rest } : undefined;
}

/** Hex-prefix encoding (appendix C): bit 1 of the first nibble says leaf, bit 0 that the number of nibbles is odd. */
function pathOf(encoded: Uint8Array): { isLeaf: boolean; nibbles: readonly number[] } | undefined {
  const [flags, second, ...rest] = nibblesOf(encoded);
  if (flags === undefined || second === undefined || flags > 3) return undefined;
  const isOdd = flags % 2 === 1;
  if (!isOdd && second !== 0) return undefined;
  return { isLeaf: flags >= 2, nibbles: isOdd ? [second, ...rest] : rest };
}

function nibblesOf(bytes: Uint8Array): number[] {
  return [...bytes].flatMap((byte) => [byte >> 4, byte & 15]);
}

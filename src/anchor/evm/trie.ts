// A Merkle-Patricia tree (Ethereum yellow paper, appendix D) over the receipts of one block, and the way to one of them.
// The keys are the receipts' numbers in RLP, of which none is the beginning of another: no branch holds a value.
import { keccak256 } from '#verifier';
import { encodeRlp } from './block.ts';
import { scalarBytes } from './answer.ts';

interface Leaf {
  readonly nibbles: readonly number[];
  readonly value: Uint8Array;
}

interface Node {
  readonly bytes: Uint8Array;
  /** Of the nodes below it, those on the way to the asked key, from the top down. */
  readonly way: readonly Uint8Array[];
}

export interface ReceiptWay {
  /** 32 bytes. */
  readonly root: Uint8Array;
  /** From the root down. */
  readonly nodes: readonly Uint8Array[];
}

/** `receipts` in the order of the block, not empty; `index` is one of them. */
export function receiptWay(receipts: readonly Uint8Array[], index: number): ReceiptWay {
  const leaves = receipts.map((value, at) => ({ nibbles: keyOf(at), value }));
  const { bytes, way } = nodeOf(leaves, 0, keyOf(index));
  return { root: keccak256(bytes), nodes: [bytes, ...way] };
}

function keyOf(index: number): number[] {
  return nibblesOf(encodeRlp(scalarBytes(BigInt(index))));
}

/** `depth`: nibbles that all these leaves share. `asked`: null where the way has parted from here. */
function nodeOf(leaves: readonly Leaf[], depth: number, asked: readonly number[] | null): Node {
  const [first, ...others] = leaves as [Leaf, ...Leaf[]];
  if (others.length === 0)
    return { bytes: encodeRlp([hexPrefix(first.nibbles.slice(depth), true), first.value]), way: [] };
  const shared = sharedUpTo(leaves, depth);
  if (shared === depth) return branchOf(leaves, depth, asked);
  const below = branchOf(leaves, shared, asked);
  const path = hexPrefix(first.nibbles.slice(depth, shared), false);
  return { bytes: encodeRlp([path, keccak256(below.bytes)]), way: [below.bytes, ...below.way] };
}

function branchOf(leaves: readonly Leaf[], depth: number, asked: readonly number[] | null): Node {
  let way: readonly Uint8Array[] = [];
  const items = Array.from({ length: 16 }, (_, nibble) => {
    const under = leaves.filter(({ nibbles }) => nibbles[depth] === nibble);
    if (under.length === 0) return new Uint8Array(0);
    const isAsked = asked?.[depth] === nibble;
    const child = nodeOf(under, depth + 1, isAsked ? asked : null);
    if (isAsked) way = [child.bytes, ...child.way];
    // A node below 32 bytes would stand here itself; with a receipt in it none is so short.
    return keccak256(child.bytes);
  });
  return { bytes: encodeRlp([...items, new Uint8Array(0)]), way };
}

function sharedUpTo(leaves: readonly Leaf[], depth: number): number {
  const [first] = leaves;
  let at = depth;
  while (leaves.every(({ nibbles }) => nibbles[at] !== undefined && nibbles[at] === first?.nibbles[at]))
    at += 1;
  return at;
}

/** Appendix C. */
function hexPrefix(nibbles: readonly number[], isLeaf: boolean): Uint8Array {
  const flag = (isLeaf ? 2 : 0) + (nibbles.length % 2);
  const all = nibbles.length % 2 === 1 ? [flag, ...nibbles] : [flag, 0, ...nibbles];
  return Uint8Array.from({ length: all.length / 2 }, (_, at) => (all[2 * at]! << 4) | all[2 * at + 1]!);
}

function nibblesOf(bytes: Uint8Array): number[] {
  return [...bytes].flatMap((byte) => [byte >> 4, byte & 15]);
}

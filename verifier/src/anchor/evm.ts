// An event in a receipt in a block of an EVM chain.
import { decodeHex, encodeHex } from '../bytes/hex.ts';
import { equalBytes } from '../bytes/bytes.ts';
import type { EvmProof } from '../evidence/form/anchors.ts';
import { isInstant } from '../bytes/member.ts';
import { bytesOfHash } from '../evidence/form/hash.ts';
import type { AnchorClaim, OpenedAnchor } from './anchor.ts';
import { receiptFromProof } from './receipt-proof.ts';
import { anchoredHead, readHeader, readReceipt } from './receipt.ts';

/** What is proven, or a sentence about what is not. */
export function openEvmProof({ size, root }: AnchorClaim, proof: EvmProof): OpenedAnchor | string {
  const header = readHeader(bytesOfHex(proof.header));
  if (header === undefined || !isInstant(header.timestampSeconds * 1000))
    return 'the header is none of a block';
  const nodes = proof.nodes.map(bytesOfHex);
  const receipt = receiptFromProof(header.receiptsRoot, proof.transaction, nodes);
  if (receipt === undefined) return `the nodes do not lead to receipt ${proof.transaction} of the block`;
  const event = readReceipt(receipt)?.[proof.event];
  if (event === undefined) return `the receipt has no event ${proof.event}`;
  if (!equalBytes(event.contract, bytesOfHex(proof.contract)))
    return `event ${proof.event} is not by ${proof.contract}`;
  const head = anchoredHead(event, bytesOfHex(proof.log));
  if (head?.size !== size || !equalBytes(head.root, bytesOfHash(root)))
    return `event ${proof.event} does not say that the log had this head of ${size} entries`;
  return {
    atMs: header.timestampSeconds * 1000,
    place: proof.contract,
    block: { number: header.number, hash: `0x${encodeHex(header.hash)}` },
  };
}

/** Of hex that the form has accepted. */
function bytesOfHex(text: string): Uint8Array {
  const bytes = decodeHex(text.slice(2));
  if (bytes === undefined) throw new Error('no hex');
  return bytes;
}

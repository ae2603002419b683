// A statement of kind `head` in another log.
import { decodeBase64url } from '../bytes/base64.ts';
import { equalBytes } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import { utf8Bytes } from '../bytes/utf8.ts';
import { openCheckpoint } from '../checkpoint/checkpoint.ts';
import { parseNote } from '../checkpoint/note.ts';
import { type LogKey, parseLogKey } from '../checkpoint/verifierkey.ts';
import { encodeEntry } from '../entry/entry.ts';
import type { LogProof } from '../evidence/form/anchors.ts';
import { bytesOfHash } from '../evidence/form/hash.ts';
import { leafHash } from '../merkle/hash.ts';
import { verifyInclusion } from '../merkle/inclusion.ts';
import type { Primitives } from '../primitives/primitives.ts';
import { readRecord } from '../record/read.ts';
import { readStatement, type Statement } from '../sdjwt/statement.ts';
import type { AnchorClaim, OpenedAnchor } from './anchor.ts';

/** What is proven, or a sentence about what is not. */
export function openLogProof(
  { chain, size, root }: AnchorClaim,
  proof: LogProof,
  log: LogKey,
  primitives: Primitives,
): OpenedAnchor | string {
  const other = parseLogKey(proof.log, primitives);
  if (other === undefined || chainOfLog(other.name, primitives) !== chain)
    return `the key of the other log is not that of ${chain}`;
  const opened = openCheckpoint(proof.checkpoint, other, primitives);
  if (!opened.ok || !hasOneSignature(proof.checkpoint))
    return `the checkpoint of ${other.name} is not signed by it, and by nobody else`;
  const read = readStatement(proof.sdjwt, primitives);
  if (!read.ok) return `the statement in ${other.name} is refused: ${read.refusal.code}`;
  if (!isInTree(proof, read.statement, opened.checkpoint, primitives))
    return `the statement does not stand at entry ${proof.index} of ${other.name}`;
  const told = readRecord(read.statement, primitives);
  if (!told.ok || told.record.kind !== 'head' || told.record.log !== log.name || other.name === log.name)
    return `the statement in ${other.name} tells no head of ${log.name}`;
  const toldRoot = decodeBase64url(told.record.root);
  if (told.record.size !== size || toldRoot === undefined || !equalBytes(toldRoot, bytesOfHash(root)))
    return `the statement in ${other.name} tells another head`;
  return { atMs: proof.recordedAtMs, place: other.name, block: null };
}

/** The CAIP-2 name of a log as a place for anchors. */
export function chainOfLog(origin: string, primitives: Primitives): string {
  return `tlog:${encodeHex(primitives.sha256(utf8Bytes(origin)).subarray(0, 16))}`;
}

function isInTree(
  { index, recordedAtMs, firstLot, lotCount, inclusion }: LogProof,
  { digest }: Statement,
  { size, root }: { readonly size: number; readonly root: Uint8Array },
  primitives: Primitives,
): boolean {
  const leaf = leafHash(encodeEntry({ recordedAtMs, firstLot, lotCount, digest }), primitives);
  return verifyInclusion(
    { index, size, leafHash: leaf, proof: inclusion.map(bytesOfHash), root },
    primitives,
  );
}

/** A further signature would be bytes that nothing checks. */
function hasOneSignature(noteText: string): boolean {
  const parsed = parseNote(noteText);
  return parsed.ok && parsed.note.signatures.length === 1;
}

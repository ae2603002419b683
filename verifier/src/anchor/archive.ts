// A head that an archive has cosigned: files carried by mail or by hand.
import { equalBytes } from '../bytes/bytes.ts';
import { parseCheckpointText } from '../checkpoint/checkpoint.ts';
import { openCosignature } from '../checkpoint/cosignature.ts';
import { openNote, parseNote } from '../checkpoint/note.ts';
import { type LogKey, parseCosignerKey } from '../checkpoint/verifierkey.ts';
import type { ArchiveProof } from '../evidence/form/anchors.ts';
import { isInstant } from '../bytes/member.ts';
import { bytesOfHash } from '../evidence/form/hash.ts';
import type { Primitives } from '../primitives/primitives.ts';
import type { AnchorClaim, OpenedAnchor } from './anchor.ts';

/** What is proven, or a sentence about what is not. */
export function openArchiveProof(
  { size, root }: AnchorClaim,
  { archive, note }: ArchiveProof,
  log: LogKey,
  primitives: Primitives,
): OpenedAnchor | string {
  const key = parseCosignerKey(archive, primitives);
  if (key === undefined) return 'the key of the archive is no verifier key of a cosigner';
  const parsed = parseNote(note);
  if (!parsed.ok) return 'the note of the archive cannot be read';
  const { text, signatures } = parsed.note;
  const head = parseCheckpointText(text);
  if (head?.origin !== log.name || head.size !== size || !equalBytes(head.root, bytesOfHash(root)))
    return `the note of ${key.name} is not of this head`;
  // A further signature would be bytes that nothing checks.
  const [first, second] = signatures;
  if (signatures.length !== 2 || first?.keyId !== log.keyId || !openNote(note, [log], primitives).ok)
    return `the note of ${key.name} bears other signatures than the log's and, after it, the archive's`;
  const opened = openCosignature(text, second!, key, primitives);
  if (!opened.ok) return opened.refusal.detail;
  const atMs = opened.timeSeconds * 1000;
  return isInstant(atMs)
    ? { atMs, place: key.name, block: null }
    : `${key.name} gives a time that no calendar has`;
}

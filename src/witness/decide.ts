// What a witness answers, as a pure function of what it has signed and what it is asked (docs/protocol/witness.md).
import { formatNote, openNote, verifyConsistency } from '#verifier';
import type { AddCheckpoint, LogKey, Note, NoteSignature, Primitives } from '#verifier';

/** The head of a log that the witness has signed last. */
export interface SignedHead {
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
}

/** `note`: what is cosigned, with only those signatures that the witness has checked. */
export type Decision = { readonly status: 200; readonly note: Note } | Refusal;

export type Refusal =
  | { readonly status: 400 | 403 | 404 | 422; readonly reason: string }
  /** `size`: of the head that the witness has signed last. */
  | { readonly status: 409; readonly reason: string; readonly size: number };

/**
 * Only a head that extends the one signed last is signed: whatever else is asked, two heads that this allows one after
 * the other are never of forked trees. `keys`: of the logs it knows, of which an origin may have several.
 */
export function decide(
  { oldSize, proof, note, checkpoint }: AddCheckpoint,
  keys: readonly LogKey[],
  held: SignedHead | undefined,
  primitives: Primitives,
): Decision {
  const { origin, size, root } = checkpoint;
  const known = keys.filter(({ name }) => name === origin);
  if (known.length === 0) return { status: 404, reason: `${origin} is no log that this witness knows` };
  const signed = signedBy(note, known, primitives);
  if (signed === undefined) return { status: 403, reason: `not signed by a known key of ${origin}` };
  if (oldSize > size)
    return { status: 400, reason: `old ${oldSize} is more than the ${size} of the checkpoint` };
  const heldSize = held?.size ?? 0;
  if (oldSize !== heldSize) return { status: 409, reason: `signed last: ${heldSize}`, size: heldSize };
  const holds = extendsHead({ oldSize, proof, size, root }, held, primitives);
  return holds
    ? { status: 200, note: signed }
    : { status: 422, reason: `not shown to extend ${heldSize} entries` };
}

/** The note with the signatures of `keys` alone; undefined where there is none, or one that does not hold. */
function signedBy(note: Note, keys: readonly LogKey[], primitives: Primitives): Note | undefined {
  if (!openNote(formatNote(note), keys, primitives).ok) return undefined;
  const isKnown = (one: NoteSignature): boolean =>
    keys.some(({ name, keyId }) => name === one.name && keyId === one.keyId);
  return { text: note.text, signatures: note.signatures.filter(isKnown) };
}

/** From an empty tree to a larger one there is nothing to prove, and nothing may be sent as proof of it. */
function extendsHead(
  {
    oldSize,
    proof,
    size,
    root,
  }: { oldSize: number; proof: readonly Uint8Array[]; size: number; root: Uint8Array },
  held: SignedHead | undefined,
  primitives: Primitives,
): boolean {
  if (oldSize === 0 && size > 0) return proof.length === 0;
  const claim = {
    olderSize: oldSize,
    newerSize: size,
    olderRoot: held?.root ?? root,
    newerRoot: root,
    proof,
  };
  return verifyConsistency(claim, primitives);
}

import { concatBytes, readUint64, writeUint64 } from '../bytes/bytes.ts';
import { type Result, refused } from '../bytes/result.ts';
import { utf8Bytes } from '../bytes/utf8.ts';
import type { Primitives } from '../primitives/primitives.ts';
import { formatNote, type Note, type NoteSignature, type SignNote } from './note.ts';
import type { CosignerKey } from './verifierkey.ts';

// C2SP tlog-cosignature v1: "at this time, this was the largest head of the log that I had seen grow".

/** A cosignature that holds. */
export interface Cosignature {
  readonly key: CosignerKey;
  /** Seconds since 1970, as the cosigner says it. */
  readonly timeSeconds: number;
}

export type CosignatureRefusalCode =
  | 'COSIGNATURE_OTHER_KEY'
  | 'COSIGNATURE_MALFORMED'
  | 'COSIGNATURE_INVALID';

const timeLength = 8;
const signatureLength = timeLength + 64;

/**
 * The time of a cosignature, where it is by `key` and over this text of a note. Whether that time is believable is
 * for the caller to say, who has a clock.
 */
export function openCosignature(
  text: string,
  { name, keyId, signature }: NoteSignature,
  key: CosignerKey,
  primitives: Primitives,
): Result<Cosignature, CosignatureRefusalCode> {
  if (name !== key.name || keyId !== key.keyId)
    return refused('COSIGNATURE_OTHER_KEY', `by ${name} (${keyId}), not by ${key.name} (${key.keyId})`);
  const timeSeconds = signature.length === signatureLength ? readUint64(signature, 0) : undefined;
  if (timeSeconds === undefined)
    return refused('COSIGNATURE_MALFORMED', `what ${name} wrote is no time with an Ed25519 signature`);
  const message = cosignatureMessage(text, timeSeconds);
  return primitives.verifyEd25519(key.publicKey, message, signature.subarray(timeLength))
    ? { ok: true, key, timeSeconds }
    : refused('COSIGNATURE_INVALID', `the cosignature of ${name} is not of this text`);
}

/**
 * The cosignatures of a note by `keys`, in the order of its lines. Lines by other keys are ignored; a line that names
 * one of `keys` and does not hold refuses all, as with the signatures of a note.
 */
export function openCosignatures(
  note: Note,
  keys: readonly CosignerKey[],
  primitives: Primitives,
): Result<{ cosignatures: Cosignature[] }, CosignatureRefusalCode> {
  const cosignatures: Cosignature[] = [];
  for (const signature of note.signatures) {
    const key = keys.find(({ name, keyId }) => name === signature.name && keyId === signature.keyId);
    if (key === undefined) continue;
    const opened = openCosignature(note.text, signature, key, primitives);
    if (!opened.ok) return opened;
    cosignatures.push({ key: opened.key, timeSeconds: opened.timeSeconds });
  }
  return { ok: true, cosignatures };
}

/** A cosignature over the text of a note. `sign` MUST sign with the key of `key`, and only what it has seen grow. */
export function cosign(text: string, key: CosignerKey, timeSeconds: number, sign: SignNote): NoteSignature {
  const time = new Uint8Array(timeLength);
  writeUint64(time, 0, timeSeconds);
  const signature = concatBytes(time, sign(cosignatureMessage(text, timeSeconds)));
  return { name: key.name, keyId: key.keyId, signature };
}

/** The note with further signatures below those that it has. */
export function withSignatures({ text, signatures }: Note, further: readonly NoteSignature[]): string {
  return formatNote({ text, signatures: [...signatures, ...further] });
}

/** What a cosigner signs. `text`: of the note, with its final line feed. */
export function cosignatureMessage(text: string, timeSeconds: number): Uint8Array {
  return utf8Bytes(`cosignature/v1\ntime ${timeSeconds}\n${text}`);
}

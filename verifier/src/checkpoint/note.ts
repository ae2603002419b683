import { decodeBase64, encodeBase64 } from '../bytes/base64.ts';
import { concatBytes } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import { type Result, refused } from '../bytes/result.ts';
import { utf8Bytes } from '../bytes/utf8.ts';
import type { Primitives } from '../primitives/primitives.ts';
import { isKeyName, type LogKey, verifierKey } from './verifierkey.ts';

// C2SP signed-note (c2sp.org/signed-note): a text, a blank line, signature lines.

export interface NoteSignature {
  readonly name: string;
  /** Eight hexadecimal digits. With the name it says which key signed, it does not prove it. */
  readonly keyId: string;
  readonly signature: Uint8Array;
}

export interface Note {
  /** With its final line feed: exactly what is signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export type NoteRefusalCode =
  | 'NOTE_TOO_LARGE'
  | 'NOTE_MALFORMED'
  | 'NOTE_SIGNATURE_INVALID'
  | 'NOTE_UNSIGNED';

/** Signs the bytes of a note's text with Ed25519, 64 bytes. The key stays with whoever gives this function. */
export type SignNote = (message: Uint8Array) => Uint8Array;

const charactersMax = 1_000_000;
const signaturesMax = 100;
const keyIdLength = 4;

/**
 * A note that at least one of `keys` has signed. Signatures by other keys are ignored, a wrong signature under a
 * known key refuses the whole note. `signedBy` has each key once, in the order of the signatures.
 */
export function openNote(
  noteText: string,
  keys: readonly LogKey[],
  primitives: Primitives,
): Result<{ text: string; signedBy: LogKey[] }, NoteRefusalCode> {
  const parsed = parseNote(noteText);
  if (!parsed.ok) return parsed;
  const { text, signatures } = parsed.note;
  const message = utf8Bytes(text);
  const signedBy: LogKey[] = [];
  for (const { name, keyId, signature } of signatures) {
    const key = keys.find((known) => known.name === name && known.keyId === keyId);
    if (key === undefined) continue;
    if (!primitives.verifyEd25519(key.publicKey, message, signature)) {
      return refused('NOTE_SIGNATURE_INVALID', `the signature of ${name} is not of this text`);
    }
    if (!signedBy.includes(key)) signedBy.push(key);
  }
  return signedBy.length > 0
    ? { ok: true, text, signedBy }
    : refused('NOTE_UNSIGNED', 'no signature by a known key');
}

/** Takes a note apart without believing it. `formatNote` gives the same characters back. */
export function parseNote(noteText: string): Result<{ note: Note }, NoteRefusalCode> {
  if (noteText.length > charactersMax)
    return refused('NOTE_TOO_LARGE', `longer than ${charactersMax} characters`);
  const blank = noteText.lastIndexOf('\n\n');
  if (blank === -1 || !isNoteText(noteText))
    return refused('NOTE_MALFORMED', 'not a text, a blank line and signatures');
  const parsed = parseSignatureLines(noteText.slice(blank + 2));
  if (!parsed.ok) return parsed;
  return { ok: true, note: { text: noteText.slice(0, blank + 1), signatures: parsed.signatures } };
}

/** What stands below the blank line of a note, alone: signature lines, at least one. None of it is believed. */
export function parseSignatureLines(text: string): Result<{ signatures: NoteSignature[] }, NoteRefusalCode> {
  const lines = text.split('\n');
  if (lines.pop() !== '') return refused('NOTE_MALFORMED', 'the last line does not end');
  if (lines.length > signaturesMax) return refused('NOTE_TOO_LARGE', `more than ${signaturesMax} signatures`);
  const signatures = lines.map(parseSignature).filter((signature) => signature !== undefined);
  if (signatures.length === 0 || signatures.length < lines.length) {
    return refused('NOTE_MALFORMED', 'a line that is no signature');
  }
  return { ok: true, signatures };
}

export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(formatSignatureLine).join('')}`;
}

/** One line below the blank line of a note, with its line feed. */
export function formatSignatureLine({ name, keyId, signature }: NoteSignature): string {
  const id = Uint8Array.from(keyId.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return `— ${name} ${encodeBase64(concatBytes(id, signature))}\n`;
}

/** The note with one signature by the key of this name. Throws where the text or name cannot stand in a note. */
export function signNote(
  text: string,
  key: { readonly name: string; readonly publicKey: Uint8Array },
  sign: SignNote,
  primitives: Primitives,
): string {
  if (!text.endsWith('\n') || !isNoteText(text)) throw new Error('not the text of a note');
  const { name, keyId } = verifierKey(key.name, key.publicKey, primitives);
  return formatNote({ text, signatures: [{ name, keyId, signature: sign(utf8Bytes(text)) }] });
}

function parseSignature(line: string): NoteSignature | undefined {
  const [dash, name, encoded, ...rest] = line.split(' ');
  if (dash !== '—' || name === undefined || encoded === undefined || rest.length > 0) return undefined;
  const bytes = decodeBase64(encoded);
  if (!isKeyName(name) || bytes === undefined || bytes.length <= keyIdLength) return undefined;
  return { name, keyId: encodeHex(bytes.subarray(0, keyIdLength)), signature: bytes.subarray(keyIdLength) };
}

/** No control characters but line feeds, and nothing that UTF-8 cannot say. */
function isNoteText(text: string): boolean {
  return text.isWellFormed() && !/[\x00-\x09\x0b-\x1f]/.test(text);
}

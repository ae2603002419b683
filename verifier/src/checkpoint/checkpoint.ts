import { decodeBase64, encodeBase64 } from '../bytes/base64.ts';
import { type Result, refused } from '../bytes/result.ts';
import type { Primitives } from '../primitives/primitives.ts';
import { type NoteRefusalCode, openNote, type SignNote, signNote } from './note.ts';
import { isKeyName, type LogKey } from './verifierkey.ts';

/** The head of a log, as its checkpoint says it (c2sp.org/tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  /** Below 2^53. */
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
}

export type CheckpointRefusalCode = NoteRefusalCode | 'CHECKPOINT_MALFORMED' | 'CHECKPOINT_OTHER_ORIGIN';

/** A checkpoint that the log has signed; the name of its key is its origin (docs/protocol/checkpoint.md). */
export function openCheckpoint(
  noteText: string,
  log: LogKey,
  primitives: Primitives,
): Result<{ checkpoint: Checkpoint }, CheckpointRefusalCode> {
  const note = openNote(noteText, [log], primitives);
  if (!note.ok) return note;
  const checkpoint = parseCheckpointText(note.text);
  if (checkpoint === undefined) return refused('CHECKPOINT_MALFORMED', 'not origin, size and root');
  if (checkpoint.origin !== log.name)
    return refused('CHECKPOINT_OTHER_ORIGIN', `of ${checkpoint.origin}, not ${log.name}`);
  return { ok: true, checkpoint };
}

/** The text that the log signs: three lines, no extensions. */
export function formatCheckpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${encodeBase64(root)}\n`;
}

/** Exactly what `formatCheckpointText` writes; anything else, extension lines too, is undefined. */
export function parseCheckpointText(text: string): Checkpoint | undefined {
  const [origin = '', decimal = '', encoded = '', end, ...rest] = text.split('\n');
  if (end !== '' || rest.length > 0 || !isKeyName(origin)) return undefined;
  const size = parseDecimal(decimal);
  const root = decodeBase64(encoded);
  return size === undefined || root?.length !== 32 ? undefined : { origin, size, root };
}

/** The signed note. `sign` MUST sign with the key of `log`, and only a head that is on disk. */
export function signCheckpoint(
  checkpoint: Checkpoint,
  log: { readonly name: string; readonly publicKey: Uint8Array },
  sign: SignNote,
  primitives: Primitives,
): string {
  if (checkpoint.origin !== log.name) throw new Error(`${log.name} cannot sign for ${checkpoint.origin}`);
  return signNote(formatCheckpointText(checkpoint), log, sign, primitives);
}

/** ASCII decimal without sign or leading zero, below 2^53. */
export function parseDecimal(text: string): number | undefined {
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

// "The note is signed by `log`; pinned if the reader named that key, key from the file if not."
import { type Checkpoint, openCheckpoint, parseCheckpointText } from '../../checkpoint/checkpoint.ts';
import { parseNote } from '../../checkpoint/note.ts';
import { parseVerifierKey } from '../../checkpoint/verifierkey.ts';
import type { Primitives } from '../../primitives/primitives.ts';
import type { Evidence } from '../form.ts';
import { type Check, failed, passed } from '../verdict.ts';

export function checkCheckpoint(
  evidence: Evidence,
  pinned: string | undefined,
  primitives: Primitives,
): Check {
  const fail = (code: string, detail: string): Check => failed('checkpoint', [{ code, detail, entries: [] }]);
  if (pinned !== undefined && pinned !== evidence.log)
    return fail('LOG_KEY_DIFFERS', 'The file is of another log than the one whose key you gave.');
  const log = parseVerifierKey(evidence.log, primitives);
  if (log === undefined) return fail('LOG_KEY_INVALID', 'The key of the log is no verifier key.');
  const opened = openCheckpoint(evidence.checkpoint, log, primitives);
  if (!opened.ok)
    return fail(
      opened.refusal.code,
      `The checkpoint is not one that ${log.name} signed: ${opened.refusal.detail}.`,
    );
  // A further signature would be bytes that nothing checks.
  if (signatureCount(evidence.checkpoint) !== 1)
    return fail('CHECKPOINT_SIGNATURES', 'The checkpoint bears further signatures than the one of its log.');
  const { origin, size } = opened.checkpoint;
  const whose =
    pinned === undefined ? 'by the key from the file: compare it with one you trust' : 'by the key you gave';
  return passed('checkpoint', `${origin} signed a log of ${size} entries, ${whose}.`);
}

function signatureCount(noteText: string): number {
  const parsed = parseNote(noteText);
  return parsed.ok ? parsed.note.signatures.length : 0;
}

/** The head that the note states, whoever signed it. */
export function headOf(noteText: string): Checkpoint | undefined {
  const parsed = parseNote(noteText);
  return parsed.ok ? parseCheckpointText(parsed.note.text) : undefined;
}

// "The note is signed by `log`; pinned if the reader named that key, key from the file if not."
import { type Checkpoint, openCheckpoint, parseCheckpointText } from '../../checkpoint/checkpoint.ts';
import { parseNote } from '../../checkpoint/note.ts';
import { type LogKey, parseLogKey } from '../../checkpoint/verifierkey.ts';
import type { Primitives } from '../../primitives/primitives.ts';
import type { Evidence } from '../form/evidence.ts';
import { type Check, failed, passed } from '../verdict.ts';

/** `pinned`: lists of keys, of each of which the file's log must be one. */
export function checkCheckpoint(
  evidence: Evidence,
  pinned: readonly (readonly string[])[],
  primitives: Primitives,
): Check {
  const fail = (code: string, detail: string): Check => failed('checkpoint', [{ code, detail, entries: [] }]);
  if (!pinned.every((keys) => keys.includes(evidence.log)))
    return fail('LOG_KEY_DIFFERS', 'The file is of another log than the one whose key you gave.');
  const log = parseLogKey(evidence.log, primitives);
  if (log === undefined) return fail('LOG_KEY_INVALID', 'The key of the log is no verifier key.');
  const opened = openCheckpoint(evidence.checkpoint, log, primitives);
  if (!opened.ok)
    return fail(
      opened.refusal.code,
      `The checkpoint is not one that ${log.name} signed: ${opened.refusal.detail}.`,
    );
  const wrong = wrongSignatures(evidence, log);
  if (wrong !== undefined) return fail('CHECKPOINT_SIGNATURES', wrong);
  const { origin, size } = opened.checkpoint;
  const whose =
    pinned.length === 0 ? 'by the key from the file: compare it with one you trust' : 'by the key you gave';
  return passed('checkpoint', `${origin} signed a log of ${size} entries, ${whose}.`);
}

/** A signature that nobody answers for would be bytes that nothing checks. Whether those of witnesses hold is their own check. */
function wrongSignatures({ checkpoint, witnesses }: Evidence, log: LogKey): string | undefined {
  const parsed = parseNote(checkpoint);
  const signatures = parsed.ok ? parsed.note.signatures : [];
  if (signatures.length !== 1 + witnesses.length)
    return witnesses.length === 0
      ? 'The checkpoint bears further signatures than the one of its log.'
      : `The checkpoint does not bear just the signatures of its log and of ${witnesses.length} witnesses.`;
  return signatures[0]?.keyId === log.keyId ? undefined : 'The first signature is not that of the log.';
}

/** The head that the note states, whoever signed it. */
export function headOf(noteText: string): Checkpoint | undefined {
  const parsed = parseNote(noteText);
  return parsed.ok ? parseCheckpointText(parsed.note.text) : undefined;
}

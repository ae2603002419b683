// Two files that answer the same question: what the one shows and the other leaves out, though its log has it.
import { type Evidence, parseCheckpointText, parseNote } from '#verifier';

/** Statements of the first that belong into the second. An event that was declared an error since leaves a file honestly: so this is a reason to ask, and proves nothing. */
export function leftOutOf(one: Evidence, other: Evidence): string[] {
  if (one.log !== other.log || one.question.id !== other.question.id || one.level !== other.level) return [];
  const size = sizeOf(other);
  const shown = new Set(other.statements.map(({ index }) => index));
  return one.statements
    .filter(({ index }) => index < size && !shown.has(index))
    .map(({ index }) => `one shows entry ${index}, and the other leaves it out of a log of ${size} entries`);
}

function sizeOf({ checkpoint }: Evidence): number {
  const parsed = parseNote(checkpoint);
  return (parsed.ok ? parseCheckpointText(parsed.note.text)?.size : undefined) ?? 0;
}

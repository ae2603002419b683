// A clock that stood still: one file's head was the largest that its witnesses had seen at some time, and the other shows an
// entry behind it that says it had come long before. A witness that was slow, or asked by hand, makes the same picture of
// an honest log, so this proves nothing.
import type { BesideFinding } from './finding.ts';
import type { Laid } from './laid.ts';
import { minuteWords } from '../trust.ts';

/** How far the clocks of a log and of its witnesses may lie apart (witness.md). */
const apartMs = 10 * 60_000;

export function recordedLate(one: Laid, other: Laid): BesideFinding[] {
  return [...lateAfter(one, other), ...lateAfter(other, one)];
}

function lateAfter({ verdict, size }: Laid, later: Laid): BesideFinding[] {
  const seenAtMs = Math.max(...(verdict.trust?.witnesses ?? []).map(({ atMs }) => atMs));
  const entries = recordedIn(later).filter(
    ({ index, recordedAtMs }) => index >= size && recordedAtMs < seenAtMs - apartMs,
  );
  const [first] = entries;
  if (first === undefined) return [];
  const detail = `At ${minuteWords(seenAtMs)} a witness had seen a log of ${size} entries, and entry ${first.index}, which came later, says that it was recorded at ${minuteWords(first.recordedAtMs)}.`;
  return [
    { code: 'ENTRY_BACK_DATED', detail, entries: entries.map(({ index }) => index), proves: false } as const,
  ];
}

function recordedIn({ shown, evidence: { holdings } }: Laid): { index: number; recordedAtMs: number }[] {
  return holdings === null ? [...shown] : [...shown, holdings.root];
}

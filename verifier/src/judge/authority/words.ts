// What later words make of a record: suspended and reinstated, refuted and confirmed, revoked and withdrawn for ever.
import type { StatusWord } from '../../record/record.ts';

/** A word by somebody who may say it. `senior`: takes back words of others too; who is not senior takes back only its own. */
export interface Word {
  readonly state: StatusWord;
  readonly fromMs: number;
  readonly entry: number;
  readonly issuer: string;
  readonly senior: boolean;
}

export type StandingState = Exclude<StatusWord, 'reinstated'>;

/** `state` null: as it was issued. */
export interface Standing {
  readonly state: StandingState | null;
  /** From when on; null where nothing was said. */
  readonly sinceMs: number | null;
  /** Statements that decided it, ascending. */
  readonly entries: readonly number[];
}

export const asIssued: Standing = { state: null, sinceMs: null, entries: [] };

/** The state at a moment. What weighs most stands first: an end, a refutation, a suspension, a confirmation. */
export function standingAt(words: readonly Word[], atMs: number): Standing {
  const said = words.filter(({ fromMs }) => fromMs <= atMs).sort(byTime);
  const last =
    said.find(({ state }) => state === 'revoked' || state === 'withdrawn') ??
    standingStill(said, 'refuted', 'confirmed') ??
    standingStill(said, 'suspended', 'reinstated') ??
    said.findLast(({ state }) => state === 'confirmed');
  if (last !== undefined)
    return { state: last.state as StandingState, sinceMs: last.fromMs, entries: [last.entry] };
  const lifted = said.findLast(({ state }) => state === 'reinstated');
  return lifted === undefined ? asIssued : { state: null, sinceMs: lifted.fromMs, entries: [lifted.entry] };
}

/** Of words that count from the same moment, the later entry is the later word. */
function byTime(one: Word, other: Word): number {
  return one.fromMs - other.fromMs || one.entry - other.entry;
}

/** The first word of that state that no later one takes back. */
function standingStill(said: readonly Word[], state: StatusWord, takesBack: StatusWord): Word | undefined {
  return said.find(
    (word, at) =>
      word.state === state &&
      !said
        .slice(at + 1)
        .some((later) => later.state === takesBack && (later.senior || later.issuer === word.issuer)),
  );
}

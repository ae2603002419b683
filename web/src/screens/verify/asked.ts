// What the reader asks of a file beside its being true, as it stands in the form.
import { givenBlocks, givenNote, givenText } from '../../checking/given.ts';
import type { Question } from '../../checking/checker.ts';

export interface Asked {
  readonly key: string;
  readonly earlier: string;
  readonly policy: string;
  readonly blocks: string;
  /** Hours; '' = of any age. */
  readonly age: string;
}

export const nothingAsked: Asked = { key: '', earlier: '', policy: '', blocks: '', age: '' };

const msAnHour = 3_600_000;

/** `nowMs`: the reader's clock. */
export function questionOf(
  bytes: Uint8Array,
  beside: Uint8Array | undefined,
  asked: Asked,
  nowMs: number,
): Question {
  return {
    bytes,
    beside,
    logKey: givenText(asked.key),
    earlier: givenNote(asked.earlier),
    policy: givenNote(asked.policy),
    blocks: givenBlocks(asked.blocks),
    ...(asked.age !== '' && { nowMs, oldestMs: Number(asked.age) * msAnHour }),
  };
}

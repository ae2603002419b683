// Where a verdict appears: one line that says what is going on, and under it the verdict.
import type { Verdict } from '#verifier';
import type { Words } from '../../language/words.ts';
import { element } from '../element.ts';
import { showVerdict } from './verdict.ts';

export interface VerdictPlace {
  /** Says it in place of a verdict, also to who listens; nothing takes everything away. */
  say(said: string): void;
  /** `said`: how it was reached. The reader's focus goes to the verdict. */
  show(verdict: Verdict, said: string): void;
}

/** Takes over `where`. The line is there before it says anything: a live region that is new stays mute. */
export function verdictPlace(where: HTMLElement, words: Words): VerdictPlace {
  const line = element('p', { class: 'saying', role: 'status' });
  const shown = element('div', {});
  where.replaceChildren(line, shown);
  return {
    say: (said) => {
      line.textContent = said;
      shown.replaceChildren();
    },
    show: (verdict, said) => {
      line.textContent = said;
      showVerdict(shown, verdict, words);
      where.scrollIntoView({ block: 'start' });
    },
  };
}

/** How long it took, to a tenth of a second. */
export function tookSeconds(startedMs: number, endedMs: number, words: Words): string {
  const tenths = Math.max(1, Math.round((endedMs - startedMs) / 100));
  return words.formats.number(tenths / 10);
}

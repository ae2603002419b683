// Where a verdict appears: one line that says what is going on, and under it the verdict.
import type { Verdict } from '#verifier';
import { element } from '../element.ts';
import { showVerdict } from './verdict.ts';

export interface VerdictPlace {
  /** Says it in place of a verdict, also to who listens; nothing takes everything away. */
  say(words: string): void;
  /** `words` say how it was reached. The reader's focus goes to the verdict. */
  show(verdict: Verdict, words: string): void;
}

/** Takes over `where`. The line is there before it says anything: a live region that is new stays mute. */
export function verdictPlace(where: HTMLElement): VerdictPlace {
  const line = element('p', { class: 'saying', role: 'status' });
  const shown = element('div', {});
  where.replaceChildren(line, shown);
  return {
    say: (words) => {
      line.textContent = words;
      shown.replaceChildren();
    },
    show: (verdict, words) => {
      line.textContent = words;
      showVerdict(shown, verdict);
      where.scrollIntoView({ block: 'start' });
    },
  };
}

/** How long it took, to a tenth of a second. */
export function tookWords(startedMs: number, endedMs: number): string {
  const seconds = (endedMs - startedMs) / 1000;
  return `Checked on this device in ${seconds < 0.1 ? 'less than 0.1' : seconds.toFixed(1)} s.`;
}

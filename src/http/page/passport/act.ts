// What was done at a step, in words that a child of twelve knows; what nobody has words for keeps its name.
import type { Words } from '../language/words.ts';

/** `Spun into yarn`. */
export function actWords(act: string, words: Words): string {
  return words.has(`page.act.${act}`) ? words.t(`page.act.${act}`) : act;
}

/** One sentence that tells what such work is. */
export function storyWords(act: string, words: Words): string {
  return words.has(`page.story.${act}`)
    ? words.t(`page.story.${act}`)
    : words.t('page.storyOther', { act: actWords(act, words) });
}

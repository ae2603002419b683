// GET /assets/check-verdict.js: what the button of a product's page fetches. The same script is the worker's.
import { answerQuestions, checker, isWorker } from '../../../../web/src/checking/checker.ts';
import { isLanguage } from '../../../../web/src/language/languages.ts';
import type { Words } from '../language/words.ts';
import { tookSeconds, type VerdictPlace, verdictPlace } from './verdict/place.ts';
import { kilobytes, type SpokenTexts, wordsFrom } from './words.ts';

if (isWorker()) answerQuestions();

/** Fetches evidence and shows the verdict in `where`, in the language of the page; whatever goes wrong is said there. */
export async function checkEvidence(where: HTMLElement, address: string): Promise<void> {
  const words = await fetchWords(document.documentElement.lang.slice(0, 2));
  const place = verdictPlace(where, words);
  try {
    await check(place, address, words);
  } catch {
    place.say(words.t('page.evidenceUnchecked'));
  }
}

async function check(place: VerdictPlace, address: string, words: Words): Promise<void> {
  place.say(words.t('page.fetchingEvidence'));
  const response = await fetch(address);
  if (!response.ok) return place.say(words.t('page.evidenceMissing'));
  const bytes = new Uint8Array(await response.arrayBuffer());
  place.say(words.t('page.checkingNow'));
  const startedMs = performance.now();
  const { verdict } = await checker(startWorker).check({ bytes });
  const seconds = tookSeconds(startedMs, performance.now(), words);
  place.show(verdict, words.t('page.checkedHere', { seconds, size: kilobytes(bytes.length) }));
}

/** A page of somebody else may be in a language that there are no texts for. */
async function fetchWords(language: string): Promise<Words> {
  const known = isLanguage(language) ? language : 'en';
  const response = await fetch(new URL(`texts/${known}.json`, import.meta.url));
  return wordsFrom((await response.json()) as SpokenTexts);
}

function startWorker(): Worker | undefined {
  try {
    return new Worker(import.meta.url, { type: 'module' });
  } catch {
    return undefined;
  }
}

// GET /assets/check-verdict.js: what the button of a product's page fetches. The same script is the worker's.
import { answerQuestions, checker, isWorker } from './checking.ts';
import { tookWords, type VerdictPlace, verdictPlace } from './verdict/place.ts';
import { byteWords } from './words.ts';

if (isWorker()) answerQuestions();

/** Fetches evidence and shows the verdict in `where`; whatever goes wrong is said there. */
export async function checkEvidence(where: HTMLElement, address: string): Promise<void> {
  const place = verdictPlace(where);
  try {
    await check(place, address);
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : String(fault);
    place.say(`The evidence could not be checked: ${why}.`);
  }
}

async function check(place: VerdictPlace, address: string): Promise<void> {
  place.say('Fetching the evidence…');
  const bytes = await fetchEvidence(address);
  place.say('Checking…');
  const startedMs = performance.now();
  const verdict = await checker(startWorker).check({ bytes, logKey: undefined, earlier: undefined });
  place.show(verdict, `${byteWords(bytes.length)}. ${tookWords(startedMs, performance.now())}`);
}

async function fetchEvidence(address: string): Promise<Uint8Array> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the node answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

function startWorker(): Worker | undefined {
  try {
    return new Worker(import.meta.url, { type: 'module' });
  } catch {
    return undefined;
  }
}

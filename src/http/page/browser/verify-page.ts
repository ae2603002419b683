// The script of GET /verify. The same text is the worker's: a page that was saved has no second file to load.
import { answerQuestions, type Checker, checker, isWorker } from '../../../../web/src/checking/checker.ts';
import { evidenceBytesMax, givenBlocks, givenNote, givenText } from '../../../../web/src/checking/given.ts';
import type { Words } from '../language/words.ts';
import { tookSeconds, type VerdictPlace, verdictPlace } from './verdict/place.ts';
import { type SpokenTexts, wordsFrom } from './words.ts';

if (isWorker()) answerQuestions();
else openPage(document.currentScript?.textContent ?? '');

function openPage(ownText: string): void {
  const words = wordsFrom(JSON.parse(byId('texts', HTMLElement).textContent ?? '') as SpokenTexts);
  const form = byId('check', HTMLFormElement);
  const picker = byId('file', HTMLInputElement);
  // A page that was saved after a check still shows that check's verdict: this takes it away.
  const place = verdictPlace(byId('verdict', HTMLElement), words);
  const check = checker(() => workerOf(ownText));
  const take = (): void => {
    const file = picker.files?.[0];
    if (file === undefined) place.say(words.t('page.chooseFirst'));
    else void checkFile(file, check, place, words);
  };
  picker.addEventListener('change', take);
  form.addEventListener('submit', (submitted) => {
    submitted.preventDefault();
    take();
  });
  takeDrops(byId('drop', HTMLElement), picker, take);
  // On a disk there is nothing to save again, and no other language to go to.
  const isSaved = location.protocol === 'file:';
  byId('save', HTMLElement).hidden = isSaved;
  if (isSaved) document.querySelector('.languages')?.remove();
}

async function checkFile(file: File, { check }: Checker, place: VerdictPlace, words: Words): Promise<void> {
  const { name } = file;
  if (file.size > evidenceBytesMax) return place.say(words.t('verify.tooLarge', { name }));
  place.say(words.t('verify.busy', { name }));
  const startedMs = performance.now();
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const { verdict } = await check({
      bytes,
      logKey: givenText(given('key')),
      earlier: givenNote(given('earlier')),
      policy: givenNote(given('policy')),
      blocks: givenBlocks(given('blocks')),
    });
    const seconds = tookSeconds(startedMs, performance.now(), words);
    place.show(verdict, `${words.t('verify.took', { name, seconds })} ${words.t('page.nothingSent')}`);
  } catch {
    place.say(words.t('page.fileUnreadable', { name }));
  }
}

/** Files may fall anywhere on the page: beside the area a browser would leave the page and open them. */
function takeDrops(area: HTMLElement, picker: HTMLInputElement, take: () => void): void {
  const mark = (dragged: DragEvent): void => {
    dragged.preventDefault();
    area.classList.toggle('over', dragged.type === 'dragover');
  };
  for (const type of ['dragover', 'dragleave', 'drop'] as const) document.addEventListener(type, mark);
  document.addEventListener('drop', ({ dataTransfer }) => {
    if (dataTransfer === null || dataTransfer.files.length === 0) return;
    // So that the picker names the file that is checked, however it came.
    picker.files = dataTransfer.files;
    take();
  });
}

function workerOf(scriptText: string): Worker | undefined {
  const address = URL.createObjectURL(new Blob([scriptText], { type: 'text/javascript' }));
  // Not at once: the worker has yet to fetch it.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  try {
    return new Worker(address);
  } catch {
    return undefined;
  }
}

function given(id: string): string {
  return byId(id, HTMLTextAreaElement).value;
}

function byId<E extends HTMLElement>(id: string, kind: abstract new () => E): E {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no #${id}`);
  return found;
}

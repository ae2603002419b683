// The script of GET /verify. The same text is the worker's: a page that was saved has no second file to load.
import type { KnownBlocks } from '#verifier';
import { answerQuestions, type Checker, checker, isWorker } from './checking.ts';
import { tookWords, type VerdictPlace, verdictPlace } from './verdict/place.ts';
import { byteWords } from './words.ts';

const evidenceBytesMax = 64 * 1024 * 1024;

if (isWorker()) answerQuestions();
else openPage(document.currentScript?.textContent ?? '');

function openPage(ownText: string): void {
  const form = byId('check', HTMLFormElement);
  const picker = byId('file', HTMLInputElement);
  // A page that was saved after a check still shows that check's verdict: this takes it away.
  const place = verdictPlace(byId('verdict', HTMLElement));
  const check = checker(() => workerOf(ownText));
  const take = (): void => {
    const file = picker.files?.[0];
    if (file === undefined) place.say('Choose a file first.');
    else void checkFile(file, check, place);
  };
  picker.addEventListener('change', take);
  form.addEventListener('submit', (submitted) => {
    submitted.preventDefault();
    take();
  });
  takeDrops(byId('drop', HTMLElement), picker, take);
  byId('save', HTMLElement).hidden = location.protocol === 'file:';
}

async function checkFile(file: File, { check }: Checker, place: VerdictPlace): Promise<void> {
  if (file.size > evidenceBytesMax) {
    place.say(
      `${file.name} has ${byteWords(file.size)}; evidence has at most ${byteWords(evidenceBytesMax)}.`,
    );
    return;
  }
  place.say(`Checking ${file.name}…`);
  const startedMs = performance.now();
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const [logKey, earlier, policy] = [given('key'), givenNote('earlier'), givenNote('policy')];
    const verdict = await check({ bytes, logKey, earlier, policy, blocks: givenBlocks('blocks') });
    const took = tookWords(startedMs, performance.now());
    place.show(verdict, `${file.name}, ${byteWords(file.size)}. ${took} Nothing was sent anywhere.`);
  } catch (fault) {
    place.say(`${file.name} could not be read: ${fault instanceof Error ? fault.message : String(fault)}`);
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

function given(id: string): string | undefined {
  const text = byId(id, HTMLTextAreaElement).value.trim();
  return text === '' ? undefined : text;
}

/** A signed note ends with one line feed, which is lost on the way through a clipboard. */
function givenNote(id: string): string | undefined {
  const text = given(id);
  return text === undefined ? undefined : `${text}\n`;
}

/** What is no hash of a block is one that no block has: the check says so. */
function givenBlocks(id: string): KnownBlocks {
  const lines = (given(id) ?? '').split(/\s+/).filter((line) => line !== '');
  return Object.fromEntries(lines.map((line) => line.split('=', 2)).map(([name, hash = '']) => [name, hash]));
}

function byId<E extends HTMLElement>(id: string, kind: abstract new () => E): E {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no #${id}`);
  return found;
}

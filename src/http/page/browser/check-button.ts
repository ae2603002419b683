// GET /assets/check.js, for pages of products: `<button data-evidence="ADDRESS">` checks that evidence on the reader's
// device and shows the verdict after itself, or in the element whose id is in `data-verdict`. What it says meanwhile
// stands in `data-fetching` and `data-failed`. The verifier itself is
// ten times the page, so it is fetched when somebody wants it.

type Loaded = typeof import('./check-verdict.ts');

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-evidence]')) wire(button);

function wire(button: HTMLButtonElement): void {
  const where = placeOf(button);
  let running = false;
  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    await checkIn(where, button.dataset);
    running = false;
  };
  button.addEventListener('click', () => void run());
  // A page may keep it hidden from readers without script.
  button.hidden = false;
}

function placeOf(button: HTMLButtonElement): HTMLElement {
  const named = document.getElementById(button.dataset['verdict'] ?? '');
  const where = named ?? document.createElement('div');
  if (named === null) button.after(where);
  where.append(lineOf(''));
  return where;
}

async function checkIn(where: HTMLElement, told: DOMStringMap): Promise<void> {
  where.replaceChildren(lineOf(told['fetching'] ?? ''));
  try {
    const loaded: Loaded = await import(new URL('check-verdict.js', import.meta.url).href);
    await loaded.checkEvidence(where, told['evidence'] ?? '');
  } catch {
    where.replaceChildren(lineOf(told['failed'] ?? ''));
  }
}

function lineOf(words: string): HTMLElement {
  const line = document.createElement('p');
  line.setAttribute('role', 'status');
  line.textContent = words;
  return line;
}

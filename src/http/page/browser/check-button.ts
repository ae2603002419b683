// GET /assets/check.js, for pages of products: `<button data-evidence="ADDRESS">` checks that evidence on the reader's
// device and shows the verdict after itself, or in the element whose id is in `data-verdict`. The verifier itself is
// ten times the page, so it is fetched when somebody wants it.

type Loaded = typeof import('./check-verdict.ts');

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-evidence]')) wire(button);

function wire(button: HTMLButtonElement): void {
  const where = placeOf(button);
  let running = false;
  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    await checkIn(where, button.dataset['evidence'] ?? '');
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

async function checkIn(where: HTMLElement, evidence: string): Promise<void> {
  where.replaceChildren(lineOf('Fetching the checker…'));
  try {
    const loaded: Loaded = await import(new URL('check-verdict.js', import.meta.url).href);
    await loaded.checkEvidence(where, evidence);
  } catch {
    where.replaceChildren(lineOf('The checker could not be fetched. Is there a network?'));
  }
}

function lineOf(words: string): HTMLElement {
  const line = document.createElement('p');
  line.setAttribute('role', 'status');
  line.textContent = words;
  return line;
}

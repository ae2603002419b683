// Has the worker keep the application on this device, when nobody waits for the line any more.
import { farTexts } from '../language/load.ts';
import { fetchSigner } from './fetch-signer.ts';

/** No later than this, however busy the page is. */
const latestMs = 3_000;

/** Resolves when the page has nothing else to do. */
function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: latestMs });
    else setTimeout(resolve, latestMs);
  });
}

/** Where there are workers. What was loaded before this one began, it is told. */
export async function keepOffline(): Promise<void> {
  await whenIdle();
  // What was not fetched now is fetched when it is used.
  await fetchSigner().catch(() => undefined);
  if (!('serviceWorker' in navigator)) return;
  const registered = await navigator.serviceWorker
    .register('/app/worker.js', { scope: '/app/' })
    .catch(() => undefined);
  if (registered === undefined) return;
  const { active } = await navigator.serviceWorker.ready;
  tellLoaded(active);
  // Chunks that come while it was not in charge of this page yet: the texts of another language, a screen.
  if (navigator.serviceWorker.controller === null)
    new PerformanceObserver(() => tellLoaded(active)).observe({ type: 'resource' });
  // The checker works without a line, too, and speaks by these.
  await farTexts().catch(() => undefined);
}

function tellLoaded(worker: ServiceWorker | null): void {
  const loaded = performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => new URL(name).pathname.startsWith('/app/assets/'));
  worker?.postMessage({ loaded });
}

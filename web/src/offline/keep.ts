// Has the worker keep the application on this device.

/** Where there are workers. What was loaded before this one began, it is told. */
export async function keepOffline(): Promise<void> {
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
}

function tellLoaded(worker: ServiceWorker | null): void {
  const loaded = performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => new URL(name).pathname.startsWith('/app/assets/'));
  worker?.postMessage({ loaded });
}

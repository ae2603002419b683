// The service worker: keeps the application on the phone, so that it opens without a line, and sends what waits when the line is back.
// It keeps no answers of the API.
import { sendWaiting } from './queue/send.ts';

/** What the forms need, and what else works without a line: names of assets. */
declare const SOON: readonly string[];
declare const LATER: readonly string[];
declare const VERSION: string;

interface WorkerScope {
  addEventListener(type: 'install' | 'activate', handle: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', handle: (event: Asked) => void): void;
  addEventListener(type: 'message', handle: (event: MessageEvent & Lasting) => void): void;
  addEventListener(type: 'sync', handle: (event: Lasting) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  readonly location: Location;
}
/** What the page's types do not know of workers. */
interface Lasting {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

const scope = self as unknown as WorkerScope;
const cacheName = `selvedge-${VERSION}`;
const page = '/app/';
const assets = '/app/assets/';

scope.addEventListener('install', (event) => event.waitUntil(install()));
scope.addEventListener('activate', (event) => event.waitUntil(dropOthers()));
// A line has come back, and the page that has queued something may be closed (Background Sync).
scope.addEventListener('sync', (event) => event.waitUntil(sendWaiting()));
scope.addEventListener('message', (event) => {
  const { data } = event;
  if (isLoaded(data)) event.waitUntil(keepLoaded(data.loaded).then(keepLater));
});
scope.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== scope.location.origin) return;
  if (url.pathname.startsWith(assets)) event.respondWith(fromCache(event.request));
  else if (event.request.mode === 'navigate' && url.pathname.startsWith('/app'))
    event.respondWith(pageFirstFromNet(event.request));
});

async function install(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll([page, ...SOON.map((name) => assets + name)]);
  await scope.skipWaiting();
}

let isKeeping = false;

/** One after the other, behind everything that somebody waits for; ended half-way it goes on at the next visit. */
async function keepLater(): Promise<void> {
  if (isKeeping) return;
  isKeeping = true;
  for (const name of LATER)
    await fromCache(new Request(assets + name, { priority: 'low' })).catch(() => undefined);
  isKeeping = false;
}

/** The version before stays for pages that still run it: what they fetch later is nowhere else any more. */
async function dropOthers(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith('selvedge-') && name !== cacheName);
  await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
  await scope.clients.claim();
}

function isLoaded(data: unknown): data is { loaded: string[] } {
  const loaded = (data as { loaded?: unknown } | null)?.loaded;
  return Array.isArray(loaded) && loaded.every((name) => typeof name === 'string');
}

/** What the page had loaded before there was a worker: the texts of its language above all. */
async function keepLoaded(addresses: readonly string[]): Promise<void> {
  for (const address of addresses) {
    const url = new URL(address, scope.location.href);
    if (url.origin === scope.location.origin && url.pathname.startsWith(assets))
      await fromCache(new Request(url)).catch(() => undefined);
  }
}

/** Names of assets carry a digest: what was kept once is right for ever. What an earlier version has kept is taken over, for its store will go. */
async function fromCache(request: Request): Promise<Response> {
  const known = await caches.match(request, { cacheName });
  if (known !== undefined) return known;
  const response = (await caches.match(request)) ?? (await fetch(request));
  if (response.ok) await (await caches.open(cacheName)).put(request, response.clone());
  return response;
}

/** Longer than this a phone on a bad line does not wait for a page that it has. */
const longestWaitMs = 4_000;

async function pageFirstFromNet(request: Request): Promise<Response> {
  // Of this version: an earlier one may stand beside it, and before it.
  const kept = await caches.match(page, { cacheName });
  const fresh = fetch(request).catch(() => kept ?? Response.error());
  if (kept === undefined) return fresh;
  return Promise.race([
    fresh,
    new Promise<Response>((resolve) => setTimeout(() => resolve(kept), longestWaitMs)),
  ]);
}

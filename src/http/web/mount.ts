// /app: the web application, put together when somebody first asks for it.
import type { Context, Hono } from 'hono';
import { buildWeb, type WebBuild } from '../../../web/build.ts';
import { type Asset, assetOf, polish } from './asset.ts';
import { appPolicy, icon, manifest } from './page.ts';
import { pagesOf } from './pages.ts';

/** All addresses of the application; everybody may read them: they hold nothing of the node. */
export interface WebApp {
  mount(app: Hono): void;
  /** Resolves when it is put together and as small as it gets; rejects where a source does not compile. */
  warm(): Promise<void>;
}

/** Files by address, and the page as it is for whoever asks. */
interface Made {
  assets: Map<string, Asset>;
  page(c: Context): Promise<Asset>;
}

/** `polishAfterMs`: how long after it was put together it is made as small as it gets; null: only when `warm` asks for it. */
export function webApp(polishAfterMs: number | null = 30_000): WebApp {
  let making: Promise<Made> | undefined;
  const made = (): Promise<Made> => {
    making ??= make().then(
      (app) => polishedLater(app, polishAfterMs),
      (fault: unknown) => {
        making = undefined;
        throw fault;
      },
    );
    return making;
  };
  return {
    mount(app) {
      app.get('/app', (c) => c.redirect('/app/', 308));
      app.get('/app/*', async (c) => answer(c, await made()));
    },
    warm: async () => polishAll((await made()).assets),
  };
}

/** Whoever waited for the application goes first, and a node that lives for seconds has better things to do. */
function polishedLater(made: Made, afterMs: number | null): Made {
  if (afterMs !== null) setTimeout(() => void polishAll(made.assets), afterMs).unref();
  return made;
}

/** One after the other: it takes some seconds of one processor. */
async function polishAll(assets: ReadonlyMap<string, Asset>): Promise<void> {
  for (const asset of assets.values()) await polish(asset);
}

/** Names of assets mean one content for ever; every other address below /app is a screen, and the page opens it. */
async function answer(c: Context, { assets, page }: Made): Promise<Response> {
  const path = new URL(c.req.url).pathname;
  const asset = assets.get(path);
  if (asset !== undefined) return send(c, asset);
  if (path.startsWith('/app/assets/')) return c.text('There is no such file.', 404);
  return send(c, await page(c));
}

function send(c: Context, { plain, gzipped, brotli, headers }: Asset): Response {
  if (c.req.header('if-none-match') === headers['etag']) return new Response(null, { status: 304, headers });
  const accepted = c.req.header('accept-encoding') ?? '';
  if (/\bbr\b/.test(accepted))
    return new Response(brotli, { headers: { ...headers, 'content-encoding': 'br' } });
  if (/\bgzip\b/.test(accepted))
    return new Response(gzipped, { headers: { ...headers, 'content-encoding': 'gzip' } });
  return new Response(plain, { headers });
}

const asked = { 'cache-control': 'no-cache' };
const forEver = { 'cache-control': 'public, max-age=31536000, immutable' };

async function make(): Promise<Made> {
  const build = await buildWeb();
  const files: [string, Uint8Array | string, Record<string, string>][] = [
    [
      '/app/worker.js',
      build.worker,
      {
        ...asked,
        'content-type': script,
        'service-worker-allowed': '/app/',
        // A worker has a policy of its own; without one of ours it would get that of the API, by which it may fetch nothing.
        'content-security-policy': "default-src 'none'; connect-src 'self'",
      },
    ],
    ['/app/manifest.webmanifest', manifest, { ...asked, 'content-type': 'application/manifest+json' }],
    ['/app/icon.svg', icon, { ...asked, 'content-type': 'image/svg+xml' }],
    ...namesOf(build, forEver),
  ];
  const assets = new Map(
    await Promise.all(
      files.map(async ([path, content, headers]) => [path, await assetOf(content, headers)] as const),
    ),
  );
  return { assets, page: pageOf(build) };
}

/** One for each screen and language, set when it is first asked for. */
function pageOf(build: WebBuild): Made['page'] {
  const pages = pagesOf(build);
  const set = new Map<string, Promise<Asset>>();
  const headers = {
    ...asked,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': appPolicy,
    vary: 'Accept-Encoding, Accept-Language, Cookie',
    // Labels are scanned by the camera.
    'permissions-policy': 'camera=(self), geolocation=(), microphone=(), payment=()',
  };
  return (c) => {
    const acceptLanguage = c.req.header('accept-language');
    const key = pages.keyOf({ url: new URL(c.req.url), acceptLanguage, cookie: c.req.header('cookie') });
    const page = set.get(key) ?? assetOf(pages.pageOf(key), headers);
    set.set(key, page);
    return page;
  };
}

const script = 'text/javascript; charset=utf-8';
const types: Readonly<Record<string, string>> = {
  js: script,
  css: 'text/css; charset=utf-8',
  wasm: 'application/wasm',
};

function namesOf(
  { files }: WebBuild,
  headers: Record<string, string>,
): [string, Uint8Array, Record<string, string>][] {
  return files.map(({ name, bytes }) => {
    const type = types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
    return [`/app/assets/${name}`, bytes, { ...headers, 'content-type': type }];
  });
}

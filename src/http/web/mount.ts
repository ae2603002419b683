// /app: the web application, put together when somebody first asks for it (or when the node has started: `warm`).
import { createHash } from 'node:crypto';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { Context, Hono } from 'hono';
import { buildWeb, type WebBuild } from '../../../web/build.ts';
import { appPage, appPolicy, icon, manifest } from './page.ts';

interface Asset {
  plain: Uint8Array<ArrayBuffer>;
  gzipped: Uint8Array<ArrayBuffer>;
  brotli: Uint8Array<ArrayBuffer>;
  headers: Record<string, string>;
}

/** All addresses of the application; everybody may read them: they hold nothing of the node. */
export interface WebApp {
  mount(app: Hono): void;
  /** Resolves when it is put together; rejects where a source does not compile. */
  warm(): Promise<void>;
}

export function webApp(): WebApp {
  let making: Promise<Map<string, Asset>> | undefined;
  const assets = (): Promise<Map<string, Asset>> => {
    making ??= make().catch((fault: unknown) => {
      making = undefined;
      throw fault;
    });
    return making;
  };
  return {
    mount(app) {
      app.get('/app', (c) => c.redirect('/app/', 308));
      app.get('/app/*', async (c) => answer(c, await assets()));
    },
    warm: async () => void (await assets()),
  };
}

/** Names of assets mean one content for ever; every other address below /app is a screen, and the page opens it. */
function answer(c: Context, assets: Map<string, Asset>): Response {
  const path = new URL(c.req.url).pathname;
  const asset = assets.get(path);
  if (asset !== undefined) return send(c, asset);
  if (path.startsWith('/app/assets/')) return c.text('There is no such file.', 404);
  return send(c, assets.get('/app/')!);
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

async function make(): Promise<Map<string, Asset>> {
  const build = await buildWeb();
  const forEver = { 'cache-control': 'public, max-age=31536000, immutable' };
  const asked = { 'cache-control': 'no-cache' };
  const page = appPage(build.script, build.style, build.preloads);
  const files: [string, Uint8Array | string, Record<string, string>][] = [
    [
      '/app/',
      page,
      {
        ...asked,
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': appPolicy,
        // Labels are scanned by the camera.
        'permissions-policy': 'camera=(self), geolocation=(), microphone=(), payment=()',
      },
    ],
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
  const assets = await Promise.all(
    files.map(async ([path, content, headers]) => [path, await assetOf(content, headers)] as const),
  );
  return new Map(assets);
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

async function assetOf(content: Uint8Array | string, headers: Record<string, string>): Promise<Asset> {
  const plain = Uint8Array.from(Buffer.from(content));
  const digest = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  // Quality 9 of brotli takes a tenth of the time of 11, for two per cent more bytes.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  const [gzipped, brotli] = await Promise.all([
    promisify(gzip)(plain, { level: 9 }),
    promisify(brotliCompress)(plain, { params }),
  ]);
  const all = {
    ...headers,
    etag: `W/"${digest}"`,
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
  return { plain, gzipped: Uint8Array.from(gzipped), brotli: Uint8Array.from(brotli), headers: all };
}

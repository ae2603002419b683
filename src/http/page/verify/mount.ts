// GET /verify, the checker as one file, and /assets/check.js, the same behind a button on pages of products.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Context, Hono } from 'hono';
import { bundle } from './bundle.ts';
import { verifyPage } from './page.ts';

interface Asset {
  body: Buffer;
  zipped: Buffer;
  headers: Record<string, string>;
}

const script = { 'content-type': 'text/javascript; charset=utf-8' };

/** Adds the addresses to the app. Everybody may read them: they hold nothing of the node. */
export function mountVerify(app: Hono): void {
  const assets: Record<string, () => Promise<Asset>> = {
    '/verify': makePage,
    '/assets/check.js': async () => assetOf(await bundle('check-button'), script),
    '/assets/check-verdict.js': async () => assetOf(await bundle('check-verdict'), script),
  };
  for (const [path, make] of Object.entries(assets)) {
    const asset = once(make);
    app.get(path, async (c) => send(c, await asset()));
  }
}

async function makePage(): Promise<Asset> {
  const { html, policy } = verifyPage(await bundle('verify-page'));
  return assetOf(html, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `${policy}; frame-ancestors 'none'`,
  });
}

function assetOf(text: string, headers: Record<string, string>): Asset {
  const body = Buffer.from(text);
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  // Asked for each time and seldom sent: a new version of the checker is never beside an old page. The tag is weak
  // because it stands for both codings.
  const all = { ...headers, etag: `W/"${digest}"`, 'cache-control': 'no-cache', vary: 'Accept-Encoding' };
  return { body, zipped: gzipSync(body, { level: 9 }), headers: all };
}

function send(c: Context, { body, zipped, headers }: Asset): Response {
  if (isKnown(c.req.header('if-none-match') ?? '', headers['etag'] ?? ''))
    return new Response(null, { status: 304, headers });
  if (!/\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(c.req.header('accept-encoding') ?? ''))
    return new Response(Uint8Array.from(body), { headers });
  return new Response(Uint8Array.from(zipped), { headers: { ...headers, 'content-encoding': 'gzip' } });
}

/** RFC 9110 section 13.1.2: compared weakly. */
function isKnown(tags: string, etag: string): boolean {
  const bare = (tag: string): string => tag.trim().replace(/^W\//, '');
  return tags.split(',').some((tag) => tag.trim() === '*' || bare(tag) === bare(etag));
}

/** A making that failed is tried again by whoever asks next. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((fault: unknown) => {
      made = undefined;
      throw fault;
    });
    return made;
  };
}

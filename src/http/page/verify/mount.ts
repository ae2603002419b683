// GET /verify, the checker as one file, and /assets/check.js, the same behind a button on pages of products.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Context, Hono } from 'hono';
import { isLanguage, type Language } from '../../../../web/src/language/languages.ts';
import { languageOf } from '../language/choose.ts';
import { wordsOf } from '../language/texts.ts';
import { bundle } from './bundle.ts';
import { textsFor, verifyPage } from './page.ts';

interface Asset {
  body: Buffer;
  zipped: Buffer;
  headers: Record<string, string>;
}

const script = { 'content-type': 'text/javascript; charset=utf-8' };

/** Adds the addresses to the app. Everybody may read them: they hold nothing of the node. */
export function mountVerify(app: Hono): void {
  const scripts: Record<string, () => Promise<Asset>> = {
    '/assets/check.js': async () => assetOf(await bundle('check-button'), script),
    '/assets/check-verdict.js': async () => assetOf(await bundle('check-verdict'), script),
  };
  for (const [path, make] of Object.entries(scripts)) {
    const asset = once(make);
    app.get(path, async (c) => send(c, await asset()));
  }
  app.get('/assets/texts/:file{[a-z]{2}\\.json}', (c) => sendTexts(c));
  mountPage(app);
}

/** One page a language; the script is put together once. */
function mountPage(app: Hono): void {
  const checker = once(() => bundle('verify-page'));
  const pages = new Map<Language, () => Promise<Asset>>();
  app.get('/verify', async (c) => {
    const { searchParams } = new URL(c.req.url);
    const language = languageOf(searchParams, c.req.header('accept-language'));
    const page = pages.get(language) ?? once(async () => makePage(await checker(), language));
    pages.set(language, page);
    return send(c, await page());
  });
}

function makePage(script: string, language: Language): Asset {
  const speaking = { words: wordsOf(language), path: '/verify', query: new URLSearchParams() };
  const { html, policy } = verifyPage(script, speaking);
  return assetOf(html, {
    'content-type': 'text/html; charset=utf-8',
    'content-language': language,
    'content-security-policy': `${policy}; frame-ancestors 'none'`,
    vary: 'Accept-Encoding, Accept-Language',
  });
}

const texts = new Map<string, Asset>();

/** What the checker says, for the language of a page. */
function sendTexts(c: Context): Response {
  const language = c.req.param('file')?.slice(0, 2) ?? '';
  if (!isLanguage(language)) return c.notFound() as Response;
  const made =
    texts.get(language) ??
    assetOf(textsFor(wordsOf(language)), { 'content-type': 'application/json; charset=utf-8' });
  texts.set(language, made);
  return send(c, made);
}

function assetOf(text: string, headers: Record<string, string>): Asset {
  const body = Buffer.from(text);
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  // Asked for each time and seldom sent: a new version of the checker is never beside an old page. The tag is weak
  // because it stands for both codings.
  const all = { vary: 'Accept-Encoding', ...headers, etag: `W/"${digest}"`, 'cache-control': 'no-cache' };
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

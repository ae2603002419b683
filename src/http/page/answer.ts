// How a page leaves: with its policy, its tag, and as short as the reader's copy allows.
import { createHash } from 'node:crypto';
import { safeHeaders } from '../request/reply.ts';
import { pagePolicy } from './style.ts';
import type { Visit } from './visit.ts';

const pageHeaders: Readonly<Record<string, string>> = {
  ...safeHeaders,
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': pagePolicy,
  'cache-control': 'public, max-age=60, stale-while-revalidate=600',
  vary: 'Accept, Accept-Language',
};

/** Stands in a page where the time of the visit goes: forms tell by it how long somebody has looked at them. The tag does not change with it. */
export const openedMark = '@opened@';

/** 200 with an ETag over the body, or 304 where the reader has it already. `headers` may name another media type. */
export function tagged(visit: Visit, body: string, headers: Record<string, string> = {}): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const all = { ...pageHeaders, ...headers, etag, ...languageHeader(visit, headers['content-type']) };
  if (isKnown(visit.knownTags, etag)) return new Response(null, { status: 304, headers: all });
  return new Response(body.replaceAll(openedMark, String(visit.nowMs)), { status: 200, headers: all });
}

/** A page that says that something is not here, or was not understood: not kept by anybody. */
export function untagged(
  visit: Visit,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): Response {
  const all = { ...pageHeaders, ...languageHeader(visit), 'cache-control': 'no-store', ...headers };
  return new Response(body.replaceAll(openedMark, String(visit.nowMs)), { status, headers: all });
}

/** Of pages; data has the words that it was told in. */
function languageHeader({ words }: Visit, contentType?: string): Record<string, string> {
  return contentType === undefined ? { 'content-language': words.language } : {};
}

/** `to` is a path of this site or an absolute address. */
export function redirect(status: 301 | 303 | 307, to: string): Response {
  return new Response(null, {
    status,
    headers: { ...safeHeaders, location: to, vary: 'Accept, Accept-Language' },
  });
}

// RFC 9110 section 13.1.2: compared weakly, so a W/ that a proxy put there does not count.
function isKnown(tags: string | undefined, etag: string): boolean {
  const known = (tags ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}

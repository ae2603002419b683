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
  vary: 'Accept',
};

/** 200 with an ETag over the body, or 304 where the reader has it already. `headers` may name another media type. */
export function tagged(visit: Visit, body: string, headers: Record<string, string> = {}): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const all = { ...pageHeaders, ...headers, etag };
  if (isKnown(visit.knownTags, etag)) return new Response(null, { status: 304, headers: all });
  return new Response(body, { status: 200, headers: all });
}

/** A page that says that something is not here, or was not understood: not kept by anybody. */
export function untagged(status: number, body: string): Response {
  return new Response(body, { status, headers: { ...pageHeaders, 'cache-control': 'no-store' } });
}

/** `to` is a path of this site or an absolute address. */
export function redirect(status: 301 | 303 | 307, to: string): Response {
  return new Response(null, { status, headers: { ...safeHeaders, location: to, vary: 'Accept' } });
}

// RFC 9110 section 13.1.2: compared weakly, so a W/ that a proxy put there does not count.
function isKnown(tags: string | undefined, etag: string): boolean {
  const known = (tags ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}

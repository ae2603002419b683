// Whether a request was made by a page of this node. A cookie comes along with whatever any page makes a browser send,
// so what changes something by a cookie must say that it came from here (OWASP: verify the origin, or Fetch Metadata).
import type { Context } from 'hono';

/** `ours`: by its Origin, or by what the browser says of it (W3C Fetch Metadata). `unsaid`: neither was sent, as programs do. */
export function originOf(c: Context, publicUrl: string | undefined): 'ours' | 'foreign' | 'unsaid' {
  const site = c.req.header('sec-fetch-site');
  if (site === 'same-origin') return 'ours';
  const origin = c.req.header('origin');
  if (origin === undefined) return site === undefined ? 'unsaid' : 'foreign';
  return origin === ownOrigin(c, publicUrl) ? 'ours' : 'foreign';
}

/** As the operator says that people come here; else as this request came. */
export function ownOrigin(c: Context, publicUrl: string | undefined): string {
  if (publicUrl !== undefined) return new URL(publicUrl).origin;
  return `http://${c.req.header('host') ?? new URL(c.req.url).host}`;
}

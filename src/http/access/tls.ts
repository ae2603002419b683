// Strict-Transport-Security (RFC 6797): told only over TLS, and TLS is not ours: the operator says so (--public-url https://…), or the
// proxy that is trusted says it of this request.
import type { Context, MiddlewareHandler } from 'hono';
import type { Door } from '../door.ts';

/** A year. Not for other names below this one: they may be somebody else's. */
export const strictTransport = 'max-age=31536000';

export function isOverTls(
  c: Context,
  { publicUrl, trustProxy }: Pick<Door, 'publicUrl' | 'trustProxy'>,
): boolean {
  if (publicUrl?.startsWith('https:') === true) return true;
  return trustProxy && c.req.header('x-forwarded-proto')?.split(',').at(-1)?.trim() === 'https';
}

/** For every answer; undefined where nobody can come over TLS. */
export function tellingStrict(door: Pick<Door, 'publicUrl' | 'trustProxy'>): MiddlewareHandler | undefined {
  if (!door.trustProxy && door.publicUrl?.startsWith('https:') !== true) return undefined;
  return async (c, next) => {
    await next();
    if (isOverTls(c, door)) c.res.headers.set('strict-transport-security', strictTransport);
  };
}

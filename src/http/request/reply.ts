// Every answer of the door leaves through here, so none leaves without these headers.

/** An API answer is data: nothing in it may load, frame or run anything. */
export const safeHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  // What everybody may read is read by CORS; nobody sets it into a page of theirs.
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'cache-control': 'no-store',
  vary: 'Accept, Authorization, X-API-Key',
};

export function reply(
  status: number,
  body: string | Uint8Array<ArrayBuffer> | null,
  headers: Record<string, string> = {},
): Response {
  return new Response(body, { status, headers: { ...safeHeaders, ...headers } });
}

export function replyJson(status: number, value: unknown, headers: Record<string, string> = {}): Response {
  return reply(status, JSON.stringify(value), { 'content-type': 'application/json', ...headers });
}

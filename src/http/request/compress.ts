// Answers to people leave compressed: they sit on phones and bad lines, and lists of lots are nine parts repetition. Machines with keys sit on
// good ones, and the node's processor is better spent on their statements.
// Nothing secret is compressed beside what a stranger could choose (BREACH): another site can have a person's browser open an address with
// words of its choice, and the cookie comes along (SameSite=Lax), so what such a site has asked for leaves as it is (src/http/app.ts).

const compressible = /^application\/(?:[a-z.-]+\+)?json\b/;

/** The same answer by gzip, where it is JSON and the caller takes it so. */
export function compressed(response: Response, acceptEncoding: string | undefined): Response {
  const { headers, status, body } = response;
  if (body === null || headers.has('content-encoding')) return response;
  if (!compressible.test(headers.get('content-type') ?? '')) return response;
  headers.append('vary', 'Accept-Encoding');
  if (!/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(acceptEncoding ?? '')) return response;
  headers.set('content-encoding', 'gzip');
  headers.delete('content-length');
  const etag = headers.get('etag');
  // What a strong tag stands for is the bytes, and these are others.
  if (etag?.startsWith('"')) headers.set('etag', `W/${etag}`);
  return new Response(body.pipeThrough(new CompressionStream('gzip')), { status, headers });
}

// Identifiers that are no GS1 keys: small farms and gins have no company prefix (CBV-compatible, not CBV-compliant).

// Letters, digits and punctuation of RFC 3986; anything else has to arrive percent-encoded.
const absolute = /^([A-Za-z][A-Za-z0-9+.-]*):[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+$/;
const schemesOfIdentifiers = new Set(['urn', 'did', 'http', 'https', 'geo', 'ni', 'tag']);

/** True for an absolute URI, and for a compact one (`prefix:name`), which has the same form. */
export function isAbsoluteUri(text: string): boolean {
  return absolute.test(text);
}

/**
 * A URI of the schemes that name things, normalised no further than RFC 3986 section 6.2.2.1 and RFC 8141 section 3.1
 * allow without knowing the scheme: scheme, host and URN namespace in lower case (a urn:uuid whole). Otherwise undefined.
 */
export function normalisedUri(text: string): string | undefined {
  const scheme = absolute.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined || !schemesOfIdentifiers.has(scheme)) return undefined;
  const rest = text.slice(scheme.length);
  if (scheme === 'urn') return normalisedUrn(rest);
  if (scheme === 'http' || scheme === 'https') return normalisedUrl(scheme, rest);
  return scheme + rest;
}

function normalisedUrn(rest: string): string | undefined {
  const parts = /^:([A-Za-z0-9][A-Za-z0-9-]{0,31}):(.+)$/.exec(rest);
  if (parts?.[1] === undefined || parts[2] === undefined) return undefined;
  const namespace = parts[1].toLowerCase();
  return `urn:${namespace}:${namespace === 'uuid' ? parts[2].toLowerCase() : parts[2]}`;
}

function normalisedUrl(scheme: string, rest: string): string | undefined {
  const parts = /^:\/\/([^/?#@]*@)?([^/?#@]+)(.*)$/.exec(rest);
  return parts === null ? undefined : `${scheme}://${parts[1] ?? ''}${parts[2]?.toLowerCase()}${parts[3]}`;
}

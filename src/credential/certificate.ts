// A certificate of the log as credentials are made of it.

/** The claims of docs/protocol/record.md; what is a disclosure may be missing. */
export interface Certificate {
  certificate: string;
  type: string;
  scheme: string;
  holder: string;
  validFrom: string;
  validUntil: string;
  sites: string[];
  subcontractors: string[];
  processes: string[];
  categories: string[];
  materials: string[];
  codes: string[];
  number?: string;
  volumeGrams?: number;
  buyer?: string;
  shippedAt?: string;
  lots?: { lot: string; grams: number; certifiedGrams: number }[];
  inputs?: { certificate: string; grams: number }[];
  test?: { method: string; marker?: string; passed: boolean };
  products?: string[];
  imported?: { format: string; digest: string; issuer: string };
}

/** A scheme has a name in packs and certificates; UNTP asks for a URI. */
const schemePrefix = 'urn:selvedge:scheme:';

export function schemeUri(scheme: string): string {
  return `${schemePrefix}${encodeURIComponent(scheme)}`;
}

/** The name in a URI of ours; undefined for others'. */
export function schemeIn(uri: string): string | undefined {
  if (!uri.startsWith(schemePrefix)) return undefined;
  try {
    return decodeURIComponent(uri.slice(schemePrefix.length));
  } catch {
    return undefined;
  }
}

// Identifiers as paths of public pages: /01/{gtin}/10/{lot}.
import { refused } from '../bytes/result.ts';
import { readIdentifier } from './identifier.ts';
import type { IdentifierReading } from './reading.ts';

const origin = 'https://id.gs1.org';

/** `/01/…/10/…` of a canonical identifier, ready for a URL; undefined where it holds no GS1 key. */
export function digitalLinkPath(canonicalId: string): string | undefined {
  return canonicalId.startsWith(`${origin}/`) ? canonicalId.slice(origin.length) : undefined;
}

/** The identifier that the path of a URL (still percent-encoded, query string allowed) names. */
export function identifierFromPath(path: string): IdentifierReading {
  const reading = readIdentifier(origin + (path.startsWith('/') ? path : `/${path}`));
  if (reading.ok && reading.kind === 'uri') return refused('NOT_AN_IDENTIFIER', 'no GS1 key in the path');
  return reading;
}

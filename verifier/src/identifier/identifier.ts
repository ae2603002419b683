// One canonical form for every identifier that an event may carry, so that two spellings of one lot are one lot.
// Canonical = GS1 Digital Link on id.gs1.org, no query string, the most granular key only (CBV 2.0, 8.9).
import { refused } from '../bytes/result.ts';
import { endsWithCheckDigit } from './check-digit.ts';
import { identifierFromUrl } from './digital-link.ts';
import { identifierFromUrn } from './epc-urn.ts';
import { isPlain } from './escape.ts';
import type { IdentifierKind } from './keys.ts';
import type { CanonicalId, IdentifierReading } from './reading.ts';
import { normalisedUri } from './uri.ts';

const canonicalOrigin = 'https://id.gs1.org/';
const longestIdentifier = 2048;

/**
 * Reads an EPC URN, a Digital Link of any domain or another absolute URI (urn:, did:, http(s):, geo:, ni:, tag:).
 * URIs that hold no GS1 key keep their text, with scheme, URN namespace and host in lower case.
 * Refuses wrong check digits and lengths, and whatever is no absolute URI.
 */
export function readIdentifier(text: string): IdentifierReading {
  const canonical = alreadyCanonical(text);
  if (canonical !== undefined) return canonical;
  if (text.length > longestIdentifier) {
    return refused('NOT_AN_IDENTIFIER', `longer than ${longestIdentifier} characters`);
  }
  return identifierFromUrn(text) ?? identifierFromUrl(text) ?? otherUri(text);
}

/** As `readIdentifier`, without the reason of a refusal. */
export function canonicalId(text: string): CanonicalId | undefined {
  const reading = readIdentifier(text);
  return reading.ok ? reading : undefined;
}

/** The canonical Digital Link where `text` holds a GS1 key, otherwise undefined: what the CBV event hash asks. */
export function canonicalDigitalLink(text: string): string | undefined {
  const reading = readIdentifier(text);
  return reading.ok && reading.kind !== 'uri' ? reading.id : undefined;
}

// The common keys, already in canonical form, are recognised without taking them apart: several a event (measured).
function alreadyCanonical(text: string): IdentifierReading | undefined {
  if (!text.startsWith(canonicalOrigin)) return undefined;
  if (text.startsWith('01/', 19)) return canonicalGtin(text);
  if (text.startsWith('00/', 19)) return whole(text, 22, 40, 'unit');
  if (text.startsWith('414/', 19)) return whole(text, 23, 36, 'place');
  if (text.startsWith('417/', 19)) return whole(text, 23, 36, 'party');
  return undefined;
}

function canonicalGtin(text: string): IdentifierReading | undefined {
  if (text.length < 36 || !endsWithCheckDigit(text, 22, 36)) return undefined;
  if (text.length === 36) return { ok: true, id: text, kind: 'product', level: 'class' };
  if (text.length > 60 || !isPlain(text, 40)) return undefined;
  if (text.startsWith('/10/', 36)) return { ok: true, id: text, kind: 'lot', level: 'class' };
  if (text.startsWith('/21/', 36)) return { ok: true, id: text, kind: 'item', level: 'instance' };
  return undefined;
}

function whole(text: string, from: number, to: number, kind: IdentifierKind): IdentifierReading | undefined {
  if (text.length !== to || !endsWithCheckDigit(text, from, to)) return undefined;
  return { ok: true, id: text, kind, level: 'instance' };
}

function otherUri(text: string): IdentifierReading {
  const id = normalisedUri(text);
  if (id !== undefined) return { ok: true, id, kind: 'uri', level: 'either' };
  return refused('NOT_AN_IDENTIFIER', 'neither an EPC URN nor a Digital Link nor another absolute URI');
}

// GS1 Digital Link: the strict grammar (a stranger's URI is or is not one) and the lenient reading that identifiers get.
import { type Refused, type Result, refused } from '../bytes/result.ts';
import { attributeFault } from './attributes.ts';
import { endsWithCheckDigit } from './check-digit.ts';
import { escaped, unescaped } from './escape.ts';
import { type Key, keys, qualifierForms, wordsOfKeys } from './keys.ts';
import type { IdentifierReading, IdentifierRefusalCode } from './reading.ts';

export interface LinkElement {
  ai: string;
  value: string;
}

export type DigitalLinkRefusalCode = IdentifierRefusalCode | 'NO_GS1_KEY' | 'BAD_ATTRIBUTE';
export type DigitalLinkReading = Result<{ elements: LinkElement[] }, DigitalLinkRefusalCode>;

type PathRefusal = Refused<IdentifierRefusalCode>;

/**
 * Reads an uncompressed Digital Link by the strict grammar: GTINs in 14 digits, numeric application identifiers only,
 * qualifiers in their order, attributes of the query string checked. Elements come in the order of the URI.
 */
export function readDigitalLink(uri: string): DigitalLinkReading {
  const parts = partsOf(uri);
  if (parts === undefined) return refused('NO_GS1_KEY', 'no http(s) URI');
  const path = pairsFromKey(parts.segments);
  if (path === undefined) return refused('NO_GS1_KEY', 'no GS1 key in the path');
  const refusal = pathRefusal(path) ?? attributeRefusal(path, parts.query);
  return refusal ?? { ok: true, elements: [...path, ...attributesOf(parts.query)] };
}

/** `(01)09506000134352(10)ABC`: the bracketed element string of a link. */
export function elementString(elements: LinkElement[]): string {
  return elements.map(({ ai, value }) => `(${ai})${value}`).join('');
}

/**
 * The identifier in a Digital Link of any domain; also takes words (`/gtin/`) and GTINs of 8, 12 and 13 digits.
 * Undefined when the URL claims no GS1 key. On a foreign host a path that merely looks like one is no claim,
 * unless its value has exactly the digits of the key: then a wrong check digit is a typing error worth refusing.
 */
export function identifierFromUrl(text: string): IdentifierReading | undefined {
  const parts = partsOf(text);
  if (parts === undefined) return undefined;
  const path = pairsFromKey(parts.segments.map((segment) => wordsOfKeys.get(segment) ?? segment));
  if (path === undefined) return undefined;
  padGtin(path);
  const refusal = pathRefusal(path);
  if (refusal === undefined) return finestIdentifier(path);
  const claimed = parts.host === 'id.gs1.org' || refusal.refusal.code === 'BAD_CHECK_DIGIT';
  return claimed ? refusal : undefined;
}

/** Canonical identifier of a key with its qualifiers, all valid: the finest one wins, the others are dropped. */
export function finestIdentifier(path: LinkElement[]): IdentifierReading {
  const [first, ...qualifiers] = path as [LinkElement, ...LinkElement[]];
  const key = keys[first.ai] as Key;
  const base = `https://id.gs1.org/${first.ai}/${escaped(first.value)}`;
  for (const [ai, kind, level] of key.finest) {
    const found = qualifiers.find((qualifier) => qualifier.ai === ai);
    if (found !== undefined) return { ok: true, id: `${base}/${ai}/${escaped(found.value)}`, kind, level };
  }
  const level =
    key.level === 'by tail' ? (first.value.length > key.digits ? 'instance' : 'class') : key.level;
  return { ok: true, id: base, kind: key.kind, level };
}

/** Why a key with its qualifiers is not valid, or undefined. */
export function pathRefusal(path: LinkElement[]): PathRefusal | undefined {
  const [first, ...qualifiers] = path as [LinkElement, ...LinkElement[]];
  return keyRefusal(first) ?? orderRefusal(first.ai, qualifiers) ?? qualifierRefusal(qualifiers);
}

function partsOf(uri: string): { host: string; segments: string[]; query: string } | undefined {
  const match = /^https?:\/\/([^/?#\s]+)(\/[^?#]*)?(?:\?([^#]*))?(?:#.*)?$/i.exec(uri);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return { host: match[1].toLowerCase(), segments: match[2].split('/').slice(1), query: match[3] ?? '' };
}

// Pairs are counted from the right, because a prefix of any length may stand before the key.
function pairsFromKey(segments: string[]): LinkElement[] | undefined {
  for (let at = segments.length - 2; at >= 0; at -= 2) {
    if (!Object.hasOwn(keys, segments[at] ?? '')) continue;
    const pairs: LinkElement[] = [];
    for (let i = at; i < segments.length; i += 2) {
      pairs.push({ ai: segments[i] ?? '', value: unescaped(segments[i + 1] ?? '') });
    }
    return pairs;
  }
  return undefined;
}

function padGtin(path: LinkElement[]): void {
  const first = path[0] as LinkElement;
  if (first.ai === '01' && /^(\d{8}|\d{12,13})$/.test(first.value))
    first.value = first.value.padStart(14, '0');
}

function keyRefusal({ ai, value }: LinkElement): PathRefusal | undefined {
  const key = keys[ai] as Key;
  const head = value.slice(0, key.digits);
  const tail = value.slice(key.digits);
  if (head.length < key.digits || !/^\d*$/.test(head)) return badValue(ai, `needs ${key.digits} digits`);
  if (!key.tailForm.test(tail) || tail.length > key.tail)
    return badValue(ai, 'too long or with characters that GS1 does not allow');
  if (key.prefixed === true && !/^\d{4}./.test(value))
    return badValue(ai, 'does not begin with a company prefix');
  if (ai === '8003' && value[0] !== '0') return badValue(ai, 'does not begin with 0');
  if (ai === '8006') return pieceRefusal(value);
  if (key.digits > 0 && !endsWithCheckDigit(head, 0, key.digits)) return badCheckDigit(ai, head);
  return undefined;
}

// AI 8006: GTIN-14, number of the piece, total of pieces.
function pieceRefusal(value: string): PathRefusal | undefined {
  if (!endsWithCheckDigit(value, 0, 14)) return badCheckDigit('8006', value.slice(0, 14));
  const piece = value.slice(14, 16);
  if (piece === '00' || piece > value.slice(16)) return badValue('8006', 'piece number and total do not fit');
  return undefined;
}

function orderRefusal(ai: string, qualifiers: LinkElement[]): PathRefusal | undefined {
  const fits = keys[ai]?.qualifiers.some((sequence) => isSubsequence(qualifiers, sequence)) === true;
  if (fits || qualifiers.length === 0) return undefined;
  const given = qualifiers.map((qualifier) => qualifier.ai).join(', ');
  return refused('BAD_QUALIFIERS', `key (${ai}) does not take (${given}) in this order`);
}

function isSubsequence(qualifiers: LinkElement[], sequence: string[]): boolean {
  let at = -1;
  return qualifiers.every(({ ai }) => {
    const next = sequence.indexOf(ai, at + 1);
    at = next;
    return next !== -1;
  });
}

function qualifierRefusal(qualifiers: LinkElement[]): PathRefusal | undefined {
  const bad = qualifiers.find(({ ai, value }) => qualifierForms[ai]?.test(value) !== true);
  return bad === undefined
    ? undefined
    : badValue(bad.ai, `"${bad.value}" is empty, too long or holds characters that GS1 does not allow`);
}

function attributesOf(query: string): LinkElement[] {
  return query
    .split(/[&;]/)
    .map((pair) => ({
      ai: pair.slice(0, pair.indexOf('=')),
      value: unescaped(pair.slice(pair.indexOf('=') + 1)),
    }))
    .filter(({ ai }) => /^\d{2,4}$/.test(ai));
}

function attributeRefusal(path: LinkElement[], query: string): Refused<DigitalLinkRefusalCode> | undefined {
  const seen = new Set(path.map(({ ai }) => ai));
  for (const attribute of attributesOf(query)) {
    const fault = seen.has(attribute.ai) ? 'is given twice' : attributeFault(attribute, seen);
    if (fault !== undefined) return refused('BAD_ATTRIBUTE', `(${attribute.ai}) ${fault}`);
    seen.add(attribute.ai);
  }
  return undefined;
}

function badValue(ai: string, detail: string): PathRefusal {
  return refused('BAD_KEY_VALUE', `(${ai}) ${detail}`);
}

function badCheckDigit(ai: string, digits: string): PathRefusal {
  return refused('BAD_CHECK_DIGIT', `(${ai}) ${digits}: the check digit is wrong`);
}

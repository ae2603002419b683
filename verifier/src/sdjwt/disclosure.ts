import { parseJsonStrict } from '../bytes/json.ts';
import { comma, parseJsonLists } from '../bytes/jsonlists.ts';
import { type Refused, type Result, refused } from '../bytes/result.ts';
import type { Primitives } from '../primitives/primitives.ts';
import { nestingMax } from './compact.ts';
import type { SdJwtRefusalCode } from './refusal.ts';
import { pointerTo, type Spot } from './spot.ts';

/** One salted value, as it was presented. */
export interface Disclosure {
  /** The characters between the tildes: what is hashed. */
  readonly encoded: string;
  /** SHA-256 of `encoded`, base64url. */
  readonly digest: string;
  /** The name of an object's property; undefined for the element of a list. */
  readonly name: string | undefined;
  /** As disclosed, digests inside it still in place. */
  readonly value: unknown;
  /** In the presentation, from 0. */
  readonly position: number;
  /** JSON pointer into the processed claims; undefined until its digest is found. */
  readonly path: string | undefined;
  /** Its value with everything that is disclosed inside it; undefined until then too. */
  readonly shown: unknown;
}

/** A disclosure as `processClaims` fills it in. Once placed it is the spot of what stands inside it: no other is made for it. */
export class Unplaced implements Disclosure, Spot {
  readonly encoded: string;
  readonly digest: string;
  readonly name: string | undefined;
  readonly value: unknown;
  readonly position: number;
  holder: Spot | undefined = undefined;
  step: string | number = '';
  shown: unknown = undefined;

  constructor(encoded: string, digest: string, name: string | undefined, value: unknown, position: number) {
    this.encoded = encoded;
    this.digest = digest;
    this.name = name;
    this.value = value;
    this.position = position;
  }

  get path(): string | undefined {
    return this.holder === undefined ? undefined : pointerTo(this);
  }
}

/** A new disclosure (RFC 9901 sections 4.2.1 and 4.2.2); `name` is null for the element of a list. The salt must be fresh. */
export function makeDisclosure(
  saltBase64url: string,
  name: string | null,
  value: unknown,
  primitives: Primitives,
): { encoded: string; digest: string } {
  const parts = name === null ? [saltBase64url, value] : [saltBase64url, name, value];
  const encoded = primitives.encodeBase64urlText(JSON.stringify(parts));
  return { encoded, digest: primitives.sha256Base64url(encoded) };
}

/** Decodes all disclosures, by digest, in the order given. Refuses the first that is malformed or repeated. */
export function readDisclosures(
  encoded: readonly string[],
  primitives: Primitives,
): Result<{ byDigest: Map<string, Unplaced> }, SdJwtRefusalCode> {
  const byDigest = new Map<string, Unplaced>();
  for (let start = 0; start < encoded.length; start += groupSize) {
    const wrong = readGroup(encoded.slice(start, start + groupSize), byDigest, primitives);
    if (wrong !== undefined) return wrong;
  }
  return { ok: true, byDigest };
}

/** Reading several at once is faster (measured); not all of them, so that an unusual one slows down few others. */
const groupSize = 32;

function readGroup(
  group: readonly string[],
  byDigest: Map<string, Unplaced>,
  primitives: Primitives,
): Refused<SdJwtRefusalCode> | undefined {
  const lists = decodeTogether(group, primitives);
  for (let at = 0; at < group.length; at += 1) {
    const encoded = group[at]!;
    const list =
      lists === undefined ? decodeOne(encoded, primitives) : { ok: true as const, value: lists[at] };
    if (!list.ok) return list;
    const digest = primitives.sha256Base64url(encoded);
    const disclosure = disclosureOf(encoded, digest, list.value, byDigest.size);
    if (disclosure === undefined)
      return refused('DISCLOSURE_MALFORMED', `${encoded} is neither [salt, value] nor [salt, name, value]`);
    byDigest.set(digest, disclosure);
    if (byDigest.size === disclosure.position) return refused('DISCLOSURE_REPEATED', encoded);
  }
  return undefined;
}

/** Undefined where something may be wrong, or is unusual, in one of the group. */
function decodeTogether(group: readonly string[], primitives: Primitives): unknown[][] | undefined {
  const bytes = primitives.decodeBase64urlList(group, comma);
  if (bytes === undefined) return undefined;
  const lengths = group.map((one) => Math.floor((one.length * 3) / 4));
  return parseJsonLists(bytes, lengths, nestingMax);
}

function decodeOne(encoded: string, primitives: Primitives): Result<{ value: unknown }, SdJwtRefusalCode> {
  const text = primitives.decodeBase64urlText(encoded);
  if (text === undefined) return refused('BASE64URL_INVALID', `the disclosure ${encoded}`);
  const json = parseJsonStrict(text, { maxDepth: nestingMax });
  return json.ok ? json : refused(json.refusal.code, `the disclosure ${encoded}: ${json.refusal.detail}`);
}

function disclosureOf(
  encoded: string,
  digest: string,
  parts: unknown,
  position: number,
): Unplaced | undefined {
  if (!Array.isArray(parts) || typeof parts[0] !== 'string') return undefined;
  if (parts.length === 2) return new Unplaced(encoded, digest, undefined, parts[1], position);
  if (parts.length !== 3 || typeof parts[1] !== 'string') return undefined;
  return new Unplaced(encoded, digest, parts[1], parts[2], position);
}

import type { JsonObject } from '../bytes/json.ts';
import { isJsonObject, parseJsonStrict } from '../bytes/json.ts';
import { type Result, refused } from '../bytes/result.ts';
import type { Primitives } from '../primitives/primitives.ts';
import type { SdJwtRefusalCode } from './refusal.ts';

/** `<jwt>~<disclosure>~…~` or, with key binding, `<jwt>~<disclosure>~…~<jwt>` (RFC 9901 section 4). */
export interface Compact {
  readonly jwt: string;
  /** As received, never encoded anew: the digest is of these characters. */
  readonly disclosures: readonly string[];
  readonly keyBinding: string | undefined;
  /** What a key binding signs the hash of: all up to and with the last tilde. */
  readonly presented: string;
}

export interface Jwt {
  readonly header: JsonObject;
  readonly payload: JsonObject;
  readonly signingInput: string;
  readonly signature: Uint8Array;
}

export const compactCharactersMax: number = 4 * 1024 * 1024;
export const disclosuresMax = 16_384;
export const nestingMax = 32;

export function splitCompact(compact: string): Result<{ parts: Compact }, SdJwtRefusalCode> {
  if (compact.length > compactCharactersMax)
    return refused('COMPACT_TOO_LARGE', `above ${compactCharactersMax} characters`);
  const parts = compact.split('~');
  const keyBinding = parts.pop();
  const jwt = parts.shift();
  if (jwt === undefined) return refused('COMPACT_MALFORMED', 'no tilde after the JWT');
  if (parts.length > disclosuresMax) return refused('TOO_MANY_DISCLOSURES', `more than ${disclosuresMax}`);
  const presented = keyBinding ? compact.slice(0, -keyBinding.length) : compact;
  return { ok: true, parts: { jwt, disclosures: parts, keyBinding: keyBinding || undefined, presented } };
}

/** Takes a JWS in compact form apart (RFC 7515 section 7.1), strictly; the signature is not checked. */
export function parseJwt(jwt: string, primitives: Primitives): Result<{ jwt: Jwt }, SdJwtRefusalCode> {
  const [header, payload, signature, ...rest] = jwt.split('.');
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0) {
    return refused('COMPACT_MALFORMED', 'a JWT has three parts');
  }
  const parsedHeader = parsePart(header, 'header', primitives);
  if (!parsedHeader.ok) return parsedHeader;
  const parsedPayload = parsePart(payload, 'payload', primitives);
  if (!parsedPayload.ok) return parsedPayload;
  const signatureBytes = primitives.decodeBase64url(signature);
  if (signatureBytes === undefined) return refused('BASE64URL_INVALID', 'the signature');
  const signingInput = jwt.slice(0, header.length + 1 + payload.length);
  return {
    ok: true,
    jwt: {
      header: parsedHeader.object,
      payload: parsedPayload.object,
      signingInput,
      signature: signatureBytes,
    },
  };
}

function parsePart(
  encoded: string,
  name: 'header' | 'payload',
  primitives: Primitives,
): Result<{ object: JsonObject }, SdJwtRefusalCode> {
  const text = primitives.decodeBase64urlText(encoded);
  if (text === undefined) return refused('BASE64URL_INVALID', `the ${name} is not base64url of UTF-8`);
  const json = parseJsonStrict(text, { maxDepth: nestingMax });
  if (!json.ok) return refused(json.refusal.code, `${name}: ${json.refusal.detail}`);
  if (isJsonObject(json.value)) return { ok: true, object: json.value };
  return refused(name === 'header' ? 'HEADER_INVALID' : 'PAYLOAD_INVALID', 'not an object');
}

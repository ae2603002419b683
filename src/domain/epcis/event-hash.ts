// CBV 2.0 section 8.9: the hash that recognises the same event in any spelling.
import { encodeHex, type JsonObject, utf8Bytes } from '#verifier';
import type { Namespaces } from './namespaces.ts';
import { preHash } from './pre-hash.ts';

export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** `ni:///sha-256;{64 hex}?ver=CBV2.0` of a valid event. It reveals guessable contents: never publish it. */
export function eventHash(event: JsonObject, namespaces: Namespaces, sha256: Sha256): string {
  return `ni:///sha-256;${encodeHex(sha256(utf8Bytes(preHash(event, namespaces))))}?ver=CBV2.0`;
}

// Bitstring Status List v1.0 (W3C Recommendation, 15 May 2025): one bit for each credential of an issuer.
import { gunzipSync, gzipSync } from 'node:zlib';
import { decodeBase64url, encodeBase64url } from '#verifier';

/** Section 6.1, group privacy: a list has at least this many bits, however few are in use. */
export const leastBits = 131_072;
/** 64 million credentials: the most that a list handed in may expand to. */
export const mostBits: number = 64 * 1024 * 1024;
/** A random list of that size does not get smaller; base64url adds a third. */
const mostCharacters = Math.ceil((mostBits / 8) * 1.4);

export type BitstringReading = { ok: true; bits: Uint8Array } | { ok: false; detail: string };

/** A list with exactly these bits set, as long as it must be and as long as `length` asks. */
export function bitstringOf(set: Iterable<number>, length: number = 0): Uint8Array {
  const bits = new Uint8Array(Math.ceil(Math.max(leastBits, length) / 8));
  for (const index of set) {
    if (index >= bits.length * 8) throw new Error(`index ${index} lies beyond the list`);
    // Section 3.2: index 0 is the left-most bit, which is the highest bit of the first byte.
    bits[index >> 3]! |= 0x80 >> (index & 7);
  }
  return bits;
}

/** The bit at an index; undefined where the list has none there (section 3.2, RANGE_ERROR). */
export function bitAt(bits: Uint8Array, index: number): boolean | undefined {
  const byte = bits[Math.floor(index / 8)];
  return byte === undefined ? undefined : (byte & (0x80 >> (index % 8))) !== 0;
}

/** Section 3.3: gzip (RFC 1952), then multibase base64url without padding (`u`). The same bits give the same text. */
export function encodeBitstring(bits: Uint8Array): string {
  // Node writes no time and no name into the header, so nothing in it says when or by whom.
  return `u${encodeBase64url(gzipSync(bits, { level: 9 }))}`;
}

/** Section 3.4. Refuses what is no such text, what is shorter than section 6.1 asks, and what would expand beyond `mostBits`. */
export function decodeBitstring(text: string): BitstringReading {
  if (text.length > mostCharacters)
    return { ok: false, detail: `the list is longer than ${mostCharacters} characters` };
  if (!text.startsWith('u'))
    return { ok: false, detail: 'the list is not multibase base64url (it begins with u)' };
  const zipped = decodeBase64url(text.slice(1));
  if (zipped === undefined) return { ok: false, detail: 'the list is not base64url without padding' };
  const bits = expanded(zipped);
  if (bits === undefined)
    return { ok: false, detail: `the list is not gzip, or holds more than ${mostBits} bits` };
  return bits.length * 8 < leastBits
    ? { ok: false, detail: `the list has ${bits.length * 8} bits; at least ${leastBits} are asked for` }
    : { ok: true, bits };
}

/** zlib stops at the limit, so that a few kilobytes cannot fill the memory. */
function expanded(zipped: Uint8Array): Uint8Array | undefined {
  try {
    return new Uint8Array(gunzipSync(zipped, { maxOutputLength: mostBits / 8 }));
  } catch {
    return undefined;
  }
}

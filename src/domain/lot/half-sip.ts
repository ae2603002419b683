/**
 * HalfSipHash-1-3 (Aumasson, Bernstein: SipHash, the 32-bit variant) of bytes[0…length) under the key (k0, k1).
 * Ids are chosen by strangers: with a secret key nobody can send a million ids that land in one place of a table.
 */
export function halfSipHash(bytes: Uint8Array, length: number, k0: number, k1: number): number {
  let v0 = k0 | 0;
  let v1 = k1 | 0;
  let v2 = 0x6c796765 ^ k0;
  let v3 = 0x74656462 ^ k1;
  const last = length >>> 2;
  // One round a word; the last word carries the length; three empty rounds close it.
  for (let index = 0; index <= last + 3; index++) {
    const word = index < last ? wordAt(bytes, index * 4) : index === last ? lastWord(bytes, length) : 0;
    v3 ^= word;
    v0 = (v0 + v1) | 0;
    v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
    v0 = (v0 << 16) | (v0 >>> 16);
    v2 = (v2 + v3) | 0;
    v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
    v0 = (v0 + v3) | 0;
    v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
    v2 = (v2 + v1) | 0;
    v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
    v2 = (v2 << 16) | (v2 >>> 16);
    v0 ^= word;
    if (index === last) v2 ^= 0xff;
  }
  return (v1 ^ v3) >>> 0;
}

function wordAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

function lastWord(bytes: Uint8Array, length: number): number {
  let word = length << 24;
  for (let at = length & ~3, shift = 0; at < length; at++, shift += 8) word |= bytes[at]! << shift;
  return word;
}

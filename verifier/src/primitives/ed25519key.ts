import { equalBytes } from '../bytes/bytes.ts';

const keyLength = 32;

/** The y coordinates of the eight points whose order divides the cofactor, as bytes with the sign bit cleared. */
const smallOrderY: readonly Uint8Array[] = [
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  `ec${'ff'.repeat(30)}7f`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
].map((hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));

/**
 * Whether a key may verify anything at all: 32 bytes, y below the field's prime, not of small order (under such
 * a key one signature can fit many messages). Whether the bytes are a point of the curve is left to the back end.
 */
export function isUsableEd25519Key(publicKey: Uint8Array): boolean {
  if (publicKey.length !== keyLength) return false;
  // Not slice(): of a Node Buffer that would be a view, and the next line would change the caller's key.
  const y = Uint8Array.from(publicKey);
  y[31] = y[31]! & 0x7f;
  return isBelowPrime(y) && !smallOrderY.some((small) => equalBytes(small, y));
}

/** The prime is 2^255 - 19: bytes ed, ff, … ff, 7f in little-endian order. */
function isBelowPrime(y: Uint8Array): boolean {
  return y[0]! < 0xed || y[31] !== 0x7f || y.subarray(1, 31).some((byte) => byte !== 0xff);
}

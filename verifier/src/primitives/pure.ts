import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { decodeBase64url, encodeBase64url } from '../bytes/base64.ts';
import { concatBytes, equalBytes } from '../bytes/bytes.ts';
import { utf8Bytes, utf8Text } from '../bytes/utf8.ts';
import { isUsableEd25519Key } from './ed25519key.ts';
import { viewOf } from '../bytes/view.ts';
import type { HashRows, Primitives } from './primitives.ts';

const { Point } = ed25519;
const groupOrder = Point.Fn.ORDER;

/** The back end for any machine: @noble, nothing native. */
export const purePrimitives: Primitives = {
  sha256: (data) => sha256(data),
  hashRows,
  sha256Base64url: (ascii) => encodeBase64url(sha256(utf8Bytes(ascii))),
  decodeBase64url,
  decodeBase64urlList,
  encodeBase64urlText: (text) => encodeBase64url(utf8Bytes(text)),
  decodeBase64urlText: (text) => {
    const bytes = decodeBase64url(text);
    return bytes === undefined ? undefined : utf8Text(bytes);
  },
  verifyEd25519,
  beginEd25519: (publicKey, message, signature) => () => verifyEd25519(publicKey, message, signature),
};

function hashRows(length: number, most: number): HashRows {
  const bytes = new Uint8Array(most * length);
  const digests = new Uint8Array(most * 32);
  const hash = (count: number): void => {
    if (count > most) throw new RangeError(`${count} messages where ${most} have room`);
    for (let row = 0; row < count; row += 1)
      digests.set(sha256(bytes.subarray(row * length, (row + 1) * length)), row * 32);
  };
  return { messages: viewOf(bytes), stride: length, digests: viewOf(digests), hash };
}

function decodeBase64urlList(texts: readonly string[], end: number): Uint8Array | undefined {
  const whole = new Uint8Array(
    texts.reduce((length, text) => length + Math.floor((text.length * 3) / 4) + 1, 0),
  );
  let offset = 0;
  for (const text of texts) {
    const bytes = decodeBase64url(text);
    if (bytes === undefined) return undefined;
    whole.set(bytes, offset);
    whole[offset + bytes.length] = end;
    offset += bytes.length + 1;
  }
  return whole;
}

// @noble's own `verify` multiplies by the cofactor even with `zip215: false`, OpenSSL does not: they part on
// signatures with a component of small order. So the equation is written out: encode(S·B - k·A) = R.
function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64 || !isUsableEd25519Key(publicKey)) return false;
  const r = signature.subarray(0, 32);
  const s = littleEndian(signature.subarray(32));
  if (s >= groupOrder) return false;
  const a = pointOf(publicKey);
  if (a === undefined) return false;
  const k = littleEndian(sha512(concatBytes(r, publicKey, message))) % groupOrder;
  const expected = Point.BASE.multiplyUnsafe(s).subtract(a.multiplyUnsafe(k));
  return equalBytes(expected.toBytes(), r);
}

function pointOf(encoded: Uint8Array): InstanceType<typeof Point> | undefined {
  try {
    return Point.fromBytes(encoded);
  } catch {
    return undefined;
  }
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => value * 256n + BigInt(byte), 0n);
}

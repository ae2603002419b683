import { Buffer, isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import type { Primitives } from '../src/primitives/primitives.ts';
import { beginEd25519, verifyEd25519 } from './ed25519.ts';
import { hashRows } from './sha256-rows.ts';

/** The fast back end, on node:crypto. Gives the same answers as `purePrimitives`. */
export const nodePrimitives: Primitives = {
  sha256: (data) => Buffer.from(hash('sha256', data, 'binary'), 'latin1'),
  hashRows,
  sha256Base64url: (ascii) => hash('sha256', ascii, 'base64url'),
  decodeBase64url,
  decodeBase64urlList,
  encodeBase64urlText: (text) => Buffer.from(text).toString('base64url'),
  decodeBase64urlText,
  verifyEd25519,
  beginEd25519,
};

// Node decodes leniently (either alphabet, white space, stray bits); encoding again and comparing makes it strict.
function decodeBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

// Encoding again costs twice the decoding. Here the alphabet is checked over all texts at once; what node skips then
// (white space, padding) shows in the length, and the last character of each says whether unused bits are zero.
function decodeBase64urlList(texts: readonly string[], end: number): Buffer | undefined {
  const all = texts.join('');
  // Node takes the low byte of wider characters for a character of the alphabet.
  if (all.includes('+') || all.includes('/') || Buffer.byteLength(all) !== all.length) return undefined;
  const bytes = Buffer.allocUnsafeSlow(Math.floor((all.length * 3) / 4) + texts.length);
  let offset = 0;
  for (const text of texts) {
    const length = bytes.write(text, offset, 'base64url');
    if (length !== Math.floor((text.length * 3) / 4) || !endsOnZeroBits(text)) return undefined;
    offset += length;
    bytes[offset] = end;
    offset += 1;
  }
  return bytes.subarray(0, offset);
}

function endsOnZeroBits(text: string): boolean {
  const surplus = text.length % 4;
  if (surplus === 0) return true;
  return (
    surplus !== 1 && (surplus === 2 ? 'AQgw' : 'AEIMQUYcgkosw048').includes(text.charAt(text.length - 1))
  );
}

// A disclosure is some hundred bytes: decoding it into a buffer that stays saves an allocation each (measured).
const scratch = Buffer.allocUnsafeSlow(16_384);

function decodeBase64urlText(text: string): string | undefined {
  if (text.length > scratch.length) {
    const bytes = decodeBase64url(text);
    return bytes !== undefined && isUtf8(bytes) ? bytes.toString('utf8') : undefined;
  }
  const length = scratch.write(text, 0, 'base64url');
  if (scratch.toString('base64url', 0, length) !== text) return undefined;
  const decoded = scratch.toString('utf8', 0, length);
  // The replacement character stands for itself or for bytes that are no UTF-8: only then look at the bytes.
  return decoded.includes('\uFFFD') && !isUtf8(scratch.subarray(0, length)) ? undefined : decoded;
}

// How the body of an entry lies in the store: the statement with its base64url undone, compressed if it is long.
// Strict base64url has one spelling only, so encoding again gives the very bytes that were received.
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

const lengthBytes = 4;
const levelOne = { [constants.ZSTD_c_compressionLevel]: 1 };
// A context for zstd costs 60 µs, more than writing a few kilobytes does (measured).
const longBytes = 16 * 1024;
// A frame of zstd begins so (RFC 8878 section 3.1.1). An uncompressed body begins with the high byte of a length: 0.
const zstdFirstByte = 0x28;

/** Body of a statement in compact form. Level 1 of zstd: storage is not what capture waits for (measured). */
export function encodeBody(sdjwt: string): Buffer {
  const framed = frame(sdjwt);
  if (framed.length < longBytes) return framed;
  return zstdCompressSync(framed, {
    params: levelOne,
    pledgedSrcSize: framed.length,
    chunkSize: framed.length,
  });
}

export function decodeBody(body: Uint8Array): string {
  const framed =
    body[0] === zstdFirstByte
      ? zstdDecompressSync(body)
      : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const parts: string[] = [];
  for (let at = 0; at < framed.length; ) {
    const length = framed.readUInt32BE(at);
    at += lengthBytes;
    parts.push(framed.toString('base64url', at, at + length));
    at += length;
  }
  const [header, payload, signature, ...disclosures] = parts;
  return `${[`${header}.${payload}.${signature}`, ...disclosures].join('~')}~`;
}

/** Every part decoded, behind its length in 32 bits. Decoded bytes are at most three quarters of the text. */
function frame(sdjwt: string): Buffer {
  const parts = sdjwt.slice(0, -1).split(/[.~]/);
  const framed = Buffer.allocUnsafeSlow(Math.ceil(sdjwt.length * 0.75) + parts.length * lengthBytes);
  let at = 0;
  for (const part of parts) {
    const length = framed.write(part, at + lengthBytes, 'base64url');
    framed.writeUInt32BE(length, at);
    at += lengthBytes + length;
  }
  return framed.subarray(0, at);
}

// How the body of an entry lies in the store: the statement with its base64url undone, compressed.
// Strict base64url has one spelling only, so encoding again gives the very bytes that were received.
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

const lengthBytes = 4;
const levelOne = { [constants.ZSTD_c_compressionLevel]: 1 };

/** Compressed body of a statement in compact form. Level 1 of zstd: storage is not what capture waits for (measured). */
export function encodeBody(sdjwt: string): Buffer {
  const [jwt = '', ...disclosures] = sdjwt.slice(0, -1).split('~');
  const parts = [...jwt.split('.'), ...disclosures].map((part) => Buffer.from(part, 'base64url'));
  const framed = Buffer.allocUnsafe(parts.reduce((sum, part) => sum + lengthBytes + part.length, 0));
  let at = 0;
  for (const part of parts) {
    at = framed.writeUInt32BE(part.length, at);
    at += part.copy(framed, at);
  }
  return zstdCompressSync(framed, { params: levelOne, pledgedSrcSize: framed.length, chunkSize: Math.max(256, framed.length) });
}

export function decodeBody(body: Uint8Array): string {
  const framed = zstdDecompressSync(body);
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

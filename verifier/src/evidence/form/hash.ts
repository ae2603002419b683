// How a hash in an evidence file is read: strictly, or not at all.
import { decodeBase64 } from '../../bytes/base64.ts';
import { hashLength } from '../../merkle/hash.ts';

// 43 characters are 258 bits: the last two of them are zero. A file has thousands of hashes, and to decode each only to
// see that it can be decoded costs as much as all other members together (measured).
const hashForm = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

/** 32 bytes in base64. */
export function isHash(value: unknown): value is string {
  return typeof value === 'string' && hashForm.test(value);
}

export function isHashes(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isHash);
}

/** The 32 bytes of a hash that `parseEvidence` has accepted. */
export function bytesOfHash(text: string): Uint8Array {
  const bytes = decodeBase64(text);
  if (bytes?.length !== hashLength) throw new Error(`no hash: ${text}`);
  return bytes;
}

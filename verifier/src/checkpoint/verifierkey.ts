import { decodeBase64, encodeBase64 } from '../bytes/base64.ts';
import { concatBytes } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import { utf8Bytes } from '../bytes/utf8.ts';
import { isUsableEd25519Key } from '../primitives/ed25519key.ts';
import type { Primitives } from '../primitives/primitives.ts';

/** A key that signs notes, as its readers know it. */
export interface VerifierKey {
  readonly name: string;
  /** Eight hexadecimal digits: the first four bytes of SHA-256(name, line feed, type, key). */
  readonly keyId: string;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
}

const ed25519Type = 0x01;

/** `<name>+<key id>+<base64(0x01, key)>`, or undefined: another form, another type of key, or a wrong key id. */
export function parseVerifierKey(text: string, primitives: Primitives): VerifierKey | undefined {
  // Base64 may hold further plus signs.
  const [name = '', keyId = '', ...encoded] = text.split('+');
  const bytes = decodeBase64(encoded.join('+'));
  if (bytes?.[0] !== ed25519Type || !isKeyName(name)) return undefined;
  const publicKey = bytes.slice(1);
  if (!isUsableEd25519Key(publicKey) || keyId !== noteKeyId(name, publicKey, primitives)) return undefined;
  return { name, keyId, publicKey };
}

export function formatVerifierKey({ name, keyId, publicKey }: VerifierKey): string {
  return `${name}+${keyId}+${encodeBase64(concatBytes(Uint8Array.of(ed25519Type), publicKey))}`;
}

/** The verifier key of a name and a public key. Throws where the name cannot stand in a note. */
export function verifierKey(name: string, publicKey: Uint8Array, primitives: Primitives): VerifierKey {
  if (!isKeyName(name)) throw new Error(`not the name of a key: ${name}`);
  return { name, keyId: noteKeyId(name, publicKey, primitives), publicKey };
}

export function noteKeyId(name: string, publicKey: Uint8Array, primitives: Primitives): string {
  const named = concatBytes(utf8Bytes(`${name}\n`), Uint8Array.of(ed25519Type), publicKey);
  return encodeHex(primitives.sha256(named).subarray(0, 4));
}

/** Not empty, no white space, no plus sign, no control character. */
export function isKeyName(name: string): boolean {
  return /^[^\s+\x00-\x1f\x85]+$/.test(name);
}

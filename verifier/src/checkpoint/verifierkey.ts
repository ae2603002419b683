import { decodeBase64, encodeBase64 } from '../bytes/base64.ts';
import { concatBytes } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import { utf8Bytes } from '../bytes/utf8.ts';
import { isUsableEd25519Key } from '../primitives/ed25519key.ts';
import type { Primitives } from '../primitives/primitives.ts';

/** A key that signs the heads of a log, as its readers know it (c2sp.org/signed-note, type 0x01). */
export interface LogKey extends KeyOfType<'log'> {}

/** A key that signs heads of the logs of others, with the time: a witness's, an archive's (c2sp.org/tlog-cosignature, type 0x04). */
export interface CosignerKey extends KeyOfType<'cosigner'> {}

/** What a verifier key can be. The two are never taken for one another: they sign different messages. */
export type VerifierKey = LogKey | CosignerKey;

export type KeyType = VerifierKey['type'];

interface KeyOfType<Type extends string> {
  readonly type: Type;
  readonly name: string;
  /** Eight hexadecimal digits: the first four bytes of SHA-256(name, line feed, type, key). */
  readonly keyId: string;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
}

const typeBytes: Readonly<Record<KeyType, number>> = { log: 0x01, cosigner: 0x04 };

/** `<name>+<key id>+<base64(type, key)>`, or undefined: another form, an unknown type of key, or a wrong key id. */
export function parseVerifierKey(text: string, primitives: Primitives): VerifierKey | undefined {
  // Base64 may hold further plus signs.
  const [name = '', keyId = '', ...encoded] = text.split('+');
  const bytes = decodeBase64(encoded.join('+'));
  const type =
    bytes?.[0] === typeBytes.log ? 'log' : bytes?.[0] === typeBytes.cosigner ? 'cosigner' : undefined;
  if (bytes === undefined || type === undefined || !isKeyName(name)) return undefined;
  const publicKey = bytes.slice(1);
  if (!isUsableEd25519Key(publicKey) || keyId !== noteKeyId(name, publicKey, type, primitives))
    return undefined;
  return { type, name, keyId, publicKey };
}

/** As `parseVerifierKey`; a cosigner's key is undefined too. */
export function parseLogKey(text: string, primitives: Primitives): LogKey | undefined {
  const key = parseVerifierKey(text, primitives);
  return key?.type === 'log' ? key : undefined;
}

/** As `parseVerifierKey`; a log's key is undefined too. */
export function parseCosignerKey(text: string, primitives: Primitives): CosignerKey | undefined {
  const key = parseVerifierKey(text, primitives);
  return key?.type === 'cosigner' ? key : undefined;
}

export function formatVerifierKey({ type, name, keyId, publicKey }: VerifierKey): string {
  return `${name}+${keyId}+${encodeBase64(concatBytes(Uint8Array.of(typeBytes[type]), publicKey))}`;
}

/** The verifier key of a log's name and its public key. Throws where the name cannot stand in a note. */
export function verifierKey(name: string, publicKey: Uint8Array, primitives: Primitives): LogKey {
  return { type: 'log', ...named(name, publicKey, 'log', primitives) };
}

/** The verifier key of a cosigner's name and its public key. Throws where the name cannot stand in a note. */
export function cosignerKey(name: string, publicKey: Uint8Array, primitives: Primitives): CosignerKey {
  return { type: 'cosigner', ...named(name, publicKey, 'cosigner', primitives) };
}

function named(
  name: string,
  publicKey: Uint8Array,
  type: KeyType,
  primitives: Primitives,
): { name: string; keyId: string; publicKey: Uint8Array } {
  if (!isKeyName(name)) throw new Error(`not the name of a key: ${name}`);
  return { name, keyId: noteKeyId(name, publicKey, type, primitives), publicKey };
}

function noteKeyId(name: string, publicKey: Uint8Array, type: KeyType, primitives: Primitives): string {
  const hashed = concatBytes(utf8Bytes(`${name}\n`), Uint8Array.of(typeBytes[type]), publicKey);
  return encodeHex(primitives.sha256(hashed).subarray(0, 4));
}

/** Not empty, no white space, no plus sign, no control character. */
export function isKeyName(name: string): boolean {
  return /^[^\s+\x00-\x1f\x85]+$/.test(name);
}

// Public keys of issuers: what a signature is checked with, and the two methods of DIDs that carry their key in themselves.
import { createPublicKey, ECDH, type KeyObject, verify } from 'node:crypto';
import { isJsonObject, isUsableEd25519Key, type JsonObject, parseJsonStrict } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { base58Bytes, base58Text } from './base58.ts';

export type Algorithm = 'EdDSA' | 'ES256';

/** A key with the one algorithm it is for, so that a header cannot talk a key into another one. */
export interface IssuerKey {
  algorithm: Algorithm;
  /** Whether the bytes were signed with it. */
  verify(signed: string, signature: Uint8Array): boolean;
}

/** Ed25519 (RFC 8037) and P-256 (RFC 7518 section 6.2.1); undefined for other keys and for points that are none. */
export function keyOfJwk(jwk: unknown): IssuerKey | undefined {
  if (!isJsonObject(jwk)) return undefined;
  const { kty, crv, x, y } = jwk;
  if (kty === 'OKP' && crv === 'Ed25519' && typeof x === 'string')
    return ed25519(nodePrimitives.decodeBase64url(x));
  if (kty === 'EC' && crv === 'P-256' && typeof x === 'string' && typeof y === 'string')
    return p256({ x, y });
  return undefined;
}

function ed25519(publicKey: Uint8Array | undefined): IssuerKey | undefined {
  if (publicKey === undefined || publicKey.length !== 32 || !isUsableEd25519Key(publicKey)) return undefined;
  return {
    algorithm: 'EdDSA',
    verify: (signed, signature) => nodePrimitives.verifyEd25519(publicKey, Buffer.from(signed), signature),
  };
}

function p256({ x, y }: { x: string; y: string }): IssuerKey | undefined {
  const key = imported({ kty: 'EC', crv: 'P-256', x, y });
  if (key === undefined) return undefined;
  return {
    algorithm: 'ES256',
    // RFC 7518 section 3.4: R and S, 32 bytes each, not the DER that certificates have.
    verify: (signed, signature) =>
      signature.length === 64 &&
      verify('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }, signature),
  };
}

/** Node checks that the point lies on the curve. */
function imported(key: { kty: string; crv: string; x: string; y: string }): KeyObject | undefined {
  try {
    return createPublicKey({ key, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** The key inside a `did:key` or `did:jwk`; undefined for other DIDs, and for keys that are not taken. */
export function keyOfDid(did: string): IssuerKey | undefined {
  if (did.startsWith('did:key:z')) return keyOfMultibase(did.slice('did:key:'.length));
  if (!did.startsWith('did:jwk:')) return undefined;
  const text = nodePrimitives.decodeBase64urlText(did.slice('did:jwk:'.length));
  const parsed = text === undefined ? undefined : parseJsonStrict(text, { maxDepth: 4 });
  return parsed?.ok === true ? keyOfJwk(parsed.value) : undefined;
}

// Multicodec: 0xed = ed25519-pub, 0x1200 = p256-pub, as unsigned varints.
const ed25519Prefix = [0xed, 0x01];
const p256Prefix = [0x80, 0x24];

/** `publicKeyMultibase` of a verification method: base58btc of the multicodec key. */
export function keyOfMultibase(text: string): IssuerKey | undefined {
  const bytes = text.startsWith('z') ? base58Bytes(text.slice(1)) : undefined;
  if (bytes === undefined) return undefined;
  const [first, second, ...key] = bytes;
  if (first === ed25519Prefix[0] && second === ed25519Prefix[1]) return ed25519(Uint8Array.from(key));
  if (first === p256Prefix[0] && second === p256Prefix[1]) return compressedP256(Uint8Array.from(key));
  return undefined;
}

function compressedP256(point: Uint8Array): IssuerKey | undefined {
  if (point.length !== 33) return undefined;
  try {
    const whole = ECDH.convertKey(point, 'prime256v1', undefined, undefined, 'uncompressed') as Buffer;
    return p256({
      x: whole.subarray(1, 33).toString('base64url'),
      y: whole.subarray(33).toString('base64url'),
    });
  } catch {
    return undefined;
  }
}

/** The DID that is this Ed25519 key: whoever reads it needs nothing else to check a signature. */
export function didOfKey(publicKey: Uint8Array): string {
  return `did:key:z${base58Text(Uint8Array.from([...ed25519Prefix, ...publicKey]))}`;
}

/** A verification method as DID documents have it (JsonWebKey2020, JsonWebKey, Multikey, Ed25519VerificationKey2020). */
export function keyOfMethod(method: JsonObject): IssuerKey | undefined {
  const { publicKeyJwk, publicKeyMultibase } = method;
  if (publicKeyJwk !== undefined) return keyOfJwk(publicKeyJwk);
  return typeof publicKeyMultibase === 'string' ? keyOfMultibase(publicKeyMultibase) : undefined;
}

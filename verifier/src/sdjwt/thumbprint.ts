import { encodeBase64url } from '../bytes/base64.ts';
import { isJsonObject } from '../bytes/json.ts';
import { isUsableEd25519Key } from '../primitives/ed25519key.ts';
import type { Primitives } from '../primitives/primitives.ts';

/** An Ed25519 public key as a JWK (RFC 8037 section 2). */
export interface PublicJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
}

export function jwkOfPublicKey(publicKey: Uint8Array): PublicJwk {
  return { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(publicKey) };
}

/** The 32 bytes of the key; undefined for any other kind of key, further members (a private key!) or an unusable point. */
export function publicKeyOfJwk(jwk: unknown, primitives: Primitives): Uint8Array | undefined {
  if (!isJsonObject(jwk) || Object.keys(jwk).length !== 3) return undefined;
  const { kty, crv, x } = jwk;
  if (kty !== 'OKP' || crv !== 'Ed25519' || typeof x !== 'string') return undefined;
  const publicKey = primitives.decodeBase64url(x);
  return publicKey !== undefined && isUsableEd25519Key(publicKey) ? publicKey : undefined;
}

/** The `kid` of a key: the SHA-256 thumbprint of its JWK, base64url (RFC 7638; RFC 8037 appendix A.3). */
export function keyThumbprint(publicKey: Uint8Array, primitives: Primitives): string {
  return primitives.sha256Base64url(`{"crv":"Ed25519","kty":"OKP","x":"${encodeBase64url(publicKey)}"}`);
}

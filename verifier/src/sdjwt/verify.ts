import type { JsonObject } from '../bytes/json.ts';
import { type Result, refused } from '../bytes/result.ts';
import type { Primitives } from '../primitives/primitives.ts';
import { parseJwt, splitCompact } from './compact.ts';
import { type Disclosure, readDisclosures } from './disclosure.ts';
import { checkKeyBinding, type KeyBindingPolicy } from './keybinding.ts';
import { anywhere } from './place.ts';
import { processClaims } from './process.ts';
import type { SdJwtRefusalCode } from './refusal.ts';

/** Whether the issuer signed `signingInput`. It MUST look at `header.alg` and refuse what it does not expect. */
export type CheckIssuer = (header: JsonObject, signingInput: string, signature: Uint8Array) => boolean;

export interface VerifiedSdJwt {
  readonly header: JsonObject;
  /** As signed, digests in place. */
  readonly payload: JsonObject;
  /** What is shown. */
  readonly claims: JsonObject;
  readonly disclosures: readonly Disclosure[];
}

/**
 * Any SD-JWT, with or without key binding (RFC 9901 sections 7.1 and 7.3). A key binding that is present is always
 * checked, so `keyBinding` is required for it. Times of validity (`exp`, `nbf`) are left to the caller.
 */
export function verifySdJwt(
  compact: string,
  checkIssuer: CheckIssuer,
  keyBinding: KeyBindingPolicy | undefined,
  primitives: Primitives,
): Result<VerifiedSdJwt, SdJwtRefusalCode> {
  const split = splitCompact(compact);
  if (!split.ok) return split;
  const issued = parseJwt(split.parts.jwt, primitives);
  if (!issued.ok) return issued;
  const { header, payload, signingInput, signature } = issued.jwt;
  if (typeof header['alg'] !== 'string' || header['alg'].toLowerCase() === 'none') {
    return refused('HEADER_INVALID', 'unsigned');
  }
  if (!checkIssuer(header, signingInput, signature))
    return refused('SIGNATURE_INVALID', 'not signed by the issuer');
  const read = readDisclosures(split.parts.disclosures, primitives);
  if (!read.ok) return read;
  const result = processClaims(payload, read.byDigest, anywhere);
  if (!result.ok) return result;
  const { claims, byDigest } = result.processed;
  const bound = checkKeyBinding(split.parts, claims, keyBinding, primitives);
  return bound.ok ? { ok: true, header, payload, claims, disclosures: [...byDigest.values()] } : bound;
}

import { isJsonObject, type JsonObject } from '../bytes/json.ts';
import { type Refused, refused } from '../bytes/result.ts';
import type { Primitives } from '../primitives/primitives.ts';
import { type Compact, parseJwt } from './compact.ts';
import type { SdJwtRefusalCode } from './refusal.ts';

/** What a reader asks of the proof that the presenter holds the key of the `cnf` claim. */
export interface KeyBindingPolicy {
  readonly required: boolean;
  readonly audience: string;
  readonly nonce: string;
  readonly nowSeconds: number;
  /** How far `iat` may lie from now, either way. */
  readonly windowSeconds: number;
  /** Whether the holder of `jwk` signed. It MUST look at `header.alg` and refuse what it does not expect. */
  readonly checkHolder: (
    jwk: JsonObject,
    header: JsonObject,
    signingInput: string,
    signature: Uint8Array,
  ) => boolean;
}

/** RFC 9901 section 7.3, over the processed claims. */
export function checkKeyBinding(
  compact: Compact,
  claims: JsonObject,
  policy: KeyBindingPolicy | undefined,
  primitives: Primitives,
): { readonly ok: true } | Refused<SdJwtRefusalCode> {
  if (compact.keyBinding === undefined) {
    return policy?.required ? refused('KEY_BINDING_MISSING', 'asked for, not given') : { ok: true };
  }
  if (policy === undefined) return refused('KEY_BINDING_INVALID', 'given, but not asked for');
  const parsed = parseJwt(compact.keyBinding, primitives);
  if (!parsed.ok) return refused('KEY_BINDING_INVALID', parsed.refusal.detail);
  const { header, payload, signingInput, signature } = parsed.jwt;
  const confirmed = claims['cnf'];
  const jwk = isJsonObject(confirmed) ? confirmed['jwk'] : undefined;
  if (!isJsonObject(jwk)) return refused('KEY_BINDING_INVALID', 'the issuer named no key');
  if (header['typ'] !== 'kb+jwt') return refused('KEY_BINDING_INVALID', 'typ is not kb+jwt');
  if (!policy.checkHolder(jwk, header, signingInput, signature)) {
    return refused('KEY_BINDING_INVALID', 'not signed by the key of cnf');
  }
  const wrong = wrongClaim(payload, primitives.sha256Base64url(compact.presented), policy);
  return wrong === undefined
    ? { ok: true }
    : refused('KEY_BINDING_INVALID', `${wrong} is not the expected one`);
}

function wrongClaim(
  payload: JsonObject,
  presentedHash: string,
  policy: KeyBindingPolicy,
): string | undefined {
  const { iat, aud, nonce, sd_hash: hash } = payload;
  if (typeof iat !== 'number' || Math.abs(iat - policy.nowSeconds) > policy.windowSeconds) return 'iat';
  if (aud !== policy.audience) return 'aud';
  if (nonce !== policy.nonce) return 'nonce';
  return hash === presentedHash ? undefined : 'sd_hash';
}

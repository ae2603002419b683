// Credentials secured with JOSE (W3C Securing Verifiable Credentials using JOSE and COSE, section 3.1): made and opened.
import { encodeBase64url, parseJwt, utf8Bytes, type JsonObject, type Jwt } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { IssuerKey } from './key.ts';
import type { ResolveKey } from './key-source.ts';
import { type Checked, no } from './refusal.ts';

export const vcJwt = 'application/vc+jwt';

/** A compact JWS over the credential; `kid` is the DID URL, or other name, of the key. */
export function sealJwt(payload: JsonObject, kid: string, sign: (bytes: Uint8Array) => Uint8Array): string {
  const header = { alg: 'EdDSA', typ: 'vc+jwt', cty: 'vc', kid };
  const input = [header, payload].map((part) => encodeBase64url(utf8Bytes(JSON.stringify(part)))).join('.');
  return `${input}.${encodeBase64url(sign(utf8Bytes(input)))}`;
}

/** Takes a JWT apart, strictly; the signature is not checked. */
export function openJwt(text: string): Checked<Jwt> {
  const parsed = parseJwt(text, nodePrimitives);
  return parsed.ok
    ? { ok: true, value: parsed.jwt }
    : no('CREDENTIAL_MALFORMED', `It is not a JWT in compact form: ${parsed.refusal.detail}.`);
}

/** Refused where the header asks for what is not known here, where no key of the issuer is known, and where none fits. */
export function checkJwt(jwt: Jwt, issuer: string, resolve: ResolveKey): Checked<true> {
  const asked = checkHeader(jwt.header);
  if (!asked.ok) return asked;
  const { alg, kid } = asked.value;
  const keys = resolve(issuer, kid).filter((key) => fits(key, alg));
  if (keys.length === 0)
    return no(
      'CREDENTIAL_KEY_UNKNOWN',
      `No ${alg} key of ${issuer} is known here${kid === undefined ? '' : ` by the name ${kid}`}: hand in its DID document or JWK set.`,
      'issuer',
    );
  return keys.some((key) => key.verify(jwt.signingInput, jwt.signature))
    ? { ok: true, value: true }
    : no('CREDENTIAL_SIGNATURE_INVALID', `It was changed, or ${issuer} did not sign it.`);
}

interface Asked {
  alg: string;
  kid: string | undefined;
}

/** RFC 7515 section 4.1.11: what is critical and not understood must be refused. RFC 8725 section 3.1: `none` never counts. */
export function checkHeader({ alg, crit, kid }: JsonObject): Checked<Asked> {
  if (crit !== undefined)
    return no('CREDENTIAL_ALGORITHM_UNKNOWN', 'Its header has critical members that are not known here.');
  if (alg !== 'EdDSA' && alg !== 'Ed25519' && alg !== 'ES256')
    return no('CREDENTIAL_ALGORITHM_UNKNOWN', 'It is to be signed with EdDSA (Ed25519) or ES256.', 'alg');
  return { ok: true, value: { alg, kid: typeof kid === 'string' ? kid : undefined } };
}

/** RFC 9864: `Ed25519` is the full name of what `EdDSA` was with that curve. */
function fits({ algorithm }: IssuerKey, alg: string): boolean {
  return algorithm === (alg === 'Ed25519' ? 'EdDSA' : alg);
}

// Issuers of credentials for tests, made with Node's own cryptography and nothing of ours.
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

export interface TestIssuer {
  /** A did:jwk, unless it was given another name. */
  id: string;
  jwk: Record<string, unknown>;
  alg: 'EdDSA' | 'ES256';
  key: KeyObject;
}

export function testIssuer(alg: 'EdDSA' | 'ES256' = 'EdDSA', id?: string): TestIssuer {
  const { publicKey, privateKey } =
    alg === 'EdDSA' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' }) as Record<string, unknown>;
  return { id: id ?? `did:jwk:${encoded(jwk)}`, jwk, alg, key: privateKey };
}

export function encoded(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

export function jwtOf(
  payload: Record<string, unknown>,
  { alg, key, id }: TestIssuer,
  header: Record<string, unknown> = {},
): string {
  const input = `${encoded({ alg, typ: 'vc+jwt', kid: `${id}#0`, ...header })}.${encoded(payload)}`;
  const signature = sign(alg === 'ES256' ? 'sha256' : null, Buffer.from(input), {
    key,
    dsaEncoding: 'ieee-p1363',
  });
  return `${input}.${signature.toString('base64url')}`;
}

/** A credential of version 2.0 whose subject has the members of a certificate. */
export function plainCredential(
  issuer: string,
  subject: object,
  change: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id: 'https://certifier.example/credentials/81',
    type: ['VerifiableCredential'],
    issuer,
    validFrom: '2026-01-01T00:00:00Z',
    validUntil: '2027-01-01T00:00:00Z',
    credentialSubject: subject,
    ...change,
  };
}

/** `hidden` becomes disclosures of the top level. */
export function sdJwtOf(
  clear: Record<string, unknown>,
  hidden: Record<string, unknown>,
  issuer: TestIssuer,
  header: Record<string, unknown> = {},
): string {
  const disclosures = Object.entries(hidden).map(([name, value], at) => encoded([`salt-${at}`, name, value]));
  const digests = disclosures.map((one) => createHash('sha256').update(one).digest('base64url'));
  const jwt = jwtOf({ ...clear, _sd: digests.sort(), _sd_alg: 'sha-256' }, issuer, {
    typ: 'dc+sd-jwt',
    ...header,
  });
  return `${[jwt, ...disclosures].join('~')}~`;
}

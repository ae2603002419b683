// The frame that all credentials share, in the three forms they come in: VC 2.0, VC 1.1 inside a JWT, SD-JWT VC.
import { isAbsoluteUri, isJsonObject, type JsonObject, parseInstant } from '#verifier';
import { type Checked, no } from './refusal.ts';

export interface Frame {
  /** `2.0`, `1.1` (W3C Verifiable Credentials Data Model) or `sd-jwt-vc`. */
  form: '2.0' | '1.1' | 'sd-jwt-vc';
  id: string | undefined;
  issuer: string;
  issuerName: string | undefined;
  types: string[];
  /** Null: not told. */
  fromMs: number | null;
  untilMs: number | null;
  subject: JsonObject;
  /** `credentialStatus`, always as a list. */
  statuses: unknown[];
}

const context2 = 'https://www.w3.org/ns/credentials/v2';
const context1 = 'https://www.w3.org/2018/credentials/v1';

/** By what the payload has in it; `typ` of a header is a hint that issuers get wrong. Its dates are read, not judged. */
export function frameOf(payload: JsonObject): Checked<Frame> {
  if (typeof payload['vct'] === 'string') return sdJwtVc(payload, payload['vct']);
  if (isJsonObject(payload['vc'])) return inJwtClaims(payload, payload['vc']);
  const [first] = listOf(payload['@context']);
  if (first === context2) return dataModel(payload, '2.0');
  return no(
    'CREDENTIAL_FORM_UNKNOWN',
    'It is no W3C credential 2.0, none of 1.1 in a JWT, and no SD-JWT VC: hand it in as a document instead.',
  );
}

/** VC 1.1, section 6.3.1: the registered claims stand for members of the credential. */
function inJwtClaims(payload: JsonObject, vc: JsonObject): Checked<Frame> {
  if (listOf(vc['@context'])[0] !== context1)
    return no('CREDENTIAL_FORM_UNKNOWN', 'A credential in the claim vc is one of version 1.1.', '@context');
  const { iss, jti, nbf, exp, sub } = payload;
  const named = idOf(vc['issuer']);
  // Two names for one thing leave open which of them is meant.
  if (named !== undefined && iss !== undefined && named !== iss)
    return malformed('issuer', 'iss and vc.issuer differ');
  const subject = isJsonObject(vc['credentialSubject']) ? vc['credentialSubject'] : {};
  return dataModel(
    {
      ...vc,
      ...(iss === undefined || isJsonObject(vc['issuer']) ? {} : { issuer: iss }),
      ...(typeof jti === 'string' ? { id: jti } : {}),
      validFrom: secondsText(nbf) ?? vc['issuanceDate'],
      validUntil: secondsText(exp) ?? vc['expirationDate'],
      credentialSubject: { ...subject, ...(typeof sub === 'string' ? { id: sub } : {}) },
    },
    '1.1',
  );
}

function dataModel(credential: JsonObject, form: '2.0' | '1.1'): Checked<Frame> {
  const issuer = idOf(credential['issuer']);
  if (issuer === undefined) return malformed('issuer', 'an issuer is a URI, or has one as its id');
  const types = listOf(credential['type']).filter((one) => typeof one === 'string');
  if (!types.includes('VerifiableCredential'))
    return malformed('type', 'the type VerifiableCredential is missing');
  const subject = credential['credentialSubject'];
  if (!isJsonObject(subject)) return malformed('credentialSubject', 'exactly one subject is taken');
  const [from, until] = [credential['validFrom'], credential['validUntil']].map(timeOf);
  if (from === undefined || until === undefined)
    return malformed('validFrom', 'a time is written as 2026-01-31T12:00:00Z');
  const { id } = credential;
  if (id !== undefined && !(typeof id === 'string' && isAbsoluteUri(id)))
    return malformed('id', 'an id is a URI');
  return {
    ok: true,
    value: {
      ...{ form, id, issuer, issuerName: nameOf(credential['issuer']), types },
      ...{ fromMs: from, untilMs: until, subject, statuses: listOf(credential['credentialStatus']) },
    },
  };
}

/** draft-ietf-oauth-sd-jwt-vc: flat claims; `iss` may only be left out where a certificate chain tells it, which is not taken. */
function sdJwtVc(payload: JsonObject, vct: string): Checked<Frame> {
  const { iss, jti, nbf, exp, iat, status } = payload;
  if (typeof iss !== 'string' || !isAbsoluteUri(iss)) return malformed('iss', 'an issuer is a URI');
  const [from, until] = [nbf ?? iat, exp].map((seconds) => timeOf(secondsText(seconds)));
  if (from === undefined || until === undefined)
    return malformed('exp', 'times are whole seconds since 1970');
  return {
    ok: true,
    value: {
      ...{ form: 'sd-jwt-vc', id: typeof jti === 'string' && isAbsoluteUri(jti) ? jti : undefined },
      ...{ issuer: iss, issuerName: undefined, types: [vct], fromMs: from, untilMs: until },
      ...{ subject: payload, statuses: listOf(status) },
    },
  };
}

/** Null where nothing is told, undefined where what is told is no time. */
function timeOf(time: unknown): number | null | undefined {
  if (time === undefined) return null;
  return typeof time === 'string' ? (parseInstant(time) ?? undefined) : undefined;
}

const latestS = 253_402_300_799;

/** RFC 7519 section 2, NumericDate. What is none stays what it is, to be refused as a time. */
function secondsText(seconds: unknown): string | undefined {
  if (seconds === undefined) return undefined;
  const whole = typeof seconds === 'number' ? Math.floor(seconds) : Number.NaN;
  return whole >= 0 && whole <= latestS ? new Date(whole * 1000).toISOString() : 'no time';
}

export function idOf(thing: unknown): string | undefined {
  const id = isJsonObject(thing) ? thing['id'] : thing;
  return typeof id === 'string' && isAbsoluteUri(id) ? id : undefined;
}

function nameOf(thing: unknown): string | undefined {
  return isJsonObject(thing) && typeof thing['name'] === 'string' ? thing['name'] : undefined;
}

export function listOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function malformed(
  field: string,
  detail: string,
): { ok: false; refusal: { code: 'CREDENTIAL_MALFORMED'; detail: string; field: string } } {
  return {
    ok: false,
    refusal: { code: 'CREDENTIAL_MALFORMED', detail: `The credential is not well formed: ${detail}.`, field },
  };
}

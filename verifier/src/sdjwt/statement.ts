import type { JsonObject } from '../bytes/json.ts';
import { type Refused, type Result, refused } from '../bytes/result.ts';
import { utf8Bytes } from '../bytes/utf8.ts';
import type { Primitives } from '../primitives/primitives.ts';
import { parseJwt, splitCompact } from './compact.ts';
import { type Disclosure, readDisclosures } from './disclosure.ts';
import { type EventsOfStatement, readEvents } from './events.ts';
import { type Form, isDigest } from '../record/form.ts';
import { commonClaims, isStatementKind, kinds, type StatementKind } from './kind.ts';
import { processClaims } from './process.ts';
import type { StatementRefusalCode } from './refusal.ts';
import { keyThumbprint } from './thumbprint.ts';

export interface StatementHeader {
  readonly alg: 'EdDSA';
  readonly typ: 'selvedge+sd-jwt';
  readonly kid: string;
}

/** A statement whose form is right. Who signed it is not known before `checkSignature`. */
export interface Statement extends EventsOfStatement {
  /** The issuer-signed JWT, without disclosures. */
  readonly jwt: string;
  readonly header: StatementHeader;
  readonly kind: StatementKind;
  readonly issuer: string;
  /** The signer's clock. */
  readonly issuedAtSeconds: number;
  /** As signed, digests in place. */
  readonly payload: JsonObject;
  /** What is shown. */
  readonly claims: JsonObject;
  readonly disclosures: readonly Disclosure[];
  /** The same, each by its digest. */
  readonly byDigest: ReadonlyMap<string, Disclosure>;
  /** Nothing is withheld or erased, and no digest is a decoy. */
  readonly isWhole: boolean;
  /** SHA-256 of the ASCII bytes of `jwt`, 32 bytes: what the log entry holds. */
  readonly digest: Uint8Array;
  /** SHA-256 of `signingInput`, base64url: equal for two statements that are the same. */
  readonly payloadKey: string;
  readonly signingInput: string;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

export type ReadStatement = Result<{ statement: Statement }, StatementRefusalCode>;

/** Reads a presentation of a statement and makes every refusal of docs/protocol/statement.md. The signature is not checked. */
export function readStatement(compact: string, primitives: Primitives): ReadStatement {
  const split = splitCompact(compact);
  if (!split.ok) return split;
  const { jwt, disclosures: encoded, keyBinding } = split.parts;
  if (keyBinding !== undefined) return refused('KEY_BINDING_UNEXPECTED', 'a statement ends with a tilde');
  const issued = parseJwt(jwt, primitives);
  if (!issued.ok) return issued;
  const { header, payload, signingInput, signature } = issued.jwt;
  if (!isStatementHeader(header))
    return refused('HEADER_INVALID', 'not alg EdDSA, typ selvedge+sd-jwt and kid');
  if (signature.length !== 64) return refused('SIGNATURE_INVALID', `${signature.length} bytes`);
  const { kind, iss, iat } = payload;
  if (!isStatementKind(kind)) return refused('KIND_UNKNOWN', `kind ${JSON.stringify(kind)}`, '/kind');
  const read = readDisclosures(encoded, primitives);
  if (!read.ok) return read;
  const result = processClaims(payload, read.byDigest, kinds[kind].place);
  if (!result.ok) return result;
  const { claims, byDigest, isWhole } = result.processed;
  const wrong = wrongClaim(kind, payload, claims);
  if (wrong !== undefined) return wrong;
  const events = readEvents(payload, result.processed, primitives);
  if (!events.ok) return events;
  const statement: Statement = {
    ...events.events,
    jwt,
    header,
    kind,
    issuer: iss as string,
    issuedAtSeconds: iat as number,
    payload,
    claims,
    disclosures: [...byDigest.values()],
    byDigest,
    isWhole,
    digest: primitives.sha256(utf8Bytes(jwt)),
    payloadKey: primitives.sha256Base64url(signingInput),
    signingInput,
    signature,
  };
  return { ok: true, statement };
}

/** Whether the statement is signed by this key (32 bytes) and names it as its `kid`. Whose key it is, is another question. */
export function checkSignature(statement: Statement, publicKey: Uint8Array, primitives: Primitives): boolean {
  if (statement.header.kid !== keyThumbprint(publicKey, primitives)) return false;
  return primitives.verifyEd25519(publicKey, utf8Bytes(statement.signingInput), statement.signature);
}

/** As `checkSignature`, of a key that is known to be the one that the header names; the answer is for who asks later. */
export function beginSignature(
  { signingInput, signature }: Statement,
  publicKey: Uint8Array,
  primitives: Primitives,
): () => boolean {
  return primitives.beginEd25519(publicKey, utf8Bytes(signingInput), signature);
}

function isStatementHeader(header: JsonObject): header is JsonObject & StatementHeader {
  const { alg, typ, kid } = header;
  return alg === 'EdDSA' && typ === 'selvedge+sd-jwt' && isDigest(kid) && Object.keys(header).length === 3;
}

/** The first claim that is missing, unknown or of the wrong form. Clear claims are looked for in the payload itself. */
function wrongClaim(
  kind: StatementKind,
  payload: JsonObject,
  claims: JsonObject,
): Refused<StatementRefusalCode> | undefined {
  const { clear, optional, disclosable } = kinds[kind];
  const required = { ...commonClaims, ...clear };
  for (const [name, form] of Object.entries(required)) {
    if (!Object.hasOwn(payload, name))
      return refused('CLAIM_MISSING', `${name} must be there, in the clear`, `/${name}`);
    const wrong = wrongForm(name, form, payload[name]);
    if (wrong !== undefined) return wrong;
  }
  const others = { ...optional, ...disclosable };
  for (const name of Object.keys(claims)) {
    if (Object.hasOwn(required, name)) continue;
    if (!Object.hasOwn(others, name))
      return refused('CLAIM_UNKNOWN', `${name} in a statement of kind ${kind}`, `/${name}`);
    const wrong = wrongForm(name, others[name]!, claims[name]);
    if (wrong !== undefined) return wrong;
  }
  if (kind === 'key' && !Object.hasOwn(claims, 'enrols') && !Object.hasOwn(claims, 'revokes')) {
    return refused('CLAIM_MISSING', 'a key statement enrols, revokes or both', '/enrols');
  }
  return undefined;
}

function wrongForm(name: string, form: Form, value: unknown): Refused<'CLAIM_INVALID'> | undefined {
  const wrong = form(value);
  if (wrong === undefined) return undefined;
  return refused('CLAIM_INVALID', `${name}${wrong.path} ${wrong.detail}`, `/${name}${wrong.path}`);
}

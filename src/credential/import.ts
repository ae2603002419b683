// A credential from outside, from its bytes to the draft of a certificate. Nothing is fetched, nothing is recorded.
import { hash } from 'node:crypto';
import { type JsonObject, utf8Text, verifySdJwt } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { type Draft, draftOf } from './draft.ts';
import { type Frame, frameOf } from './frame.ts';
import { checkJwt, openJwt, vcJwt } from './jose.ts';
import { firstOf, type ResolveKey, selfDescribing } from './key-source.ts';
import { type Checked, no } from './refusal.ts';
import { openStatusList, type StatusList, type StatusSaid, statusSaid } from './status-list.ts';

export interface ImportOptions {
  /** As of when it must be valid. */
  nowMs: number;
  /** Keys that were handed in, beside those that a DID carries in itself. */
  resolveKey?: ResolveKey;
  /** Status list credentials (vc+jwt) that were handed in. */
  statusLists?: readonly string[];
}

export interface ImportedCredential extends Draft {
  /** SHA-256 of the text as it is kept, base64url. */
  digest: string;
  /** The same of what its issuer signed, without disclosures. */
  signedDigest: string;
  /** What is kept: the credential without white space around it. */
  bytes: Uint8Array;
  mediaType: string;
  form: Frame['form'];
  issuer: string;
  issuerName: string | undefined;
  status: StatusSaid;
}

const mostCharacters = 4 * 1024 * 1024;

/**
 * Reads a W3C credential (2.0, or 1.1 in a JWT) as JWT, or an SD-JWT VC, signed with EdDSA or ES256. Refused where it is
 * no such thing, where no key of its issuer is known, where it was changed, is not valid at `nowMs`, was revoked or
 * suspended by a status list that was handed in, or certifies nothing.
 */
export function importCredential(
  given: string | Uint8Array,
  options: ImportOptions,
): Checked<ImportedCredential> {
  const text = (typeof given === 'string' ? given : utf8Text(given))?.replace(/^\ufeff/, '').trim();
  if (text === undefined || text.length > mostCharacters || !compact.test(text))
    return no('CREDENTIAL_MALFORMED', 'It is neither a JWT nor an SD-JWT in compact form.');
  const resolve = firstOf(selfDescribing, options.resolveKey ?? (() => []));
  const opened = text.includes('~') ? openedSdJwt(text, resolve) : openedJwt(text, resolve);
  return opened.ok ? judged(opened.value, text, resolve, options) : opened;
}

const compact = /^[\w-]+\.[\w-]+\.[\w-]+(~[\w-]+)*~?$/;

function openedJwt(text: string, resolve: ResolveKey): Checked<Frame> {
  const jwt = openJwt(text);
  if (!jwt.ok) return jwt;
  const typ = checkTyp(jwt.value.header, ['vc+jwt', 'vc+ld+json+jwt', 'vc+ld+jwt', 'jwt']);
  if (!typ.ok) return typ;
  const frame = frameOf(jwt.value.payload);
  if (!frame.ok) return frame;
  const signed = checkJwt(jwt.value, frame.value.issuer, resolve);
  return signed.ok ? frame : signed;
}

/** RFC 8725 section 3.11: a token that was signed to be something else is no credential, whatever stands in it. */
function checkTyp({ typ }: JsonObject, taken: readonly string[]): Checked<true> {
  const name = typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : typ;
  if (name === undefined || taken.includes(name as string)) return { ok: true, value: true };
  return no(
    'CREDENTIAL_FORM_UNKNOWN',
    `Its header says that it is something else: ${JSON.stringify(typ)}.`,
    'typ',
  );
}

/** The issuer is looked for in the clear claims: it may not be disclosed (SD-JWT VC, section 2.2.2.3), and a key depends on it. */
function openedSdJwt(text: string, resolve: ResolveKey): Checked<Frame> {
  const end = text.indexOf('~');
  const jwt = openJwt(text.slice(0, end));
  if (!jwt.ok) return jwt;
  const typ = checkTyp(jwt.value.header, ['dc+sd-jwt', 'vc+sd-jwt']);
  const clear = typ.ok ? frameOf(jwt.value.payload) : typ;
  const signed = clear.ok ? checkJwt(jwt.value, clear.value.issuer, resolve) : clear;
  if (!signed.ok) return signed;
  const shown = verifySdJwt(text, () => true, undefined, nodePrimitives);
  if (!shown.ok) return no('CREDENTIAL_MALFORMED', `Its disclosures do not fit: ${shown.refusal.detail}.`);
  return frameOf(shown.claims);
}

function judged(
  frame: Frame,
  text: string,
  resolve: ResolveKey,
  options: ImportOptions,
): Checked<ImportedCredential> {
  const dates = checkDates(frame, options.nowMs);
  if (!dates.ok) return dates;
  const status = checkStatus(frame, resolve, options);
  if (!status.ok) return status;
  const draft = draftOf(frame);
  if (!draft.ok) return draft;
  const bytes = new Uint8Array(Buffer.from(text));
  return {
    ok: true,
    value: {
      ...draft.value,
      ...{
        bytes,
        digest: hash('sha256', bytes, 'base64url'),
        signedDigest: hash('sha256', text.split('~')[0] ?? '', 'base64url'),
        form: frame.form,
        status: status.value,
      },
      mediaType: text.includes('~') ? 'application/vc+sd-jwt' : vcJwt,
      issuer: frame.issuer,
      issuerName: frame.issuerName,
    },
  };
}

function checkDates({ fromMs, untilMs }: Frame, nowMs: number): Checked<true> {
  if (fromMs !== null && fromMs > nowMs)
    return no(
      'CREDENTIAL_NOT_YET_VALID',
      `It is valid from ${new Date(fromMs).toISOString()} on.`,
      'validFrom',
    );
  if (untilMs !== null && untilMs < nowMs)
    return no('CREDENTIAL_EXPIRED', `It was valid until ${new Date(untilMs).toISOString()}.`, 'validUntil');
  return { ok: true, value: true };
}

function checkStatus(
  { statuses, issuer }: Frame,
  resolve: ResolveKey,
  options: ImportOptions,
): Checked<StatusSaid> {
  const lists: StatusList[] = [];
  for (const text of options.statusLists ?? []) {
    const list = openStatusList(text, resolve, options.nowMs);
    if (!list.ok) return list;
    lists.push(list.value);
  }
  return statusSaid(statuses, lists, issuer);
}

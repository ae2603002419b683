// Status list credentials (Bitstring Status List v1.0, section 2.2): made of the records of an issuer, and read when handed in.
import { isJsonObject, type JsonObject } from '#verifier';
import { bitAt, bitstringOf, decodeBitstring, encodeBitstring } from './bitstring.ts';
import { type Frame, frameOf } from './frame.ts';
import { checkJwt, openJwt } from './jose.ts';
import type { ResolveKey } from './key-source.ts';
import { type Checked, no } from './refusal.ts';
import type { CredentialIssuer } from './signer.ts';

export const purposes = ['revocation', 'suspension'] as const;
export type Purpose = (typeof purposes)[number];

const final: ReadonlySet<string> = new Set(['revoked', 'withdrawn']);
const inForceAgainst: ReadonlySet<string> = new Set([...final, 'refuted', 'suspended']);

/**
 * Whether the bit is set for a certificate in that state. Revocation is for ever (section 2.1), so it has only what is
 * final. Suspension has everything that does not count now, what is revoked included: a UNTP 0.7.0 credential has room for
 * one entry, and whoever looks at that one alone must not take a no for a yes.
 */
export function isSet(purpose: Purpose, state: string | null): boolean {
  return (purpose === 'revocation' ? final : inForceAgainst).has(state ?? '');
}

export interface PublishedList {
  /** Its own address. */
  id: string;
  purpose: Purpose;
  issuer: CredentialIssuer;
  /** State of each certificate of the party, in the order of the log: the position is the index. */
  states: readonly (string | null)[];
  nowMs: number;
}

/** How long a copy may be used before it is asked for again. */
export const listSeconds = 300;
/** How long a copy counts at all: a list that is held back for longer shows itself as expired. */
const listValidMs = 24 * 3_600_000;

export function statusListCredential({ id, purpose, issuer, states, nowMs }: PublishedList): JsonObject {
  const set = states.flatMap((state, index) => (isSet(purpose, state) ? [index] : []));
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: issuer.id,
    ...(issuer.saying === undefined ? {} : { description: issuer.saying }),
    validFrom: timeText(nowMs),
    validUntil: timeText(nowMs + listValidMs),
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: purpose,
      ttl: listSeconds * 1000,
      encodedList: encodeBitstring(bitstringOf(set, states.length)),
    },
  };
}

/** Seconds are enough, and all that some readers of xsd:dateTime take. */
export function timeText(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

/** A status list that was checked: its signature, its dates, its form. */
export interface StatusList {
  id: string | undefined;
  issuer: string;
  purposes: string[];
  bits: Uint8Array;
}

/** Section 3.2, steps that need the list only. */
export function openStatusList(text: string, resolve: ResolveKey, nowMs: number): Checked<StatusList> {
  const jwt = openJwt(text.trim());
  const frame = jwt.ok ? frameOf(jwt.value.payload) : jwt;
  if (!jwt.ok || !frame.ok) return invalid('It is not a credential in the form of vc+jwt.');
  const signed = checkJwt(jwt.value, frame.value.issuer, resolve);
  if (!signed.ok) return invalid(signed.refusal.detail);
  if (frame.value.untilMs !== null && frame.value.untilMs < nowMs)
    return invalid('It has expired: fetch it anew.');
  if (frame.value.fromMs !== null && frame.value.fromMs > nowMs) return invalid('It is not valid yet.');
  return contentOf(frame.value);
}

function contentOf({ id, issuer, types, subject }: Frame): Checked<StatusList> {
  if (!types.includes('BitstringStatusListCredential') || subject['type'] !== 'BitstringStatusList')
    return invalid('It is no BitstringStatusListCredential.');
  const { statusPurpose, encodedList } = subject;
  if (typeof encodedList !== 'string') return invalid('It has no encodedList.');
  const decoded = decodeBitstring(encodedList);
  if (!decoded.ok) return invalid(`Of its encodedList: ${decoded.detail}.`);
  const named = (Array.isArray(statusPurpose) ? statusPurpose : [statusPurpose]).filter(
    (one) => typeof one === 'string',
  );
  return { ok: true, value: { id, issuer, purposes: named, bits: decoded.bits } };
}

function invalid(detail: string): { ok: false; refusal: { code: 'STATUS_LIST_INVALID'; detail: string } } {
  return {
    ok: false,
    refusal: { code: 'STATUS_LIST_INVALID', detail: `The status list is not taken. ${detail}` },
  };
}

/** `good`: every entry of revocation or suspension was looked up. `not-checked`: at least one was not. */
export type StatusSaid = 'none' | 'good' | 'not-checked';

/** What the lists say of a credential with these `credentialStatus` entries. */
export function statusSaid(
  entries: readonly unknown[],
  lists: readonly StatusList[],
  issuer: string,
): Checked<StatusSaid> {
  const looked = entries.filter(isStopping).map((entry) => lookedUp(entry, lists, issuer));
  const refusal = looked.find((one) => !one.ok);
  if (refusal !== undefined) return refusal;
  const isOpen = looked.some((one) => one.ok && one.value === 'not-checked');
  return { ok: true, value: looked.length === 0 ? 'none' : isOpen ? 'not-checked' : 'good' };
}

/** Refreshes and messages stop nothing; what is of an unknown type might. */
function isStopping(entry: unknown): boolean {
  if (!isJsonObject(entry) || entry['type'] !== 'BitstringStatusListEntry') return true;
  return entry['statusPurpose'] !== 'refresh' && entry['statusPurpose'] !== 'message';
}

function lookedUp(entry: unknown, lists: readonly StatusList[], issuer: string): Checked<StatusSaid> {
  if (!isJsonObject(entry) || entry['type'] !== 'BitstringStatusListEntry')
    return { ok: true, value: 'not-checked' };
  const { statusPurpose, statusListCredential, statusSize = 1 } = entry;
  // Several bits a credential are messages, whose meaning only their issuer knows.
  if (statusSize !== 1) return { ok: true, value: 'not-checked' };
  const purpose = String(statusPurpose);
  const list = lists.find(
    ({ id, purposes: named }) => id === statusListCredential && named.includes(purpose),
  );
  if (list === undefined) return { ok: true, value: 'not-checked' };
  if (list.issuer !== issuer)
    return no('STATUS_LIST_DIFFERS', `The status list is of ${list.issuer}, the credential of ${issuer}.`);
  const index = indexOf(entry['statusListIndex']);
  const bit = index === undefined ? undefined : bitAt(list.bits, index);
  if (bit === undefined)
    return no('STATUS_LIST_DIFFERS', 'The status list has no bit at the index of the credential.');
  if (!bit) return { ok: true, value: 'good' };
  return purpose === 'revocation'
    ? no('CREDENTIAL_REVOKED', 'Its issuer has revoked it.')
    : no('CREDENTIAL_SUSPENDED', `Its issuer says that it does not count at present (${purpose}).`);
}

/** A text in the Recommendation, a number in UNTP 0.7.0: both are taken. */
function indexOf(index: unknown): number | undefined {
  const text = typeof index === 'number' ? String(index) : index;
  return typeof text === 'string' && /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : undefined;
}

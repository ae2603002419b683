// Words of trade and their events signed on this device, where it has a key for the party: by the same pure code as the node.
import {
  encodeBase64url,
  type JsonObject,
  purePrimitives,
  type RecordKind,
  splitClaims,
  utf8Bytes,
} from '#verifier';
import { draftRecord, seal } from '../../../../src/domain/statement/draft.ts';
import { type DeviceKey, deviceKeyOf, signWith } from '../../offline/device-key.ts';
import { signDocument } from '../../offline/sign.ts';
import { offsetAt } from '../capture/clock.ts';
import { documentWith } from '../capture/event.ts';
import type { Handover } from './handover.ts';

/** The key of this device for the party; undefined where the node signs. */
export async function ownKey(party: string): Promise<DeviceKey | undefined> {
  const key = await deviceKeyOf(party);
  return key?.isEnrolled === true ? key : undefined;
}

/** Two statements, one a line. Throws where the form is not one that the node takes. */
export async function signedHandover(key: DeviceKey, handover: Handover, nowMs: number): Promise<string> {
  const { '@context': _context, ...event } = handover.event;
  const document = documentWith([event], nowMs, offsetAt(nowMs));
  // A handover brings nothing into being, so where it happens tells nothing of an origin.
  const signed = await signDocument(key, document, { facility: () => undefined, isBorn: () => true }, nowMs);
  if (!signed.ok) throw new Error(signed.refusals.map(({ detail }) => detail).join(' '));
  return [await signedRecord(key, handover.kind, handover.claims, nowMs), signed.statement].join('\n');
}

export async function signedRecord(
  key: DeviceKey,
  kind: RecordKind,
  claims: JsonObject,
  nowMs: number,
): Promise<string> {
  const { clear, hidden } = splitClaims(kind, claims);
  const draft = draftRecord(
    { party: key.party, kid: key.kid },
    Math.floor(nowMs / 1000),
    kind,
    clear,
    hidden,
    { primitives: purePrimitives, nextSalt: salt },
  );
  return seal(draft, await signWith(key, utf8Bytes(draft.signingInput)));
}

/** 128 bits (RFC 9901 section 9.3). */
function salt(): string {
  return encodeBase64url(crypto.getRandomValues(new Uint8Array(16)));
}

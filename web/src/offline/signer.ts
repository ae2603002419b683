// What signing takes, fetched behind the screens (fetch-signer.ts): signs events on this device by the same pure code as the node and the command line: read, salted, drafted, sealed. The form of an event
// is the business of whoever builds it (screens/capture/event.test.ts holds ours against the rules): the node's check of forms compiles
// its schema while it runs, which the policy of this page forbids, and rightly.
import {
  encodeBase64url,
  type JsonObject,
  keyThumbprint,
  movementOf,
  purePrimitives,
  utf8Bytes,
} from '#verifier';
import { annexOf, type Sight } from '../../../src/domain/statement/annex.ts';
import { documentOf, draftEvents, seal } from '../../../src/domain/statement/draft.ts';
import type { DeviceKey } from './device-key.ts';
import type { Signed } from './sign.ts';

const saltBytes = 16;

/** One statement of all events of an EPCISDocument (at most 64), each with an eventID. Refused where one is no event that the node can read. */
export async function signedDocument(
  key: DeviceKey,
  document: JsonObject,
  sight: Sight,
  nowMs: number,
  sign: (bytes: Uint8Array) => Promise<Uint8Array>,
): Promise<Signed> {
  const { eventList } = document['epcisBody'] as { eventList: JsonObject[] };
  const readings = eventList.map((event) => movementOf(event));
  const refusals = readings.flatMap((reading) => (reading.ok ? [] : reading.refusals));
  if (refusals.length > 0) return { ok: false, refusals };
  const movements = readings.flatMap((reading) => (reading.ok ? [reading.movement] : []));
  const draft = draftEvents(
    { party: key.party, kid: key.kid },
    Math.floor(nowMs / 1000),
    documentOf(document),
    eventList,
    movements.map((movement) => annexOf(movement, sight, nextSecret)),
    'property',
    { primitives: purePrimitives, nextSalt: nextSecret },
  );
  return { ok: true, statement: seal(draft, await sign(utf8Bytes(draft.signingInput))) };
}

function nextSecret(): string {
  return encodeBase64url(crypto.getRandomValues(new Uint8Array(saltBytes)));
}

/** RFC 7638. */
export function thumbprintOf(publicKey: Uint8Array): string {
  return keyThumbprint(publicKey, purePrimitives);
}

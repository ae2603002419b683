// Signing on this device.
import type { JsonObject, Refusal } from '#verifier';
import type { Sight } from '../../../src/domain/statement/annex.ts';
import { type DeviceKey, signWith } from './device-key.ts';
import { fetchSigner } from './fetch-signer.ts';

export type Signed =
  | { readonly ok: true; readonly statement: string }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** One statement of all events of an EPCISDocument (at most 64), each with an eventID. Refused where one is no event that the node can read. */
export async function signDocument(
  key: DeviceKey,
  document: JsonObject,
  sight: Sight,
  nowMs: number,
): Promise<Signed> {
  const { signedDocument } = await fetchSigner();
  return signedDocument(key, document, sight, nowMs, (bytes) => signWith(key, bytes));
}

// The key of this device: made here, kept here, and of a kind that no script can read out (WebCrypto, not extractable). One for each
// party that somebody acts for on this device.
import { encodeBase64url, jwkOfPublicKey, utf8Bytes } from '#verifier';
import { possessionInput } from '../../../src/domain/party/possession.ts';
import { post } from '../api/call.ts';
import { database } from './database.ts';
import { fetchSigner } from './fetch-signer.ts';

export interface DeviceKey {
  party: string;
  /** RFC 7638 thumbprint. */
  kid: string;
  publicKey: Uint8Array;
  privateKey: CryptoKey;
  label: string;
  /** Until the log has it, nothing is signed with it. */
  isEnrolled: boolean;
  madeAtMs: number;
}

/** undefined where this device has none for the party. */
export async function deviceKeyOf(party: string): Promise<DeviceKey | undefined> {
  return (await database()).get('key', party);
}

/** Whether this browser has Ed25519, and keeps a key from one time to the next. */
export async function canHoldKey(): Promise<boolean> {
  if (globalThis.crypto?.subtle === undefined) return false;
  return crypto.subtle.generateKey('Ed25519', false, ['sign']).then(
    () => true,
    () => false,
  );
}

/**
 * Makes a key, keeps it, and has it enrolled for the party: with a line only. A key that was made and not enrolled is taken up again.
 * `attempt`: Idempotency-Key, the same where it was asked before and no answer came.
 */
export async function enrolDevice(party: string, label: string, attempt: string): Promise<DeviceKey> {
  const key = { ...((await deviceKeyOf(party)) ?? (await newKey(party))), label };
  await keep(key);
  const jwk = jwkOfPublicKey(key.publicKey);
  const input = possessionInput(party, key.kid);
  const signature = await signWith(key, utf8Bytes(input));
  const possession = `${input}.${encodeBase64url(signature)}`;
  const headers = { 'idempotency-key': attempt };
  await post(`/parties/${encodeURIComponent(party)}/keys`, { jwk, possession, label }, { headers });
  const enrolled = { ...key, isEnrolled: true };
  await keep(enrolled);
  return enrolled;
}

/** The node knows it no more: what is signed with it from now on would be refused. */
export async function forgetDeviceKey(party: string): Promise<void> {
  await (await database()).delete('key', party);
}

/** Ed25519 (RFC 8032) over the bytes. */
export async function signWith({ privateKey }: DeviceKey, bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, Uint8Array.from(bytes)));
}

async function newKey(party: string): Promise<DeviceKey> {
  const pair = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const kid = (await fetchSigner()).thumbprintOf(publicKey);
  return {
    party,
    kid,
    publicKey,
    privateKey: pair.privateKey,
    label: '',
    isEnrolled: false,
    madeAtMs: Date.now(),
  };
}

async function keep(key: DeviceKey): Promise<void> {
  await (await database()).put('key', key, key.party);
}

// A new key that a device holds, and how it asks to be enrolled.
import { generateKeyPairSync, sign } from 'node:crypto';
import { keyThumbprint } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { enrolmentOf, type Signer } from '../../src/flow/device.ts';

export function newDevice(party: string): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const bytes = Uint8Array.from(Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url'));
  return {
    party,
    kid: keyThumbprint(bytes, nodePrimitives),
    publicKey: bytes,
    sign: (message) => sign(null, message, privateKey),
  };
}

/** Body of POST /parties/{id}/keys. */
export function deviceKey(party: string, device: Signer = newDevice(party)): Record<string, unknown> {
  const { jwk, possession } = enrolmentOf(device);
  return { jwk, possession, label: 'Gin office phone' };
}

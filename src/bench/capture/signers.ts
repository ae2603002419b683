// Parties with keys of their own, and statements that they sign: what a device would hand in.
import { randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { encodeBase64url, jwkOfPublicKey, keyThumbprint, utf8Bytes } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { possessionInput } from '../../domain/party/possession.ts';
import { draftEvents, seal } from '../../domain/statement/draft.ts';
import type { Granularity } from '../../domain/statement/granularity.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import { epcisDocument } from '../../scenario/event.ts';
import { privateKey, publicKeyOf } from '../../store/vault.ts';
import type { MillWork } from './workload.ts';
import { millParty } from './workload.ts';

export interface Signer {
  party: string;
  kid: string;
  publicKey: Uint8Array;
  key: KeyObject;
}

/** A party with a fresh device key, enrolled at the node. */
export async function enrol(node: SelvedgeNode, party: string, name: string): Promise<Signer> {
  const seed = randomBytes(32);
  const [key, publicKey] = [privateKey(seed), publicKeyOf(seed)];
  const kid = keyThumbprint(publicKey, nodePrimitives);
  const input = possessionInput(party, kid);
  const possession = `${input}.${encodeBase64url(sign(null, utf8Bytes(input), key))}`;
  const admitted = await node.admitParty({
    party,
    name,
    country: 'TR',
    device: { jwk: jwkOfPublicKey(publicKey), possession },
  });
  if (!admitted.ok) throw new Error(`the party was not admitted: ${admitted.refusals[0]?.code}`);
  return { party, kid, publicKey, key };
}

const tools = { primitives: nodePrimitives, nextSalt: () => randomBytes(16).toString('base64url') };

/** One statement of all these events, signed. */
export function signedStatement(signer: Signer, works: MillWork[], granularity: Granularity): string {
  const events = works.map(({ event }) => event);
  const annexes = works.map(({ output }) => ({
    country: 'TR',
    births: [{ lot: output, secret: tools.nextSalt() }],
  }));
  const document = { ...epcisDocument([], Date.UTC(2026, 0, 1), 180), epcisBody: {} };
  const speaker = { party: millParty, kid: signer.kid };
  const draft = draftEvents(
    speaker,
    Date.UTC(2026, 0, 1) / 1000,
    document,
    events,
    annexes,
    granularity,
    tools,
  );
  // As it comes off the network: one piece, not the chain of pieces that an engine keeps a sum of strings as.
  return Buffer.from(seal(draft, sign(null, utf8Bytes(draft.signingInput), signer.key))).toString('latin1');
}

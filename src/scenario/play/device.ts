// Keys on the devices of the parties of a fraud.
import { randomBytes, sign } from 'node:crypto';
import { keyThumbprint } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { enrolmentOf, type Signer, signDocument } from '../../flow/device.ts';
import { privateKey, publicKeyOf } from '../../store/vault.ts';
import type { ChainDocument } from '../chain.ts';
import type { PlayStage } from './stage.ts';

/** Makes a device key for a party and has it enrolled by the operator. */
export async function enrolDevice({ node }: PlayStage, party: string): Promise<Signer> {
  const signer = newDevice(party);
  const { jwk, possession } = enrolmentOf(signer);
  const { name, country, region, identifiers } = node.party(party) ?? {};
  const told = {
    ...(name && { name }),
    ...(country && { country }),
    ...(region && { region }),
    ...(identifiers && { identifiers }),
  };
  const admitted = await node.admitParty({ party, ...told, device: { jwk, possession } });
  if (!admitted.ok) throw new Error(`the device key was not enrolled: ${admitted.refusals[0]?.detail}`);
  return signer;
}

/** The statement of what was said, signed by this key, whoever's it is. */
export function saidBy(signer: Signer, said: ChainDocument, { node, world }: PlayStage): string {
  const bytes = new TextEncoder().encode(JSON.stringify(said.document));
  const tools = { primitives: world.primitives, randomBytes: world.randomBytes, nowMs: world.clock.nowMs };
  const signed = signDocument(signer, bytes, 'property', node, tools);
  const [statement] = signed.ok ? signed.value : [];
  if (statement === undefined)
    throw new Error('what a fraud says must be an EPCIS document of one statement');
  return statement;
}

function newDevice(party: string): Signer {
  const seed = randomBytes(32);
  const publicKey = publicKeyOf(seed);
  const key = privateKey(seed);
  return {
    party,
    kid: keyThumbprint(publicKey, nodePrimitives),
    publicKey,
    sign: (bytes) => sign(null, bytes, key),
  };
}

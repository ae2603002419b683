// Statements that the operator signs with keys that it should not use, or lets be signed.
import type { Signer } from '../../flow/device.ts';
import { signDocument } from '../../flow/device.ts';
import type { ChainDocument } from '../../scenario/chain.ts';
import type { Stage } from '../ground/stage.ts';

/** The key that the node holds for the party, used without the party. */
export function custodialKey({ world, node }: Stage, party: string): Signer {
  const usable = new Set(
    node
      .party(party)
      ?.keys.filter(({ revokedAt }) => revokedAt === null)
      .map(({ kid }) => kid),
  );
  const key = world.vault.keyOf(party, (kid) => usable.has(kid));
  if (key === undefined) throw new Error(`the node holds no key for ${party}`);
  return { party, ...key, sign: (bytes) => world.vault.sign(key.kid, bytes) };
}

/** What `said` says, signed by this key, whoever's it is. */
export function signedBy(signer: Signer, { document }: ChainDocument, { world, node }: Stage): string {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const tools = { primitives: world.primitives, randomBytes: world.randomBytes, nowMs: world.clock.nowMs };
  const signed = signDocument(signer, bytes, 'property', node, tools);
  const [statement] = signed.ok ? signed.value : [];
  if (statement === undefined) throw new Error('what a cheat says must be a document of one statement');
  return statement;
}

// The witness: it is asked to cosign what the others are shown, and has its own memory and nothing else.
import { encodeBase64 } from '#verifier';
import type { SelvedgeNode } from '../../flow/node.ts';
import type { Catch, Catcher } from '../cheat.ts';
import type { Ground } from '../ground/ground.ts';
import { checkProof, type Proof } from '../proof/proof.ts';

export function witness({ witness: door, vkey }: Ground): Catcher {
  return {
    name: 'witness',
    look: async ({ stage, witnessed = stage }): Promise<Catch | null> => {
      const before = door.latest();
      const asked = await door.cosign(witnessed);
      if (asked.ok) return null;
      const proof = before === undefined ? null : headsOf(before, witnessed.node, vkey);
      return { code: asked.trouble, detail: `The witness does not sign: ${asked.detail}.`, proof };
    },
  };
}

/** What it was sent, a proof that begins with another tree, is proof against who sent it; null where it is not. */
export function headsOf(
  { size, note }: { size: number; note: string },
  node: SelvedgeNode,
  vkey: string,
): Proof | null {
  const head = node.head();
  const root = node.rootAt(size);
  const consistency = size === 0 ? undefined : node.consistencyProof(size, head.size);
  if (root === undefined || consistency === undefined) return null;
  const earlier = onlyByTheLog(note);
  const later = node.checkpoint();
  const proof: Proof = {
    ...{ kind: 'heads', earlier, later },
    ...{ root: encodeBase64(root), consistency: consistency.map(encodeBase64) },
  };
  return checkProof(proof, vkey).holds ? proof : null;
}

/** A checkpoint with its first signature, which is the log's. */
function onlyByTheLog(note: string): string {
  const [text = '', signatures = ''] = note.split('\n\n');
  return `${text}\n\n${signatures.split('\n', 1)[0]}\n`;
}

// What a proof that a head was anchored shows (docs/protocol/anchor.md): where, when, and under which block.
import type { LogKey } from '../checkpoint/verifierkey.ts';
import { type Result, refused } from '../bytes/result.ts';
import { chainKind, readProof, type ShownAnchor } from '../evidence/form/anchors.ts';
import type { Primitives } from '../primitives/primitives.ts';
import { openArchiveProof } from './archive.ts';
import { openEvmProof } from './evm.ts';
import { openLogProof } from './log.ts';

/** A head and the proof that it was anchored. */
export type AnchorClaim = Pick<ShownAnchor, 'chain' | 'size' | 'root' | 'proof'>;

export interface OpenedAnchor {
  /** When the place says it had the head, milliseconds since 1970. */
  readonly atMs: number;
  /** Address of the contract, name of the other log, or name of the archive's key. */
  readonly place: string;
  /** The block that the proof leads to, which somebody has to vouch for; null where a signature does. `hash`: `0x` and hex. */
  readonly block: { readonly number: number; readonly hash: string } | null;
}

/**
 * Checks the proof of an anchor of `log`, offline. Drivers use it before they believe what a chain answers. It does not
 * say that the head is one that the log has had: whoever asks compares the root, or asks for a consistency proof.
 */
export function openAnchor(
  claim: AnchorClaim,
  log: LogKey,
  primitives: Primitives,
): Result<{ anchor: OpenedAnchor }, 'ANCHOR_PROOF_INVALID'> {
  const proof = readProof(claim.chain, claim.proof);
  const opened =
    proof === undefined
      ? `what is said of ${claim.chain} has not the form of a proof`
      : 'header' in proof
        ? openEvmProof(claim, proof)
        : 'archive' in proof
          ? openArchiveProof(claim, proof, log, primitives)
          : openLogProof(claim, proof, log, primitives);
  return typeof opened === 'string' ? refused('ANCHOR_PROOF_INVALID', opened) : { ok: true, anchor: opened };
}

/** `eip155:1/123`: how a reader names a block whose hash he knows. Undefined where the chain has no blocks. */
export function blockName(chain: string, number: number): string | undefined {
  return chainKind(chain) === 'eip155' ? `${chain}/${number}` : undefined;
}

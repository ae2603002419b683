// Whether a claim is the caller's own, or the caller's to examine.
import type { SelvedgeNode } from '../../flow/node.ts';
import type { Caller } from '../access/role.ts';

export function isConcerned(
  node: Pick<SelvedgeNode, 'authority'>,
  { party }: Caller,
  { claim, claimant }: { claim: string; claimant: string },
): boolean {
  return party !== null && (party === claimant || node.authority(party, claim).examines);
}

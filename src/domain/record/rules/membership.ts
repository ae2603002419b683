import type { Membership } from '#verifier';
import type { RecordRefusal } from '../refusal.ts';
import { refuse } from '../refusal.ts';

export function membershipRefusals({ issuer, party }: Membership): RecordRefusal[] {
  if (issuer === party) return [];
  const detail = `${party} says itself who belongs to it: let it sign the membership.`;
  return [refuse('NOT_YOURS_TO_SAY', 'party', detail)];
}

// Claims and certificates that wait for the word of a party that may confirm them.
import { type Certificate, type Claim, standingOf } from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import type { WordWaiting } from '../answers.ts';
import { nameIn } from './trade.ts';

/**
 * Claims of those whom the party has certified for the scheme, and certificates of which somebody says that the party issued them
 * elsewhere: while nobody has said anything of them. Newest first; nothing for whoever is accredited for nothing.
 */
export function confirmationsWaiting(
  { records }: Ledger,
  party: string,
  atMs: number,
): (Claim | Certificate)[] {
  const accredited = records.accreditationsOf(party).filter((one) => one.party === party);
  if (accredited.length === 0) return [];
  const issued = records.ofKind('certificate').filter(({ issuer }) => issuer === party);
  const clients = new Set(issued.map(({ scheme, holder }) => `${scheme} ${holder}`));
  const claims = records.ofKind('claim').filter(({ scheme, issuer }) => clients.has(`${scheme} ${issuer}`));
  const imports = records.ofKind('certificate').filter(({ imported }) => imported?.issuer === party);
  return [...claims, ...imports]
    .filter((one) => standingOf(records, idOf(one), atMs).state === null)
    .sort((one, other) => other.entry - one.entry);
}

function idOf(one: Claim | Certificate): string {
  return one.kind === 'claim' ? one.claim : one.certificate;
}

export function confirmationWaiting(ledger: Ledger, one: Claim | Certificate): WordWaiting {
  const { kind, issuer: by, scheme, recordedAtMs: atMs } = one;
  return { kind, id: idOf(one), by, byName: nameIn(ledger, by), scheme, atMs };
}

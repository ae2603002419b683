// What may still be said of a claim or certificate, by its state (record.md, "Status").
import type { DecisionWord } from '../cases/decide.tsx';

/** What the issuer said itself it need not confirm. */
export function wordsIn(state: string, isIssuer = false): readonly DecisionWord[] {
  switch (state) {
    case 'suspended':
      return ['reinstated', 'revoked'];
    case 'revoked':
    case 'withdrawn':
      return [];
    case 'refuted':
      return ['confirmed'];
    case 'confirmed':
      return ['suspended', 'revoked'];
    default:
      return isIssuer ? ['suspended', 'revoked'] : ['confirmed', 'refuted', 'suspended'];
  }
}

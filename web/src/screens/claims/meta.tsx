// What kind of claim it is, in one line.
import type { ReactNode } from 'react';
import type { ClaimOnBoard } from '../../api/trust.ts';
import { useWords } from '../../language/words.tsx';
import { useGrade } from './verdict.tsx';

export function Meta({ claim }: { claim: ClaimOnBoard }): ReactNode {
  const { t, formats } = useWords();
  const grade = useGrade();
  return (
    <p className="claim-meta">
      {claim.text !== null && <span>{grade(claim)}</span>}
      <span>{t(`claims.model.${claim.model}`)}</span>
      {claim.productName !== null && <span>{claim.productName}</span>}
      <span>{t('claims.by', { name: claim.claimantName ?? claim.claimant })}</span>
      {claim.validUntilMs !== null && (
        <span>{t('claims.until', { date: formats.date(claim.validUntilMs) })}</span>
      )}
    </p>
  );
}

// Who lets whom say it, step by step, up to the one that the operator trusts.
import type { ReactNode } from 'react';
import type { Step } from '../../api/trust.ts';
import { useWords } from '../../language/words.tsx';
import { Entries } from '../claims/verdict.tsx';
import './certificates.css';

export function Steps({ steps }: { steps: readonly Step[] }): ReactNode {
  const { t, formats } = useWords();
  return (
    <ol className="chain">
      {steps.map(({ kind, entry, party, partyName, role, by, byName, schemes, validUntilMs }) => (
        <li key={`${kind}${entry}`}>
          <b>{partyName ?? party}</b>
          <span>
            {kind === 'trust'
              ? t('certificates.anchor', { name: byName ?? by })
              : t('certificates.step', { role: t(`certificates.role.${role}`), name: byName ?? by })}
          </span>
          <small>
            {t('certificates.stepFor', { schemes: schemes.map((one) => one.toUpperCase()).join(', ') })}
            {validUntilMs !== null && ` · ${t('certificates.until', { date: formats.date(validUntilMs) })}`}
          </small>
          <Entries entries={[entry]} />
        </li>
      ))}
    </ol>
  );
}

// Every check of a verdict with its result, and the statements that decided it.
import type { ReactNode } from 'react';
import type { Verdict } from '../../api/trust.ts';
import { Icon, type IconName } from '../../design/icon.tsx';
import { Note } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { Entries, useCodeWords } from './verdict.tsx';

const icons: Readonly<Record<string, IconName>> = {
  pass: 'good',
  fail: 'bad',
  unknown: 'unknown',
  'not-checked': 'more',
};

export function Checks({ verdict }: { verdict: Verdict }): ReactNode {
  const { t } = useWords();
  const words = useCodeWords();
  return (
    <ul className="claim-checks">
      {verdict.checks.map(({ name, result, detail, codes, entries }) => (
        <li key={name} className={`claim-check ${result}`}>
          <Icon name={icons[result] ?? 'unknown'} />
          <span className="what">
            <b>{t(`claims.check.${name}`)}</b>
            <small>{t(`claims.checkResult.${result}`)}</small>
          </span>
          <span className="why">
            {result === 'pass' && codes.length > 0 && (
              <small className="claim-beside">{t('claims.beside')}</small>
            )}
            {codes.map((code) => (
              <span key={code} className={result === 'pass' ? 'claim-beside' : ''}>
                {words(code)}
              </span>
            ))}
            {detail !== null && (
              <small lang="en" dir="ltr">
                {detail}
              </small>
            )}
            <Entries entries={entries} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Figures of the rules that their sources mark so, by where they stand in the pack. */
export function Uncertain({ figures }: { figures: readonly string[] }): ReactNode {
  const { t } = useWords();
  if (figures.length === 0) return null;
  return (
    <Note tone="warn">
      <details>
        <summary>{t('claims.uncertain', { count: figures.length })}</summary>
        <ul lang="en" dir="ltr">
          {figures.map((figure) => (
            <li key={figure}>
              <code>{figure}</code>
            </li>
          ))}
        </ul>
      </details>
    </Note>
  );
}

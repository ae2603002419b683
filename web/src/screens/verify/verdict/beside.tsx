// Two files of one log, laid side by side: each may be good alone, and one may hide what the other shows.
import type { BesideReading } from '#verifier';
import type { ReactNode } from 'react';
import { Note, Panel } from '../../../design/parts/show.tsx';
import { useWords } from '../../../language/words.tsx';

export function BesideView({ reading: { ok, why, findings } }: { reading: BesideReading }): ReactNode {
  const { t } = useWords();
  return (
    <Panel title={t('verify.besideTitle')}>
      {ok && (
        <Note tone="good">
          <p>{t('verify.besideGood')}</p>
        </Note>
      )}
      {why !== null && (
        <Note tone="warn">
          <p>{t('verify.besideCannot')}</p>
          <p lang="en">{why}</p>
        </Note>
      )}
      {findings.map(({ code, detail, entries, proves }) => (
        <Note key={`${code} ${detail}`} tone={proves ? 'bad' : 'warn'}>
          <p>{proves ? t('verify.besideProves') : t('verify.besideAsks')}</p>
          <p lang="en">{detail}</p>
          <p>
            <code>{code}</code>{' '}
            {entries.length > 0 && t('verify.entries', { entries: entries.slice(0, 8).join(', ') })}
          </p>
        </Note>
      ))}
    </Panel>
  );
}

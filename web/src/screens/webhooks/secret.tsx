import type { ReactNode } from 'react';
import { Note } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { CopyText } from '../people/copy-text.tsx';

/** null: it was shown already, in an answer that may have been lost. */
export function Secret({ secret }: { secret: string | null }): ReactNode {
  const { t } = useWords();
  return (
    <Note tone="warn" live>
      {secret === null ? (
        <p>{t('webhooks.secretGone')}</p>
      ) : (
        <>
          <p>{t('webhooks.once')}</p>
          <div className="webhook-secret" dir="ltr">
            <CopyText text={secret} />
          </div>
          <small>{t('webhooks.secretHint')}</small>
        </>
      )}
    </Note>
  );
}

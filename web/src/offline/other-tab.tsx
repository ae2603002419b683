// Another tab has typed something else into the same form: both are kept until somebody chooses.
import type { ReactNode } from 'react';
import { Button } from '../design/parts/button.tsx';
import { Note } from '../design/parts/show.tsx';
import { useWords } from '../language/words.tsx';
import type { Draft } from './draft.ts';

/** What any form's draft tells of itself, whatever it holds. */
export interface DraftState {
  readonly isReady: boolean;
  readonly other: { readonly atMs: number } | null;
  readonly take: Draft<unknown>['take'];
}

export function OtherTab({ draft: { other, take } }: { draft: DraftState }): ReactNode {
  const { t, formats } = useWords();
  if (other === null) return null;
  return (
    <Note tone="warn" live>
      <p>{t('shell.otherDraft', { ago: formats.ago(other.atMs, Date.now()) })}</p>
      <div className="row">
        <Button kind="second" onClick={() => take('mine')}>
          {t('shell.keepMine')}
        </Button>
        <Button kind="second" onClick={() => take('other')}>
          {t('shell.takeOther')}
        </Button>
      </div>
    </Note>
  );
}

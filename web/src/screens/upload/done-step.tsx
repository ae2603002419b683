// What was recorded, and what is left.
import type { ReactNode } from 'react';
import { Button } from '../../design/parts/button.tsx';
import { Note, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { History } from './history-list.tsx';
import { kinds } from './kind/kinds.ts';
import { WrongLines } from './parts/wrong-lines.tsx';
import type { StepProps } from './upload.tsx';
import { useRows } from './use-rows.ts';

export function DoneStep(props: StepProps): ReactNode {
  const { party, upload, known, change, drop } = props;
  const { t } = useWords();
  const { views } = useRows(props);
  const sent = views.filter(({ state }) => state === 'sent');
  const wrong = views.filter(({ state }) => state === 'wrong');
  const isLeft = views.some(({ state }) => state === 'wrong' || state === 'new' || state === 'matched');
  const entries = sent.flatMap(({ entry }) => entry ?? []);
  return (
    <div className="stack">
      <Panel title={t('upload.doneTitle')} aside={<span className="quiet">{upload.file?.name}</span>}>
        <div className="stack">
          <Note tone="good" live>
            <p>{t('upload.done', { count: sent.length })}</p>
            {entries.length > 0 && (
              <p>{t('upload.entries', { first: Math.min(...entries), last: Math.max(...entries) })}</p>
            )}
            {kinds[upload.kind].becomes === 'matches' && <p>{t('upload.remembered')}</p>}
          </Note>
          {wrong.length > 0 && <p>{t('upload.stillWrong', { count: wrong.length })}</p>}
          <WrongLines {...{ upload, known, wrong }} />
          <div className="row">
            {isLeft && (
              <Button icon="correct" onClick={() => change({ stage: 'rows' })}>
                {t('upload.goOnRows')}
              </Button>
            )}
            <Button kind={isLeft ? 'second' : 'main'} icon="upload" onClick={() => void drop()}>
              {t('upload.another')}
            </Button>
          </div>
        </div>
      </Panel>
      <History party={party} />
    </div>
  );
}

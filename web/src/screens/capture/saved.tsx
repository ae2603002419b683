// It is on this device; then it is sent. Both are said as they happen.
import type { ReactNode } from 'react';
import { Icon } from '../../design/icon.tsx';
import { Button, LinkButton } from '../../design/parts/button.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Note } from '../../design/parts/show.tsx';
import { useSentences } from '../../design/parts/trouble.tsx';
import { Problem } from '../../api/call.ts';
import { useWords } from '../../language/words.tsx';
import type { QueueItem } from '../../offline/queue/item.ts';
import { countWaiting, useQueue } from '../../offline/queue/use-queue.ts';
import { Told } from '../queue/told.tsx';
import './capture.css';

export function Saved({ items, again }: { items: readonly QueueItem[]; again: () => void }): ReactNode {
  const { t } = useWords();
  const queue = useQueue();
  const now = items.map((item) => queue?.find(({ id }) => id === item.id) ?? item);
  const waiting = countWaiting(queue?.filter(({ state }) => state !== 'refused') ?? now);
  const refused = now.filter(({ state }) => state === 'refused');
  const isSent = now.every(({ state }) => state === 'done');
  return (
    <Page
      title={refused.length > 0 ? t('capture.refusedTitle') : isSent ? t('capture.sent') : t('capture.saved')}
    >
      <div className="panel stack">
        {refused.length === 0 && (
          <span className="saved-mark">
            <Icon name={isSent ? 'good' : 'clock'} />
          </span>
        )}
        {refused.length === 0 && (
          <p role="status">{isSent ? t('capture.sentMore') : t('capture.savedMore', { count: waiting })}</p>
        )}
        {now.map((item) => (
          <Told key={item.id} told={item.told} />
        ))}
        {refused.map((item) => (
          <Refused key={item.id} item={item} />
        ))}
      </div>
      <div className="row">
        {refused.length > 0 && (
          <LinkButton to={'/queue' as '/'} icon="correct">
            {t('queue.correct')}
          </LinkButton>
        )}
        <Button icon="record" kind={refused.length > 0 ? 'second' : 'main'} onClick={again}>
          {t('capture.again')}
        </Button>
        <LinkButton to={'/capture' as '/'} kind="second">
          {t('capture.other')}
        </LinkButton>
        {refused.length === 0 && (
          <LinkButton to={'/queue' as '/'} kind="plain" icon="queue">
            {t('capture.toQueue')}
          </LinkButton>
        )}
      </div>
    </Page>
  );
}

function Refused({ item }: { item: QueueItem }): ReactNode {
  const { t } = useWords();
  const sentences = useSentences(new Problem(400, item.refusals));
  return (
    <Note tone="bad" live>
      <p>{t('capture.refused')}</p>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Note>
  );
}

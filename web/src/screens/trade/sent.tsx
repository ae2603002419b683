// What has become of something that was said: kept on this device, sent, or refused and why.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { Problem } from '../../api/call.ts';
import { workChanged } from '../../api/work.ts';
import { LinkButton } from '../../design/parts/button.tsx';
import { Note } from '../../design/parts/show.tsx';
import { Trouble } from '../../design/parts/trouble.tsx';
import { useWords } from '../../language/words.tsx';
import { useQueue } from '../../offline/queue/use-queue.ts';

/** What was said: items of the queue, and what to say once all of them were taken. */
export interface Spoken {
  readonly ids: readonly string[];
  readonly done: string;
}

export function Sent({ ids, done }: Spoken): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const queue = useQueue();
  const items = queue?.filter(({ id }) => ids.includes(id)) ?? [];
  const refused = items.filter(({ state }) => state === 'refused');
  const isDone = items.length > 0 && items.every(({ state }) => state === 'done');
  useEffect(() => {
    if (isDone) void workChanged(client);
  }, [isDone, client]);
  return (
    <div className="stack">
      {refused.map(({ id, refusals }) => (
        <Trouble key={id} fault={new Problem(422, refusals)} />
      ))}
      {refused.length === 0 && (
        <Note tone={isDone ? 'good' : 'info'} live>
          <p>{isDone ? done : t('trade.kept')}</p>
        </Note>
      )}
      <div className="row">
        <LinkButton to="/today" icon="today">
          {t('trade.toToday')}
        </LinkButton>
        {!isDone && (
          <LinkButton to="/queue" kind="second" icon="queue">
            {t('trade.toQueue')}
          </LinkButton>
        )}
      </div>
    </div>
  );
}

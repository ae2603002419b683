// What this device has recorded: what waits, what was refused and why, what was sent.
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Problem } from '../../api/call.ts';
import { useMe } from '../../api/me.ts';
import { Button, LinkButton } from '../../design/parts/button.tsx';
import { Dialog } from '../../design/parts/dialog.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Badge, Busy, Empty, Note, Panel } from '../../design/parts/show.tsx';
import { useSentences } from '../../design/parts/trouble.tsx';
import { useWords } from '../../language/words.tsx';
import { putDraft } from '../../offline/kept-draft.ts';
import { useOnline } from '../../offline/offline-word.tsx';
import type { QueueItem } from '../../offline/queue/item.ts';
import { throwAway, tryAgain } from '../../offline/queue/queue.ts';
import { sendNow, useQueue } from '../../offline/queue/use-queue.ts';
import '../capture/capture.css';
import { Told } from './told.tsx';

export function Queue(): ReactNode {
  const { t } = useWords();
  const items = useQueue();
  const isOnline = useOnline();
  const of = (...states: QueueItem['state'][]): QueueItem[] =>
    items?.filter(({ state }) => states.includes(state)) ?? [];
  const [waiting, refused, done] = [of('waiting', 'sending'), of('refused'), of('done').reverse()];
  return (
    <Page icon="queue" title={t('queue.title')} lead={t('queue.lead')}>
      {items === undefined && <Busy />}
      {items?.length === 0 && (
        <Empty icon="queue">
          <div className="stack">
            <p>{t('queue.empty')}</p>
            <div>
              <LinkButton to={'/capture' as '/'} kind="second" icon="record">
                {t('shell.area.capture')}
              </LinkButton>
            </div>
          </div>
        </Empty>
      )}
      {refused.length > 0 && (
        <Panel title={t('queue.refused', { count: refused.length })}>
          {refused.map((item) => (
            <Refused key={item.id} item={item} />
          ))}
        </Panel>
      )}
      {waiting.length > 0 && (
        <Panel
          title={t('queue.waiting', { count: waiting.length })}
          aside={
            <Button kind="second" icon="upload" disabled={!isOnline} onClick={sendNow}>
              {t('queue.sendNow')}
            </Button>
          }
        >
          {waiting.map((item) => (
            <Waiting key={item.id} item={item} isOnline={isOnline} />
          ))}
        </Panel>
      )}
      {done.length > 0 && (
        <Panel title={t('queue.done')}>
          {done.map((item) => (
            <Done key={item.id} item={item} />
          ))}
        </Panel>
      )}
    </Page>
  );
}

function Waiting({ item, isOnline }: { item: QueueItem; isOnline: boolean }): ReactNode {
  const { t, formats } = useWords();
  const parts = item.attachments.filter(({ isSent }) => !isSent).length;
  return (
    <div className="queue-item" data-item={item.id}>
      <div className="row apart">
        <Told told={item.told} />
        <Badge
          tone={item.state === 'sending' ? 'info' : 'quiet'}
          icon={item.state === 'sending' ? 'upload' : 'clock'}
        >
          {t(item.state === 'sending' ? 'queue.state.sending' : 'queue.state.waiting')}
        </Badge>
      </div>
      <span className="quiet">{t('queue.made', { moment: formats.moment(item.madeAtMs) })}</span>
      {parts > 0 && <span className="quiet">{t('queue.photos', { count: parts })}</span>}
      {!isOnline && <span>{t('queue.noLine')}</span>}
      {isOnline && item.hold !== null && <span>{t(`queue.hold.${item.hold}`)}</span>}
      {item.hold === 'sign-in' && (
        <div>
          <LinkButton to={'/sign-in' as '/'} kind="second">
            {t('shell.signIn')}
          </LinkButton>
        </div>
      )}
    </div>
  );
}

function Refused({ item }: { item: QueueItem }): ReactNode {
  const { t, formats } = useWords();
  const sentences = useSentences(new Problem(400, item.refusals));
  const navigate = useNavigate();
  const { data: me } = useMe();
  const [isAsked, setAsked] = useState(false);
  const correct = async (): Promise<void> => {
    const { draft, form } = item.form!.value as { draft: string; form: unknown };
    await putDraft(me?.user?.id ?? null, draft, form);
    await navigate({ to: item.form!.to as '/', search: { ...item.form!.search, instead: item.id } as never });
  };
  return (
    <div className="queue-item" data-item={item.id}>
      <Told told={item.told} />
      <span className="quiet">{t('queue.made', { moment: formats.moment(item.madeAtMs) })}</span>
      <Note tone="bad">
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </Note>
      <div className="row">
        {item.form !== null && (
          <Button icon="correct" onClick={() => void correct()}>
            {t('queue.correct')}
          </Button>
        )}
        <Button kind="second" onClick={() => void tryAgain(item.id).then(sendNow)}>
          {t('queue.tryAgain')}
        </Button>
        <Button kind="danger" onClick={() => setAsked(true)}>
          {t('queue.throwAway')}
        </Button>
      </div>
      <Dialog open={isAsked} title={t('queue.throwAwayAsk')} onClose={() => setAsked(false)}>
        <p>{t('queue.throwAwayMore')}</p>
        <div className="row">
          <Button kind="danger" onClick={() => void throwAway(item.id)}>
            {t('queue.throwAway')}
          </Button>
          <Button kind="second" onClick={() => setAsked(false)}>
            {t('queue.keep')}
          </Button>
        </div>
      </Dialog>
    </div>
  );
}

function Done({ item }: { item: QueueItem }): ReactNode {
  const { t, formats } = useWords();
  return (
    <div className="queue-item" data-item={item.id}>
      <div className="row apart">
        <Told told={item.told} />
        <Badge tone="good">{t('queue.state.done')}</Badge>
      </div>
      <span className="quiet">
        {item.entry === null
          ? t('queue.sentAt', { moment: formats.moment(item.doneAtMs ?? 0) })
          : t('queue.sentAs', { moment: formats.moment(item.doneAtMs ?? 0), entry: item.entry })}
      </span>
    </div>
  );
}

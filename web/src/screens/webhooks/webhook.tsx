// One program that is told: how it is, what was answered, and what one can do about it.
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { get } from '../../api/call.ts';
import { LinkButton } from '../../design/parts/button.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { type Fact, Facts, Note, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import type { WithMessages } from './answers.ts';
import { Doing } from './doing.tsx';
import { Messages } from './messages.tsx';
import { State } from './state.tsx';
import './webhooks.css';

export function Webhook(): ReactNode {
  const { t } = useWords();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const query = useQuery({
    queryKey: ['webhooks', id],
    queryFn: () => get<WithMessages>(`/webhooks/${encodeURIComponent(id)}`),
    refetchInterval: 10_000,
  });
  const all = (
    <LinkButton kind="second" icon="share" to="/webhooks">
      {t('webhooks.title')}
    </LinkButton>
  );
  const title = query.data === undefined ? t('webhooks.receiver') : new URL(query.data.url).host;
  const again = (): void => void query.refetch();
  return (
    <Page icon="share" title={title} actions={all}>
      <Loaded query={query}>
        {(webhook) => (
          <>
            <Standing webhook={webhook} />
            {webhook.state !== 'ended' && <Doing webhook={webhook} onDone={again} />}
            <Messages webhook={webhook} onDone={again} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Standing({ webhook }: { webhook: WithMessages }): ReactNode {
  const { t, formats } = useWords();
  const { url, kinds, waiting, createdAtMs, party, partyName, oldSecretUntilMs } = webhook;
  const facts: Fact[] = [
    { name: t('webhooks.state'), value: <State webhook={webhook} /> },
    { name: t('webhooks.waiting'), value: formats.number(waiting) },
    { name: t('webhooks.since'), value: formats.date(createdAtMs) },
    { name: t('webhooks.whose'), value: partyName ?? party ?? t('webhooks.thisNode') },
    {
      name: t('webhooks.url'),
      value: (
        <code className="webhook-address" dir="ltr">
          {url}
        </code>
      ),
    },
  ];
  return (
    <Panel>
      <div className="stack">
        <Trouble webhook={webhook} />
        <Facts facts={facts} />
        <div className="webhook-lines">
          <strong>{t('webhooks.kinds')}</strong>
          <ul className="webhook-kinds">
            {kinds.map((kind) => (
              <li key={kind}>{t(`webhooks.kind.${kind}`)}</li>
            ))}
          </ul>
        </div>
        {oldSecretUntilMs !== null && oldSecretUntilMs > Date.now() && (
          <p className="quiet">{t('webhooks.oldSecret', { date: formats.moment(oldSecretUntilMs) })}</p>
        )}
      </div>
    </Panel>
  );
}

/** Why nothing arrives, in words with what to do. */
function Trouble({ webhook: { off, failingSinceMs, nextAtMs, last } }: { webhook: WithMessages }): ReactNode {
  const { t, formats } = useWords();
  if (off === null && failingSinceMs === null) return null;
  return (
    <Note tone={off === null ? 'warn' : 'bad'}>
      {off === null ? (
        <p>{t('webhooks.failing', { date: formats.moment(failingSinceMs ?? 0) })}</p>
      ) : (
        <p>{t(`webhooks.off.${off.code}`)}</p>
      )}
      {nextAtMs !== null && <p>{t('webhooks.next', { date: formats.moment(nextAtMs) })}</p>}
      {off !== null && <p>{t('webhooks.offHint')}</p>}
      {last !== null && last.code !== 'TAKEN' && (
        <small className="quiet">{t(`webhooks.code.${last.code}`)}</small>
      )}
    </Note>
  );
}

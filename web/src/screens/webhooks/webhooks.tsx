// Programs that are told by themselves: of a party, or all of the node for its operator.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { get } from '../../api/call.ts';
import { useMe } from '../../api/me.ts';
import type { Answers } from '../../api/schema.ts';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Badge, Empty, Panel } from '../../design/parts/show.tsx';
import { Table } from '../../design/parts/table.tsx';
import { useWords } from '../../language/words.tsx';
import { Add } from './add.tsx';
import type { Webhook } from './answers.ts';
import { State } from './state.tsx';
import './webhooks.css';

export function Webhooks(): ReactNode {
  const { t } = useWords();
  const { data: me } = useMe();
  const query = useQuery({
    queryKey: ['webhooks'],
    queryFn: () => get<Answers['GET /webhooks']>('/webhooks'),
    refetchInterval: 10_000,
  });
  const party = me?.active?.party ?? null;
  const lead = t(party === null ? 'webhooks.leadNode' : 'webhooks.lead');
  return (
    <Page icon="share" title={t('webhooks.title')} lead={lead}>
      <Loaded query={query}>{({ member }) => <List webhooks={member} ofNode={party === null} />}</Loaded>
      <Panel title={t('webhooks.add')}>
        <Add party={party} onDone={() => void query.refetch()} />
      </Panel>
    </Page>
  );
}

function List({ webhooks, ofNode }: { webhooks: readonly Webhook[]; ofNode: boolean }): ReactNode {
  const { t, formats } = useWords();
  if (webhooks.length === 0) return <Empty icon="share">{t('webhooks.none')}</Empty>;
  return (
    <Panel>
      <Table
        caption={t('webhooks.title')}
        captionHidden
        rows={webhooks}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'receiver',
            head: t('webhooks.receiver'),
            cell: ({ id, url }) => (
              <Link to="/webhooks/$id" params={{ id }} className="webhook-address">
                <bdi>{new URL(url).host}</bdi>
              </Link>
            ),
          },
          ...(ofNode
            ? [
                {
                  key: 'whose',
                  head: t('webhooks.whose'),
                  cell: ({ party, partyName }: Webhook) => partyName ?? party ?? t('webhooks.thisNode'),
                },
              ]
            : []),
          { key: 'state', head: t('webhooks.state'), cell: (webhook) => <State webhook={webhook} /> },
          {
            key: 'waiting',
            head: t('webhooks.waiting'),
            end: true,
            cell: ({ waiting }) => formats.number(waiting),
          },
          { key: 'last', head: t('webhooks.last'), cell: ({ last }) => <Last last={last} /> },
        ]}
      />
    </Panel>
  );
}

function Last({ last }: { last: Webhook['last'] }): ReactNode {
  const { t, formats } = useWords();
  if (last === null) return <small className="quiet">{t('webhooks.never')}</small>;
  return (
    <div className="webhook-lines">
      <span>
        <Badge tone={last.code === 'TAKEN' ? 'good' : 'warn'}>{t(`webhooks.code.${last.code}`)}</Badge>
      </span>
      <small className="quiet">{formats.moment(last.atMs)}</small>
    </div>
  );
}

// Backups: make one, see what its trial found, and how to restore one.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { post } from '../../api/call.ts';
import { type Backups as Answer, backupsQuery } from '../../api/operate.ts';
import type { Answers } from '../../api/schema.ts';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Badge, Bar, Empty, Note, Panel } from '../../design/parts/show.tsx';
import { Table } from '../../design/parts/table.tsx';
import { useWords } from '../../language/words.tsx';
import { CallForm } from '../account/form.tsx';
import './operate.css';

type Backup = Answer['member'][number];

export function Backups(): ReactNode {
  const { t } = useWords();
  const query = useQuery(backupsQuery);
  const make = async (): Promise<void> => {
    await post<Answers['POST /operate/backups']>('/operate/backups', undefined);
    await query.refetch();
  };
  return (
    <Page icon="download" title={t('operate.backups')} lead={t('operate.backupsLead')}>
      <Loaded query={query}>
        {({ member, underWay, failed }) => (
          <>
            <Panel>
              <div className="stack">
                {underWay === null ? (
                  <CallForm onSend={make} button={t('operate.make')} icon="download" />
                ) : (
                  <UnderWay underWay={underWay} />
                )}
                {failed !== null && (
                  <Note tone="bad">
                    <p>{t('operate.late.BACKUP_FAILED')}</p>
                    <small className="operate-said">{t('operate.said', { detail: failed.detail })}</small>
                  </Note>
                )}
                <p className="quiet">{t('operate.elsewhere')}</p>
              </div>
            </Panel>
            <List backups={member} />
          </>
        )}
      </Loaded>
      <Restore />
    </Page>
  );
}

function UnderWay({ underWay }: { underWay: NonNullable<Answer['underWay']> }): ReactNode {
  const { t, formats } = useWords();
  const { stage, done, total } = underWay;
  const trying =
    total === 0
      ? t('operate.tryingSoon')
      : t('operate.trying', { done: formats.number(done), total: formats.number(total) });
  const sentence = stage === 'copying' ? t('operate.copying') : trying;
  return (
    <div className="stack" role="status">
      <p className="busy">{sentence}</p>
      <Bar share={total === 0 ? 0 : done / total} label={sentence} />
    </div>
  );
}

function List({ backups }: { backups: readonly Backup[] }): ReactNode {
  const { t, formats } = useWords();
  if (backups.length === 0) return <Empty icon="download">{t('operate.noBackups')}</Empty>;
  return (
    <Panel title={t('operate.backups')}>
      <Table
        caption={t('operate.backups')}
        captionHidden
        rows={backups}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'made',
            head: t('operate.made'),
            cell: ({ madeAtMs }) => <span className="operate-when">{formats.moment(madeAtMs)}</span>,
          },
          { key: 'trial', head: t('operate.trial'), cell: (backup) => <Trial backup={backup} /> },
          {
            key: 'entries',
            head: t('operate.entries'),
            end: true,
            cell: ({ head }) => formats.number(head.entries),
          },
          { key: 'size', head: t('operate.size'), end: true, cell: ({ bytes }) => formats.bytes(bytes) },
          {
            key: 'folder',
            head: t('operate.folder'),
            cell: ({ folder }) => (
              <code className="operate-folder">
                <bdi>{folder}</bdi>
              </code>
            ),
          },
        ]}
      />
    </Panel>
  );
}

function Trial({ backup: { isGood, trial } }: { backup: Backup }): ReactNode {
  const { t, formats } = useWords();
  return (
    <div className="operate-list operate-result">
      <span>
        <Badge tone={isGood ? 'good' : 'bad'}>{t(isGood ? 'operate.good' : 'operate.bad')}</Badge>
      </span>
      <small className="quiet">{t('operate.took', { time: formats.span(trial.tookMs) })}</small>
      {trial.findings.length > 0 && (
        <details>
          <summary>{t('operate.found')}</summary>
          <ul lang="en">
            {trial.findings.map((finding) => (
              <li key={finding}>{finding}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Restore(): ReactNode {
  const { t } = useWords();
  return (
    <Panel title={t('operate.restore')}>
      <ol className="operate-steps">
        <li>{t('operate.restore.1')}</li>
        <li>{t('operate.restore.2')}</li>
        <li>{t('operate.restore.3')}</li>
        <li>
          {t('operate.restore.4')}
          <code dir="ltr">selvedge serve --data DIRECTORY</code>
        </li>
        <li>{t('operate.restore.5')}</li>
      </ol>
    </Panel>
  );
}

// What was sent to this node to record, and what became of it.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Operating, operatingQuery } from '../../api/operate.ts';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Badge, Empty, Panel, type Tone } from '../../design/parts/show.tsx';
import { Table } from '../../design/parts/table.tsx';
import { useWords } from '../../language/words.tsx';
import './operate.css';

type Job = Operating['jobs']['newest'][number];

const tones: Readonly<Record<Job['state'], Tone>> = {
  ...{ waiting: 'quiet', running: 'info', done: 'good', refused: 'warn', broken: 'bad' },
};

export function Jobs(): ReactNode {
  const { t } = useWords();
  const query = useQuery(operatingQuery);
  return (
    <Page icon="upload" title={t('operate.jobs')} lead={t('operate.jobsLead')}>
      <Loaded query={query}>{({ jobs }) => <List jobs={jobs.newest} />}</Loaded>
    </Page>
  );
}

function List({ jobs }: { jobs: readonly Job[] }): ReactNode {
  const { t, formats } = useWords();
  if (jobs.length === 0) return <Empty icon="upload">{t('operate.noJobs')}</Empty>;
  return (
    <Panel>
      <Table
        caption={t('operate.jobs')}
        captionHidden
        rows={jobs}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'at',
            head: t('operate.when'),
            cell: ({ createdAtMs }) => <span className="operate-when">{formats.moment(createdAtMs)}</span>,
          },
          { key: 'result', head: t('operate.result'), cell: (job) => <Result job={job} /> },
          {
            key: 'from',
            head: t('operate.from'),
            cell: ({ partyName, party }) => partyName ?? party ?? t('operate.thisNode'),
          },
          {
            key: 'events',
            head: t('operate.events'),
            end: true,
            cell: ({ events }) => formats.number(events),
          },
        ]}
      />
    </Panel>
  );
}

function Result({ job: { state, errors } }: { job: Job }): ReactNode {
  const { t, has } = useWords();
  return (
    <div className="operate-list operate-result">
      <span>
        <Badge tone={tones[state]}>{t(`operate.job.${state}`)}</Badge>
      </span>
      {errors.map(({ code, detail }) => (
        <small className="quiet operate-said" key={`${code} ${detail}`}>
          {has(`problem.${code}`) ? t(`problem.${code}`) : detail}
        </small>
      ))}
    </div>
  );
}

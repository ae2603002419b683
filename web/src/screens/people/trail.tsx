// What was done here, by whom: nothing can be taken out of it.
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { get } from '../../api/call.ts';
import { Button } from '../../design/parts/button.tsx';
import { Busy, Panel } from '../../design/parts/show.tsx';
import { Table } from '../../design/parts/table.tsx';
import { Trouble } from '../../design/parts/trouble.tsx';
import { useWords } from '../../language/words.tsx';

interface Done {
  id: number;
  atMs: number;
  userName: string | null;
  role: string;
  partyName: string | null;
  action: string;
  subject: string | null;
}

interface DonePage {
  member: Done[];
  next: number | null;
}

export function Trail(): ReactNode {
  const { t, formats } = useWords();
  const query = useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: ({ pageParam }) =>
      get<DonePage>(pageParam === null ? '/account/audit' : `/account/audit?before=${pageParam}`),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  });
  if (query.isError) return <Trouble fault={query.error} />;
  if (query.data === undefined) return <Busy />;
  return (
    <Panel title={t('people.trail')}>
      <div className="stack">
        <Table
          cards
          caption={t('people.trailHint')}
          rows={query.data.pages.flatMap(({ member }) => member)}
          rowKey={({ id }) => String(id)}
          columns={[
            { key: 'at', head: t('people.when'), cell: ({ atMs }) => formats.moment(atMs) },
            { key: 'who', head: t('people.who'), cell: ({ userName, role }) => userName ?? role },
            { key: 'what', head: t('people.what'), cell: ({ action }) => <span lang="en">{action}</span> },
            {
              key: 'whom',
              head: t('people.subject'),
              cell: ({ subject, partyName }) => <code>{subject ?? partyName ?? '–'}</code>,
            },
          ]}
        />
        {query.hasNextPage && (
          <div>
            <Button kind="second" onClick={() => void query.fetchNextPage()}>
              {t('people.older')}
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}

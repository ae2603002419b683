// What readers of public pages doubt, as far as it is about what is one's own. Nobody has signed it, and it decides nothing: from here it
// is one step to the thing, and one to a case.
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { get } from '../../api/call.ts';
import { Button, LinkButton } from '../../design/parts/button.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Busy, Empty } from '../../design/parts/show.tsx';
import { Trouble } from '../../design/parts/trouble.tsx';
import { useWords } from '../../language/words.tsx';
import { Doubt, type Doubted } from './doubt.tsx';

const perPage = 50;

export function Doubts(): ReactNode {
  const { t } = useWords();
  return (
    <Page icon="unknown" title={t('cases.doubts')} lead={t('cases.doubtsLead')}>
      <List />
      <div>
        <LinkButton kind="plain" icon="back" to="/cases">
          {t('cases.title')}
        </LinkButton>
      </div>
    </Page>
  );
}

function List(): ReactNode {
  const { t } = useWords();
  const query = useInfiniteQuery({
    queryKey: ['doubts'],
    queryFn: async ({ pageParam }) =>
      (await get<{ member: Doubted[] }>(`/doubts?limit=${perPage}&offset=${pageParam}`)).member,
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.length === perPage ? pages.length * perPage : null),
  });
  if (query.isError) return <Trouble fault={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <Busy />;
  const doubts = query.data.pages.flat();
  if (doubts.length === 0) return <Empty icon="good">{t('cases.doubtsNone')}</Empty>;
  return (
    <div className="stack">
      {doubts.map((doubt) => (
        <Doubt key={doubt.id} doubt={doubt} />
      ))}
      {query.hasNextPage && (
        <div>
          <Button kind="second" onClick={() => void query.fetchNextPage()}>
            {t('cases.doubtsOlder')}
          </Button>
        </div>
      )}
    </div>
  );
}

// What a party has: its lots, newest first, with what is left of each.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { type StockPage, stockPage, stockPath, useParty } from '../../api/work.ts';
import { Button, LinkButton } from '../../design/parts/button.tsx';
import { SelectField, TextField } from '../../design/parts/field.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Busy, Empty } from '../../design/parts/show.tsx';
import { Trouble } from '../../design/parts/trouble.tsx';
import { useWords } from '../../language/words.tsx';
import { LotLine } from './lot-line.tsx';
import { SiteChoice, useSitesAsked } from './site-choice.tsx';
import './lots.css';

interface Asked {
  search?: string | undefined;
  state?: string | undefined;
}

export function Lots(): ReactNode {
  const { t } = useWords();
  const party = useParty();
  const asked: Asked = useSearch({ strict: false });
  const actions = (
    <LinkButton to="/ship" icon="ship">
      {t('today.ship')}
    </LinkButton>
  );
  return (
    <Page icon="lots" title={t('shell.area.lots')} lead={t('lots.lead')} actions={actions}>
      <Tools asked={asked} />
      {party === null ? (
        <Empty icon="people">{t('today.noParty')}</Empty>
      ) : (
        <Found party={party} search={asked.search ?? ''} state={asked.state === 'all' ? 'all' : 'in-stock'} />
      )}
    </Page>
  );
}

const pauseMs = 300;

/** What is searched for stands in the address: it can be sent on, and going back finds it again. */
function Tools({ asked }: { asked: Asked }): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const [text, setText] = useState(asked.search ?? '');
  useEffect(() => {
    if (text === (asked.search ?? '')) return;
    const timer = setTimeout(() => {
      void navigate({ to: '/lots', search: { ...asked, search: text || undefined }, replace: true });
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [text, asked, navigate]);
  return (
    <search className="lots-tools">
      <TextField
        type="search"
        label={t('lots.search')}
        hint={t('lots.searchHint')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <SelectField
        label={t('lots.show')}
        value={asked.state ?? 'in-stock'}
        options={[
          { value: 'in-stock', text: t('lots.inStock') },
          { value: 'all', text: t('lots.all') },
        ]}
        onChange={(event) => void navigate({ to: '/lots', search: { ...asked, state: event.target.value } })}
      />
      <SiteChoice at="/lots" />
    </search>
  );
}

function Found({
  party,
  search,
  state,
}: {
  party: string;
  search: string;
  state: 'in-stock' | 'all';
}): ReactNode {
  const { t } = useWords();
  const sites = useSitesAsked();
  const query = useInfiniteQuery({
    queryKey: ['lots', party, { search, state, sites }],
    queryFn: ({ pageParam }): Promise<StockPage> => stockPage(pageParam),
    initialPageParam: stockPath(party, { search, state, sites }),
    getNextPageParam: (page: StockPage) => page.next,
  });
  if (query.isError) return <Trouble fault={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <Busy />;
  const lots = query.data.pages.flatMap(({ member }) => member);
  if (lots.length === 0) {
    const none = sites === 'own' ? t('lots.noneHere') : t('lots.none');
    return <Empty icon="lots">{search.length > 0 ? t('lots.noneFound') : none}</Empty>;
  }
  return (
    <>
      <ul className="list" aria-label={t('lots.caption')}>
        {lots.map((lot) => (
          <li key={lot.id}>
            <LotLine lot={lot} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <div>
          <Button
            kind="second"
            disabled={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('lots.more')}
          </Button>
        </div>
      )}
    </>
  );
}

// Recall: everything that a lot went into, who has it now, how much, what is still in stock, and the words to tell them.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo } from 'react';
import { get } from '../../api/call.ts';
import type { FlowAnswer, FlowLot } from '../../api/flow.ts';
import { Button, LinkButton } from '../../design/parts/button.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Busy, Empty, Facts, Note } from '../../design/parts/show.tsx';
import { Trouble } from '../../design/parts/trouble.tsx';
import { useWords } from '../../language/words.tsx';
import { csvFile, download, fileName, lotsCsv } from '../trace/files.ts';
import { lotName } from '../trace/name.ts';
import { holderOf } from '../trace/words.ts';
import { holdersOf, isInStock } from './holder.ts';
import { HolderLots, Holders } from './holders.tsx';
import { Notify } from './notify.tsx';
import './recall.css';

const perPage = 500;
/** More lots than anybody reads: the list to download is made of what is loaded, and says so. */
const mostLots = 5_000;

export function Recall(): ReactNode {
  const { t } = useWords();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const query = useAllLots(id);
  const answer = query.data?.pages[0];
  const lots = useMemo(
    () => query.data?.pages.flatMap((page) => page.lots?.member ?? []) ?? [],
    [query.data],
  );
  return (
    <Page
      icon="recall"
      title={t('recall.title', { lot: lotName(id) })}
      lead={t('recall.lead')}
      actions={<Actions id={id} lots={lots} />}
    >
      {query.isError && <Trouble fault={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Busy />}
      {answer !== undefined && <Found answer={answer} lots={lots} isWhole={!query.hasNextPage} />}
    </Page>
  );
}

/** Page after page until all are there. */
function useAllLots(id: string) {
  const query = useInfiniteQuery({
    queryKey: ['flow', id, 'recall'],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      get<FlowAnswer>(
        `/flow/${encodeURIComponent(id)}?direction=forward&lots=yes&limit=${perPage}&offset=${pageParam}`,
        { signal },
      ),
    getNextPageParam: ({ lots }, pages) => (pages.length * perPage >= mostLots ? null : (lots?.next ?? null)),
    staleTime: 60_000,
  });
  const { hasNextPage, isFetching, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  return query;
}

function Actions({ id, lots }: { id: string; lots: readonly FlowLot[] }): ReactNode {
  const { t } = useWords();
  const save = (): void => download(fileName('recall', lotName(id), 'csv'), csvFile(lotsCsv(lots, holderOf)));
  return (
    <>
      <LinkButton
        to="/trace/$id"
        params={{ id } as never}
        search={{ direction: 'forward' } as never}
        kind="second"
        icon="trace"
      >
        {t('recall.drawing')}
      </LinkButton>
      <Button kind="second" icon="download" disabled={lots.length === 0} onClick={save}>
        {t('recall.download')}
      </Button>
      <Button kind="second" icon="print" onClick={() => print()}>
        {t('recall.print')}
      </Button>
    </>
  );
}

function Found({
  answer,
  lots,
  isWhole,
}: {
  answer: FlowAnswer;
  lots: readonly FlowLot[];
  isWhole: boolean;
}): ReactNode {
  const { t, formats } = useWords();
  const { level, totals } = answer;
  if (level === 'country' || level === 'region') return <Note tone="warn">{t('recall.withheld')}</Note>;
  if (totals.lots <= 1) return <Empty icon="recall">{t('recall.nothing')}</Empty>;
  const holders = holdersOf(lots, t('recall.somewhere'));
  const inStock = lots.filter(isInStock);
  return (
    <>
      <Facts
        facts={[
          { name: t('recall.lots'), value: formats.number(totals.lots - 1), figure: true },
          { name: t('recall.holders'), value: formats.number(holders.length), figure: true },
          { name: t('recall.inStock'), value: formats.number(inStock.length), figure: true },
        ]}
      />
      {!isWhole && <Note>{t('recall.more', { count: lots.length })}</Note>}
      <Holders holders={holders} />
      <Notify lot={lotName(answer.question.id)} holders={holders} />
      {holders.map((holder) => (
        <HolderLots key={holder.name} holder={holder} />
      ))}
    </>
  );
}

// What readers of public pages doubt, as far as it is about what is one's own. Nobody has signed it, and it decides nothing: from here it
// is one step to the thing, and one to a case; and it can be said that it was read, or is settled.
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useRef } from 'react';
import { get } from '../../api/call.ts';
import type { Answers } from '../../api/schema.ts';
import { Button, LinkButton } from '../../design/parts/button.tsx';
import { SelectField } from '../../design/parts/field.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Busy, Empty } from '../../design/parts/show.tsx';
import { Trouble } from '../../design/parts/trouble.tsx';
import { useWords } from '../../language/words.tsx';
import { Doubt } from './doubt.tsx';

type Listed = Answers['GET /doubts'];

const perPage = 50;
const shows = ['open', 'new', 'read', 'settled', 'all'] as const;
type Show = (typeof shows)[number];

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

/** What is not settled, unless the address says otherwise. */
function useShow(): Show {
  const { show } = useSearch({ strict: false }) as { show?: string };
  return shows.find((one) => one === show) ?? 'open';
}

function useDoubts(show: Show) {
  const standing = show === 'all' ? '' : `&standing=${show}`;
  return useInfiniteQuery({
    queryKey: ['doubts', 'list', show],
    queryFn: ({ pageParam }) => get<Listed>(`/doubts?limit=${perPage}&offset=${pageParam}${standing}`),
    initialPageParam: 0,
    getNextPageParam: ({ member }, pages) => (member.length === perPage ? pages.length * perPage : null),
  });
}

function List(): ReactNode {
  const { t } = useWords();
  const show = useShow();
  const query = useDoubts(show);
  const told = useRef<HTMLParagraphElement>(null);
  // What was asked again and not answered takes nothing away: somebody may be writing in it.
  if (query.data === undefined)
    return query.isError ? <Trouble fault={query.error} onRetry={() => void query.refetch()} /> : <Busy />;
  const { pages } = query.data;
  const { counts } = pages[0]!;
  const doubts = pages.flatMap(({ member }) => member);
  // Whoever works by keyboard goes on from here: the button that was pressed may be gone.
  const onMarked = (): void => told.current?.focus();
  return (
    <div className="stack">
      <Filter show={show} counts={counts} />
      <p ref={told} role="status" className="quiet" tabIndex={-1}>
        {t('cases.doubtsNew', { count: counts.new })}
      </p>
      {doubts.length === 0 && <None show={show} counts={counts} />}
      {doubts.map((doubt) => (
        <Doubt key={doubt.id} doubt={doubt} onMarked={onMarked} />
      ))}
      {query.hasNextPage && (
        <div>
          <Button
            kind="second"
            disabled={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('cases.doubtsOlder')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface Shown {
  show: Show;
  counts: Listed['counts'];
}

function allOf({ new: fresh, read, settled }: Listed['counts']): number {
  return fresh + read + settled;
}

function None({ show, counts }: Shown): ReactNode {
  const { t } = useWords();
  if (allOf(counts) === 0) return <Empty icon="good">{t('cases.doubtsNone')}</Empty>;
  return <Empty icon="good">{t(show === 'open' ? 'cases.doubtsDone' : 'cases.doubtsNoneSo')}</Empty>;
}

function Filter({ show, counts }: Shown): ReactNode {
  const { t, formats } = useWords();
  const navigate = useNavigate();
  const numbers = { ...counts, open: counts.new + counts.read, all: allOf(counts) };
  return (
    <div className="claim-tools">
      <SelectField
        label={t('cases.show')}
        value={show}
        onChange={(event) =>
          void navigate({
            to: '.',
            search: (before: object) => ({ ...before, show: event.target.value }),
            replace: true,
          } as Parameters<typeof navigate>[0])
        }
        options={shows.map((value) => ({
          value,
          text: t(`cases.doubtShow.${value}`, { number: formats.number(numbers[value]) }),
        }))}
      />
    </div>
  );
}

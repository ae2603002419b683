// The board: what is claimed, whether it holds, and why not; newest first.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type ClaimOnBoard, packsQuery, pageAt } from '../../api/trust.ts';
import { useMe } from '../../api/me.ts';
import { Button, LinkButton } from '../../design/parts/button.tsx';
import { SelectField, TextField } from '../../design/parts/field.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { useWords } from '../../language/words.tsx';
import { StateBadge } from '../lots/state.tsx';
import { About, None, type Search } from './board-about.tsx';
import { Meta } from './meta.tsx';
import { Proven, Reason, useGrade, VerdictBadge } from './verdict.tsx';

export function Claims(): ReactNode {
  const { t } = useWords();
  const active = useMe().data?.active;
  const maySay = active?.role === 'manager' || active?.role === 'clerk';
  const actions = maySay && (
    <LinkButton to="/claims/new" icon="claim">
      {t('claims.new')}
    </LinkButton>
  );
  return (
    <Page icon="claim" title={t('claims.title')} lead={t('claims.lead')} actions={actions}>
      <Filters party={active?.party ?? null} />
      <Only />
      <List party={active?.party ?? null} />
    </Page>
  );
}

function useFilters(): [Search, (change: Search) => void] {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const set = (change: Search): void =>
    void navigate({
      to: '.',
      search: (before: Search) => ({ ...before, ...change }),
      replace: true,
    } as Parameters<typeof navigate>[0]);
  return [search, set];
}

const states = ['claimed', 'confirmed', 'disputed', 'refuted', 'suspended', 'expired', 'withdrawn'] as const;

function Filters({ party }: { party: string | null }): ReactNode {
  const { t } = useWords();
  const [search, set] = useFilters();
  const [text, setText] = useState(search['q'] ?? '');
  const packs = useQuery(packsQuery).data ?? [];
  const send = (event: FormEvent): void => {
    event.preventDefault();
    set({ q: text || undefined });
  };
  const all = { value: '', text: t('claims.all') };
  return (
    <search className="claim-tools">
      <form onSubmit={send}>
        <TextField
          type="search"
          label={t('claims.find')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => set({ q: text || undefined })}
        />
      </form>
      <SelectField
        label={t('claims.show')}
        value={search['show'] ?? ''}
        onChange={(event) => set({ show: event.target.value || undefined })}
        options={[
          all,
          ...(party === null ? [] : [{ value: 'mine', text: t('claims.mine') }]),
          { value: 'expiring', text: t('claims.expiring') },
        ]}
      />
      <SelectField
        label={t('claims.state')}
        value={search['state'] ?? ''}
        onChange={(event) => set({ state: event.target.value || undefined })}
        options={[all, ...states.map((value) => ({ value, text: t(`claims.state.${value}`) }))]}
      />
      <SelectField
        label={t('claims.scheme')}
        value={search['scheme'] ?? ''}
        onChange={(event) => set({ scheme: event.target.value || undefined })}
        options={[
          all,
          ...packs
            .filter(({ kind }) => kind === 'scheme')
            .map(({ pack, title }) => ({ value: pack, text: title })),
        ]}
      />
    </search>
  );
}

function Only(): ReactNode {
  const [{ about }, set] = useFilters();
  return about !== undefined && <About about={about} onRemove={() => set({ about: undefined })} />;
}

function pathOf(search: Search, party: string | null): string {
  const query = new URLSearchParams({ perPage: '10' });
  for (const [name, key] of [
    ['q', 'search'],
    ['state', 'state'],
    ['scheme', 'scheme'],
    ['about', 'product'],
  ] as const)
    if (search[name] !== undefined) query.set(key, search[name]);
  if (search['show'] === 'mine' && party !== null) query.set('claimant', party);
  if (search['show'] === 'expiring') query.set('expiring', 'yes');
  return `/claims/board?${query}`;
}

function List({ party }: { party: string | null }): ReactNode {
  const { t } = useWords();
  const [search] = useFilters();
  const first = pathOf(search, party);
  const query = useInfiniteQuery({
    queryKey: ['claims', 'board', 'list', first],
    queryFn: ({ pageParam }) => pageAt<ClaimOnBoard>(pageParam),
    initialPageParam: first,
    getNextPageParam: ({ next }) => next,
  });
  return (
    <Loaded query={query}>
      {({ pages }) => (
        <>
          <p role="status" className="quiet">
            {t('claims.count', { count: pages[0]?.count ?? 0 })}
          </p>
          {pages[0]?.member.length === 0 && <None search={search} />}
          <ul className="claim-list">
            {pages
              .flatMap(({ member }) => member)
              .map((claim) => (
                <li key={claim.claim}>
                  <Card claim={claim} />
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
                {t('claims.more')}
              </Button>
            </div>
          )}
        </>
      )}
    </Loaded>
  );
}

function Card({ claim }: { claim: ClaimOnBoard }): ReactNode {
  const { t } = useWords();
  const grade = useGrade();
  const title = claim.text ?? grade(claim);
  return (
    <article className="claim-card">
      <div className="row apart">
        <h2>
          <Link to="/claims/$id" params={{ id: claim.claim }}>
            {title}
          </Link>
        </h2>
        <span className="row">
          <VerdictBadge result={claim.result} />
          {claim.state !== 'claimed' && <StateBadge state={claim.state} />}
        </span>
      </div>
      <Meta claim={claim} />
      <Proven claimed={claim.gramsClaimed} proven={claim.gramsSubstantiated} />
      {claim.reason !== null && <Reason finding={claim.reason} />}
      <small>
        {claim.lots === null
          ? t('claims.looked', { count: claim.looked })
          : t('claims.lookedOf', { count: claim.lots, looked: claim.looked })}
      </small>
    </article>
  );
}

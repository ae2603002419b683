// Certificates that this reader is shown: own ones, those issued, those of the chain behind own products.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { accreditedQuery } from '../../api/accredited.ts';
import { type Certificate, pageAt, suppliersQuery } from '../../api/trust.ts';
import { type Said, useParty, usePartyNames } from '../../api/work.ts';
import { Icon } from '../../design/icon.tsx';
import { Button, LinkButton } from '../../design/parts/button.tsx';
import { SelectField } from '../../design/parts/field.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Empty } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { StateBadge } from '../lots/state.tsx';
import '../claims/claims.css';

type Paper = Said<Certificate>;
type Search = Readonly<Record<string, string | undefined>>;

const states = [
  'valid',
  'confirmed',
  'disputed',
  'suspended',
  'expired',
  'revoked',
  'refuted',
  'withdrawn',
] as const;
const types = [
  'scope',
  'transaction',
  'material',
  'product',
  'facility',
  'self-declaration',
  'self-assessment',
  'second-party',
] as const;

export function Certificates(): ReactNode {
  const { t } = useWords();
  const party = useParty();
  const { data: isAccredited = false } = useQuery(accreditedQuery(party));
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const whose = search['whose'] ?? (party === null ? 'all' : isAccredited ? 'issued' : 'mine');
  const set = (change: Search): void =>
    void navigate({
      to: '.',
      search: (before: Search) => ({ ...before, ...change }),
      replace: true,
    } as Parameters<typeof navigate>[0]);
  const actions = isAccredited && (
    <LinkButton to="/certificates/new" icon="certificate">
      {t('certificates.new')}
    </LinkButton>
  );
  const all = { value: '', text: t('certificates.any') };
  return (
    <Page icon="certificate" title={t('certificates.title')} lead={t('certificates.lead')} actions={actions}>
      <div className="claim-tools">
        <SelectField
          label={t('certificates.whose')}
          value={whose}
          onChange={(event) => set({ whose: event.target.value })}
          options={[
            ...(party === null
              ? []
              : [
                  { value: 'mine', text: t('certificates.mine') },
                  { value: 'issued', text: t('certificates.issued') },
                  { value: 'chain', text: t('certificates.chain') },
                ]),
            { value: 'all', text: t('certificates.every') },
          ]}
        />
        <SelectField
          label={t('certificates.type')}
          value={search['type'] ?? ''}
          onChange={(event) => set({ type: event.target.value || undefined })}
          options={[all, ...types.map((value) => ({ value, text: t(`papers.type.${value}`) }))]}
        />
        <SelectField
          label={t('certificates.state')}
          value={search['state'] ?? ''}
          onChange={(event) => set({ state: event.target.value || undefined })}
          options={[all, ...states.map((value) => ({ value, text: t(`lots.state.${value}`) }))]}
        />
      </div>
      <List party={party} whose={whose} type={search['type']} state={search['state']} />
    </Page>
  );
}

const perPage = 30;

function List(props: {
  party: string | null;
  whose: string;
  type: string | undefined;
  state: string | undefined;
}): ReactNode {
  const { party, whose, type, state } = props;
  const { t } = useWords();
  const first = pathOf(whose, party);
  const chain = useChain(party, whose === 'chain');
  const [most, setMost] = useState(perPage);
  const query = useInfiniteQuery({
    queryKey: ['certificates', 'list', first],
    queryFn: ({ pageParam }) => pageAt<Paper>(pageParam),
    initialPageParam: first,
    getNextPageParam: ({ next }) => next,
  });
  const isAsked = ({ claims, state: now }: Paper): boolean =>
    (type === undefined || claims.type === type) &&
    (state === undefined || now === state) &&
    (whose !== 'mine' || claims.holder === party) &&
    (whose !== 'chain' || chain.has(claims.holder));
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const found = pages.flatMap(({ member }) => member).filter(isAsked);
        const shown = found.slice(0, most);
        const isMore = found.length > most || query.hasNextPage;
        const more = (): void => {
          setMost(most + perPage);
          if (found.length <= most + perPage && query.hasNextPage) void query.fetchNextPage();
        };
        return (
          <>
            <p role="status" className="quiet">
              {t('certificates.count', { count: found.length })}
            </p>
            {whose === 'chain' && <p className="quiet">{t('certificates.chainMore')}</p>}
            {shown.length === 0 && !query.hasNextPage && (
              <Empty icon="certificate">{t('certificates.none')}</Empty>
            )}
            <ul className="list">
              {shown.map((paper) => (
                <li key={paper.entry}>
                  <Line paper={paper} />
                </li>
              ))}
            </ul>
            {isMore && (
              <div>
                <Button kind="second" disabled={query.isFetchingNextPage} onClick={more}>
                  {t('certificates.more')}
                </Button>
              </div>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function pathOf(whose: string, party: string | null): string {
  const query = new URLSearchParams({ limit: whose === 'all' ? '50' : '300' });
  if (party !== null && whose === 'mine') query.set('about', party);
  if (party !== null && whose === 'issued') query.set('issuer', party);
  return `/certificates?${query}`;
}

/** Parties behind own products whose names this reader is shown. */
function useChain(party: string | null, isAsked: boolean): ReadonlySet<string> {
  const { data } = useQuery({ ...suppliersQuery(party ?? '', 12), enabled: party !== null && isAsked });
  return new Set(data?.tiers.flatMap(({ member }) => member.flatMap(({ party: one }) => one ?? [])));
}

function Line({ paper: { claims, issuer, state } }: { paper: Paper }): ReactNode {
  const { t, formats } = useWords();
  const name = usePartyNames();
  return (
    <Link to="/certificates/$id" params={{ id: claims.certificate }} className="line">
      <Icon name="certificate" />
      <span className="what">
        {t('certificates.line', {
          type: t(`papers.type.${claims.type}`),
          scheme: claims.scheme.toUpperCase(),
          holder: name(claims.holder),
        })}
      </span>
      <StateBadge state={state} />
      <span className="more row">
        {typeof claims.number === 'string' && <span>{claims.number}</span>}
        <span>{t('certificates.by', { name: name(issuer) })}</span>
        {typeof claims.buyer === 'string' && (
          <span>{t('certificates.to', { name: name(claims.buyer) })}</span>
        )}
        <span>
          {claims.type === 'transaction'
            ? t('certificates.from', { date: formats.date(Date.parse(claims.validFrom)) })
            : t('certificates.until', { date: formats.date(Date.parse(claims.validUntil)) })}
        </span>
      </span>
    </Link>
  );
}

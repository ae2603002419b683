// What waits for a party this day: counts at a glance, then each list with what is to be done.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { post } from '../../api/call.ts';
import { meQuery, useMe } from '../../api/me.ts';
import type { Answers } from '../../api/schema.ts';
import { type Today as Day, todayListQuery, type TodayName, todayQuery, useParty } from '../../api/work.ts';
import { Icon, type IconName } from '../../design/icon.tsx';
import { LinkButton } from '../../design/parts/button.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Empty } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { SiteChoice, useSitesAsked } from '../lots/site-choice.tsx';
import { Cases, Confirm, Doubts, Expiring, Gaps, Notices, Receive, Refused } from './lists.tsx';
import './today.css';

export function Today(): ReactNode {
  const { t } = useWords();
  const party = useParty();
  const actions = (
    <>
      <LinkButton to="/papers" kind="second" icon="certificate">
        {t('today.papers')}
      </LinkButton>
      <LinkButton to="/ship" icon="ship">
        {t('today.ship')}
      </LinkButton>
    </>
  );
  return (
    <Page icon="today" title={t('shell.area.today')} lead={t('today.lead')} actions={actions}>
      {party === null ? (
        <Empty icon="people">{t('today.noParty')}</Empty>
      ) : (
        <>
          <SiteChoice at="/today" />
          <DayOf key={party} party={party} />
        </>
      )}
    </Page>
  );
}

function DayOf({ party }: { party: string }): ReactNode {
  const asked = { since: useMe().data?.newsReadUntil ?? null, sites: useSitesAsked() };
  const read = useReadNews();
  const [whole, setWhole] = useState<TodayName | null>(null);
  const more = useQuery({ ...todayListQuery(party, whole ?? 'gaps', asked), enabled: whole !== null }).data;
  return (
    <Loaded query={useQuery(todayQuery(party, asked))}>
      {(first) => {
        const day = more === undefined || whole === null ? first : { ...first, [whole]: more[whole] };
        const shown = { day, onMore: setWhole };
        return (
          <>
            <Counts day={day} isPart={asked.sites === 'own'} />
            <div className="today-lists">
              <Receive {...shown} />
              <Confirm {...shown} />
              <Gaps {...shown} />
              <Refused {...shown} />
              <Expiring {...shown} />
              <Cases {...shown} />
              <Doubts {...shown} />
              <Notices {...shown} onRead={read} />
            </div>
          </>
        );
      }}
    </Loaded>
  );
}

/** Kept with the account: what was read on the phone is not news at the desk. */
function useReadNews(): (entry: number) => Promise<void> {
  const client = useQueryClient();
  return async (entry) => {
    const me = await post<Answers['POST /account/news']>('/account/news', { entry });
    client.setQueryData(meQuery.queryKey, me);
  };
}

const lists: readonly (readonly [
  name: Exclude<keyof Day, 'party' | 'atMs'>,
  icon: IconName,
  urgent: boolean,
])[] = [
  ['receive', 'receive', false],
  ['confirm', 'good', false],
  ['gaps', 'unknown', true],
  ['refused', 'bad', true],
  ['expiring', 'clock', true],
  ['cases', 'case', true],
  ['doubts', 'unknown', true],
  ['notices', 'log', false],
];

function Counts({ day, isPart }: { day: Day; isPart: boolean }): ReactNode {
  const { t, formats } = useWords();
  const waiting = lists.filter(([name]) => day[name].count > 0);
  if (waiting.length === 0)
    return <Empty icon="good">{t(isPart ? 'today.allDoneHere' : 'today.allDone')}</Empty>;
  return (
    <nav className="today-head" aria-label={t('shell.area.today')}>
      {waiting.map(([name, icon, urgent]) => (
        <Link
          key={name}
          to="/today"
          search
          hash={name}
          className={urgent ? 'today-count urgent' : 'today-count'}
        >
          <b>{formats.number(day[name].count)}</b>
          <span>
            <Icon name={icon} />
            {t(`today.list.${name}`)}
          </span>
        </Link>
      ))}
    </nav>
  );
}

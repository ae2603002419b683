// The lists of the day. An empty one is not shown: what waits is what is there.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Today, type TodayName, usePartyNames } from '../../api/work.ts';
import { Icon, type IconName } from '../../design/icon.tsx';
import { Button } from '../../design/parts/button.tsx';
import { Badge } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { useAmounts } from '../lots/amount.ts';
import { shortName } from '../capture/label.ts';
import { CallForm } from '../account/form.tsx';

interface Shown {
  day: Today;
  /** Asks for more of a list than its first. */
  onMore: (name: TodayName) => void;
}

export function Receive({ day: { receive }, onMore }: Shown): ReactNode {
  const { t, formats } = useWords();
  const amounts = useAmounts();
  return (
    <List
      name="receive"
      icon="receive"
      count={receive.count}
      shown={receive.member.length}
      onMore={() => onMore('receive')}
      title={t('today.list.receive')}
    >
      {receive.member.map(({ trade, from, fromName, atMs, lines, amounts: sums }) => (
        <li key={trade}>
          <Link to="/trades/$trade" params={{ trade }} className="line">
            <Icon name="receive" />
            <span className="what">{t('today.fromWhom', { name: fromName ?? from })}</span>
            <Goes />
            <span className="more">
              {t('today.receiveMore', {
                amount: sums.length === 0 ? t('today.lines', { count: lines }) : amounts(sums),
                date: formats.date(atMs),
              })}
            </span>
          </Link>
        </li>
      ))}
    </List>
  );
}

const confirmIcons: Readonly<Record<string, IconName>> = {
  contract: 'log',
  order: 'log',
  leg: 'ship',
  claim: 'claim',
  certificate: 'certificate',
};

export function Confirm({ day: { confirm }, onMore }: Shown): ReactNode {
  const { t, formats } = useWords();
  return (
    <List
      name="confirm"
      icon="good"
      count={confirm.count}
      shown={confirm.member.length}
      onMore={() => onMore('confirm')}
      title={t('today.list.confirm')}
    >
      {confirm.member.map(({ kind, id, by, byName, atMs }) => (
        <li key={id}>
          <Link {...placeOf(kind, id)} className="line">
            <Icon name={confirmIcons[kind] ?? 'log'} />
            <span className="what">{t(`today.kind.${kind}`)}</span>
            <Goes />
            <span className="more">
              {t('today.askedOn', { name: byName ?? by, date: formats.date(atMs) })}
            </span>
          </Link>
        </li>
      ))}
    </List>
  );
}

type Place = { to: string; params: Record<string, string> };

function placeOf(kind: Today['confirm']['member'][number]['kind'], id: string): Place {
  if (kind === 'claim') return { to: '/claims/$id', params: { id } };
  if (kind === 'certificate') return { to: '/certificates/$id', params: { id } };
  return { to: '/trades/$trade', params: { trade: id } };
}

export function Gaps({ day: { gaps }, onMore }: Shown): ReactNode {
  const { t } = useWords();
  return (
    <List
      name="gaps"
      icon="unknown"
      count={gaps.count}
      shown={gaps.member.length}
      onMore={() => onMore('gaps')}
      title={t('today.list.gaps')}
    >
      {gaps.member.map(({ kind, lot, productName, from, fromName }) => (
        <li key={lot}>
          <Link to="/trace/$id" params={{ id: lot }} className="line">
            <Icon name="unknown" />
            <span className="what">{productName ?? shortName(lot)}</span>
            <Goes />
            <span className="more">
              <span className="mono">{shortName(lot)}</span> {t(`today.gap.${kind}`)}{' '}
              {from !== null && t('today.gapFrom', { name: fromName ?? from })}
            </span>
          </Link>
        </li>
      ))}
    </List>
  );
}

export function Refused({ day: { refused } }: Shown): ReactNode {
  const { t, has, formats } = useWords();
  return (
    <List
      name="refused"
      icon="bad"
      count={refused.count}
      title={t('today.list.refused')}
      lead={t('today.refusedLead')}
    >
      {refused.member.map(({ captureID, createdAtMs, errors: [error] }) => (
        <li key={captureID}>
          <div className="line">
            <Icon name="bad" />
            <span className="what">{formats.moment(createdAtMs)}</span>
            <span />
            <span className="more">
              {error !== undefined && has(`problem.${error.code}`)
                ? t(`problem.${error.code}`)
                : error?.detail}
            </span>
          </div>
        </li>
      ))}
    </List>
  );
}

export function Expiring({ day: { expiring }, onMore }: Shown): ReactNode {
  const { t, formats } = useWords();
  return (
    <List
      name="expiring"
      icon="clock"
      count={expiring.count}
      shown={expiring.member.length}
      onMore={() => onMore('expiring')}
      title={t('today.list.expiring')}
    >
      {expiring.member.map(({ certificate, scheme, number, validUntilMs, isExpired }) => (
        <li key={certificate}>
          <Link to="/papers" className="line">
            <Icon name="certificate" />
            <span className="what">
              {scheme.toUpperCase()} {number}
            </span>
            <Goes />
            <span className="more">
              <Badge tone={isExpired ? 'bad' : 'warn'} icon="clock">
                {t(isExpired ? 'today.expired' : 'today.ends', { date: formats.date(validUntilMs) })}
              </Badge>
            </span>
          </Link>
        </li>
      ))}
    </List>
  );
}

export function Cases({ day: { cases }, onMore }: Shown): ReactNode {
  const { t, formats } = useWords();
  return (
    <List
      name="cases"
      icon="case"
      count={cases.count}
      shown={cases.member.length}
      onMore={() => onMore('cases')}
      title={t('today.list.cases')}
    >
      {cases.member.map(({ case: id, about, by, byName, dueMs, isOverdue }) => (
        <li key={id}>
          <Link to="/cases/$id" params={{ id }} className="line">
            <Icon name="case" />
            <span className="what">{t('today.caseBy', { name: byName ?? by, about: shortName(about) })}</span>
            <Goes />
            {dueMs !== null && (
              <span className="more">
                <Badge tone={isOverdue ? 'bad' : 'warn'} icon="clock">
                  {t(isOverdue ? 'today.caseOverdue' : 'today.caseDue', { date: formats.date(dueMs) })}
                </Badge>
              </span>
            )}
          </Link>
        </li>
      ))}
    </List>
  );
}

/** Words of strangers are read in their room: here it is said what they are about. */
export function Doubts({ day: { doubts } }: Shown): ReactNode {
  const { t, formats } = useWords();
  return (
    <List name="doubts" icon="unknown" count={doubts.count} title={t('today.list.doubts')}>
      {doubts.member.map(({ id, about, kind, atMs }) => (
        <li key={id}>
          <Link to="/doubts" className="line">
            <Icon name="unknown" />
            <span className="what">{t(`cases.doubtKind.${kind}`)}</span>
            <Goes />
            <span className="more">
              <span className="mono">{shortName(about)}</span> {formats.date(atMs)}
            </span>
          </Link>
        </li>
      ))}
    </List>
  );
}

export function Notices(props: Shown & { onRead: (entry: number) => Promise<void> }): ReactNode {
  const { onMore, onRead } = props;
  const { t } = useWords();
  const { notices } = props.day;
  const newest = notices.member[0]?.entry;
  const read = async (): Promise<void> => {
    if (newest !== undefined) await onRead(newest);
  };
  return (
    <List
      name="notices"
      icon="log"
      count={notices.count}
      shown={notices.member.length}
      onMore={() => onMore('notices')}
      title={t('today.list.notices')}
    >
      {notices.member.map((notice) => (
        <li key={notice.entry}>
          <News notice={notice} />
        </li>
      ))}
      <li>
        <CallForm onSend={read} button={t('today.noticesSeen')} kind="plain" icon="good" />
      </li>
    </List>
  );
}

/** In the reader's words where there are some for it; else the node's own sentence stands. */
function News({ notice }: { notice: Today['notices']['member'][number] }): ReactNode {
  const { t, has, formats } = useWords();
  const name = usePartyNames();
  const { kind, word, by, detail, recordedAtMs, touches } = notice;
  const values = { name: name(by), about: shortName(notice.about), word };
  const isPack = kind === 'pack';
  const key = `${kind}.${word}`;
  return (
    <div className="line">
      <Icon name={kind === 'case' ? 'case' : 'log'} />
      <span className="what">
        {isPack
          ? t('today.newsPack', values)
          : has(`today.news.${key}`)
            ? t(`today.news.${key}`, values)
            : detail}
      </span>
      <span />
      <span className="more row">
        <span>{formats.date(recordedAtMs)}</span>
        {touches.length > 0 && <span>{t('today.restsOn', { count: touches.length })}</span>}
      </span>
    </div>
  );
}

function Goes(): ReactNode {
  return (
    <span className="goes">
      <Icon name="next" turns />
    </span>
  );
}

function List(props: {
  name: string;
  icon: IconName;
  title: string;
  lead?: string;
  count: number;
  shown?: number;
  onMore?: () => void;
  children: ReactNode;
}): ReactNode {
  const { name, icon, title, lead, count, shown = count, onMore, children } = props;
  const { t, formats } = useWords();
  if (count === 0) return null;
  return (
    <section className="panel" id={name} aria-labelledby={`${name}-title`}>
      <header>
        <h2 id={`${name}-title`}>
          <Icon name={icon} /> {title}
        </h2>
        <span className="quiet amount">{formats.number(count)}</span>
      </header>
      {lead !== undefined && <p className="quiet">{lead}</p>}
      <ul className="list">{children}</ul>
      {shown < count && onMore && (
        <Button kind="plain" icon="more" onClick={onMore}>
          {t('today.more', { number: formats.number(count) })}
        </Button>
      )}
    </section>
  );
}

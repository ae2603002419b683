// The certifier's queue: what waits at the side, the next one open beside it; when one is done, the next comes by itself.
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type OwnAccreditation, type Review as Waiting, reviewQuery } from '../../api/trust.ts';
import { useParty } from '../../api/work.ts';
import { LinkButton } from '../../design/parts/button.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Badge, Empty, Facts, Note, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { NoParty } from '../../shell/no-party.tsx';
import { Steps } from '../certificates/steps.tsx';
import type { DecisionWord } from '../cases/decide.tsx';
import { StateBadge } from '../lots/state.tsx';
import { CaseItem, ClaimItem, EndingItem, PaperItem } from './item.tsx';
import './review.css';

export function Review(): ReactNode {
  const { t } = useWords();
  const party = useParty();
  const actions = (
    <LinkButton to="/certificates/new" kind="second" icon="certificate">
      {t('certificates.new')}
    </LinkButton>
  );
  return (
    <Page icon="verify" title={t('shell.area.review')} actions={party !== null && actions}>
      {party === null ? <NoParty>{t('claims.noParty')}</NoParty> : <Desk key={party} party={party} />}
    </Page>
  );
}

/** `claim:<id>`, `certificate:<id>`, `case:<id>`, `ending:<id>`. */
interface Item {
  key: string;
  title: string;
  more: string;
}

function Desk({ party }: { party: string }): ReactNode {
  const [last, setLast] = useState<DecisionWord>();
  return (
    <Loaded query={useQuery(reviewQuery(party))}>
      {(waiting) => (
        <>
          <Done word={last} />
          <Queue waiting={waiting} onDone={setLast} />
          <Accreditations accreditations={waiting.accreditations} />
        </>
      )}
    </Loaded>
  );
}

function Done({ word }: { word: DecisionWord | undefined }): ReactNode {
  const { t } = useWords();
  return (
    <div role="status">
      {word !== undefined && (
        <Note tone="good">
          <p>{t('cases.said', { word: t(`cases.decide.${word}`) })}</p>
        </Note>
      )}
    </div>
  );
}

function Queue({ waiting, onDone }: { waiting: Waiting; onDone: (word: DecisionWord) => void }): ReactNode {
  const { t } = useWords();
  const { item } = useSearch({ strict: false }) as { item?: string };
  const lists = useLists(waiting);
  const all = lists.flatMap(({ items }) => items);
  const chosen = all.find(({ key }) => key === item) ?? all[0];
  if (chosen === undefined) return <Empty icon="good">{t('cases.allDone')}</Empty>;
  return (
    <div className="review">
      <nav className="review-queue" aria-label={t('shell.area.review')}>
        {lists.map(({ title, count, items }) => (
          <section key={title}>
            <h2>
              <span>{title}</span>
              <b>{count}</b>
            </h2>
            {items.map((one) => (
              <Link
                key={one.key}
                to="/review"
                search={{ item: one.key }}
                className="review-item"
                aria-current={one.key === chosen.key}
                activeProps={{}}
              >
                <span>{one.title}</span>
                <small>{one.more}</small>
              </Link>
            ))}
          </section>
        ))}
      </nav>
      <Now key={chosen.key} item={chosen.key} waiting={waiting} onDone={onDone} />
    </div>
  );
}

function useLists(waiting: Waiting): { title: string; count: number; items: Item[] }[] {
  const { t, formats } = useWords();
  const { confirm, cases, expiring } = waiting;
  const lists = [
    {
      title: t('cases.toConfirm'),
      count: confirm.count,
      items: confirm.member.map(({ kind, id, of, ofName, scheme, what }) => ({
        key: `${kind}:${id}`,
        title: t(`cases.itemOf.${kind}`, { name: ofName ?? of }),
        more: `${scheme.toUpperCase()} · ${what}`,
      })),
    },
    {
      title: t('cases.toDecide'),
      count: cases.count,
      items: cases.member.map(({ case: id, by, byName, dueMs }) => ({
        key: `case:${id}`,
        title: t('cases.itemOf.case', { name: byName ?? by }),
        more: dueMs === null ? '' : t('cases.dueOn', { date: formats.date(dueMs) }),
      })),
    },
    {
      title: t('cases.ending'),
      count: expiring.count,
      items: expiring.member.map(({ certificate, holder, holderName, validUntilMs }) => ({
        key: `ending:${certificate}`,
        title: holderName ?? holder,
        more: t('certificates.until', { date: formats.date(validUntilMs) }),
      })),
    },
  ];
  return lists.filter(({ count }) => count > 0);
}

function Now({
  item,
  waiting,
  onDone,
}: {
  item: string;
  waiting: Waiting;
  onDone: (word: DecisionWord) => void;
}): ReactNode {
  const at = item.indexOf(':');
  const [kind, id] = [item.slice(0, at), item.slice(at + 1)];
  const ending = waiting.expiring.member.find(({ certificate }) => certificate === id);
  return (
    <section className="review-now">
      {kind === 'claim' && <ClaimItem id={id} onDone={onDone} />}
      {kind === 'certificate' && <PaperItem id={id} onDone={onDone} />}
      {kind === 'case' && <CaseItem id={id} onDone={onDone} />}
      {kind === 'ending' && ending !== undefined && <EndingItem ending={ending} />}
    </section>
  );
}

function Accreditations({ accreditations }: { accreditations: readonly OwnAccreditation[] }): ReactNode {
  const { t, formats } = useWords();
  const list = (words: readonly string[]): string =>
    words.includes('*') ? t('certificates.everything') : formats.list(words.map((word) => word));
  return (
    <Panel title={t('cases.accreditation')}>
      {accreditations.length === 0 && <p className="quiet">{t('cases.noAccreditation')}</p>}
      <div className="stack">
        {accreditations.map((one) => (
          <div className="two" key={one.accreditation}>
            <div className="stack">
              <div className="row">
                <b>{t(`certificates.role.${one.role}`)}</b>
                <StateBadge state={one.state} />
                {!one.counts && <Badge tone="bad">{t('cases.countsNot')}</Badge>}
              </div>
              <Facts
                facts={[
                  {
                    name: t('certificates.scheme'),
                    value: formats.list(one.schemes.map((code) => code.toUpperCase())),
                  },
                  { name: t('cases.countries'), value: list(one.countries) },
                  { name: t('certificates.processes'), value: list(one.processes) },
                  { name: t('certificates.validUntil'), value: formats.date(one.validUntilMs) },
                ]}
              />
            </div>
            <Steps steps={one.steps} />
          </div>
        ))}
      </div>
    </Panel>
  );
}

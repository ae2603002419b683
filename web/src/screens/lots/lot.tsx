// One lot as its party has it: what is left, what happened, what is claimed of it, and how others can check it.
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ownLotQuery, type StockLot, useOwnPlaces, useParty, usePartyNames } from '../../api/work.ts';
import { LinkButton } from '../../design/parts/button.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Empty, type Fact, Facts, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { shortName } from '../capture/label.ts';
import { Balance } from './balance.tsx';
import { Claims } from './claims.tsx';
import { History } from './history.tsx';
import { Label, pagePathOf } from './label.tsx';
import { kindIcons } from './lot-line.tsx';
import './lots.css';
import { StateBadge } from './state.tsx';

export function Lot(): ReactNode {
  const { t } = useWords();
  const party = useParty();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  if (party === null)
    return (
      <Page title={shortName(id)} icon="lots">
        <Empty icon="people">{t('today.noParty')}</Empty>
      </Page>
    );
  return <OwnLot party={party} id={id} />;
}

function OwnLot({ party, id }: { party: string; id: string }): ReactNode {
  const query = useQuery(ownLotQuery(party, id));
  const lot = query.data?.lot;
  return (
    <Page
      icon={kindIcons[lot?.kind ?? 'lot']}
      title={lot?.productName ?? shortName(id)}
      lead={<span className="mono">{shortName(id)}</span>}
      actions={<Actions id={id} lot={lot} />}
    >
      <Loaded query={query}>
        {({ lot: own, history }) => (
          <div className="two">
            <div className="stack">
              <Balance lot={own} />
              <History lot={own} history={history} />
            </div>
            <div className="stack">
              <About lot={own} party={party} />
              <Claims id={id} />
              <Certificates lot={own} />
              <Evidence id={id} />
              <Label id={id} />
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Actions({ id, lot }: { id: string; lot: StockLot | undefined }): ReactNode {
  const { t } = useWords();
  const page = pagePathOf(id);
  return (
    <>
      {page !== null && (
        <a className="button plain" href={page}>
          {t('lots.publicPage')}
        </a>
      )}
      <LinkButton to="/trace/$id" params={{ id }} kind="second" icon="trace">
        {t('lots.trace')}
      </LinkButton>
      {lot?.inStock && (
        <LinkButton to="/ship" search={{ lot: id }} icon="ship">
          {t('lots.ship')}
        </LinkButton>
      )}
    </>
  );
}

function About({ lot, party }: { lot: StockLot; party: string }): ReactNode {
  const { t, formats } = useWords();
  const name = usePartyNames();
  const places = useOwnPlaces(party).data;
  const { place, bornAtMs, cameAtMs, from, made } = lot;
  const facts: Fact[] = [
    { name: t('lots.number'), value: <span className="mono">{shortName(lot.id)}</span> },
    ...(place === null
      ? []
      : [{ name: t('lots.place'), value: places?.find(({ id }) => id === place)?.name ?? shortName(place) }]),
    ...(bornAtMs === null ? [] : [{ name: t('lots.born'), value: formats.date(bornAtMs) }]),
    ...(made ? [] : [{ name: t('lots.arrived'), value: formats.date(cameAtMs) }]),
    ...(from === null ? [] : [{ name: t('lots.received'), value: t('lots.from', { name: name(from) }) }]),
  ];
  return (
    <Panel title={t('lots.facts')}>
      <Facts facts={facts} />
    </Panel>
  );
}

function Certificates({ lot: { certificates } }: { lot: StockLot }): ReactNode {
  const { t } = useWords();
  return (
    <Panel title={t('lots.certificates')}>
      {certificates.length === 0 ? (
        <p className="quiet">{t('lots.certificatesNone')}</p>
      ) : (
        <ul className="list">
          {certificates.map(({ id, scheme, state }) => (
            <li key={id} className="row apart line-like">
              <span>
                {scheme.toUpperCase()} <span className="mono">{shortName(id)}</span>
              </span>
              <StateBadge state={state} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Evidence({ id }: { id: string }): ReactNode {
  const { t } = useWords();
  return (
    <Panel title={t('lots.evidence')}>
      <div className="stack">
        <p className="quiet">{t('lots.evidenceLead')}</p>
        <div>
          <a className="button second" href={`/evidence/${encodeURIComponent(id)}?level=country`} download>
            {t('lots.download')}
          </a>
        </div>
      </div>
    </Panel>
  );
}

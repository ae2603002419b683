// What a party sent, is sent, and what was ordered: newest first.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Said, type TradeSaid, tradesQuery, useParty, usePartyNames } from '../../api/work.ts';
import { Icon } from '../../design/icon.tsx';
import { LinkButton } from '../../design/parts/button.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Empty } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { TradeState } from './trade-state.tsx';

export function Trades(): ReactNode {
  const { t } = useWords();
  const party = useParty();
  const actions = (
    <LinkButton to="/ship" icon="ship">
      {t('trade.ship')}
    </LinkButton>
  );
  return (
    <Page icon="ship" title={t('trade.shipments')} lead={t('trade.shipmentsLead')} actions={actions}>
      {party === null ? <Empty icon="people">{t('today.noParty')}</Empty> : <All party={party} />}
    </Page>
  );
}

function All({ party }: { party: string }): ReactNode {
  const { t } = useWords();
  return (
    <Loaded query={useQuery(tradesQuery(party))}>
      {(trades) =>
        trades.length === 0 ? (
          <Empty icon="ship">{t('trade.none')}</Empty>
        ) : (
          <ul className="list">
            {trades.map((trade) => (
              <li key={trade.entry}>
                <TradeLine trade={trade} party={party} />
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function TradeLine({ trade, party }: { trade: Said<TradeSaid>; party: string }): ReactNode {
  const { t, formats } = useWords();
  const name = usePartyNames();
  const { stage, seller, buyer, at } = trade.claims;
  const isMine = seller === party;
  return (
    <Link to="/trades/$trade" params={{ trade: trade.claims.trade }} className="line">
      <Icon name={stage === 'shipment' ? (isMine ? 'ship' : 'receive') : 'log'} />
      <span className="what">
        {isMine ? t('trade.to', { name: name(buyer) }) : t('trade.from', { name: name(seller) })}
      </span>
      <TradeState state={trade.state} />
      <span className="more">
        {t(`trade.stage.${stage}`)} · {formats.date(Date.parse(at))}
      </span>
    </Link>
  );
}

// One trade: what was sent or ordered, where it stands, and what this party may say to it now.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import {
  type Said,
  type TradeSaid,
  tradeQuery,
  useParty,
  usePartyNames,
  useProductNames,
} from '../../api/work.ts';
import { fileName } from '../../design/file-name.ts';
import { Icon } from '../../design/icon.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Note, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { NoParty } from '../../shell/no-party.tsx';
import { shortName } from '../capture/label.ts';
import { Answers } from './answers.tsx';
import { amountOf } from './measure.ts';
import { Receive } from './receive.tsx';
import { Sent, type Spoken } from './sent.tsx';
import './trade.css';
import { TradeState } from './trade-state.tsx';

export function Trade(): ReactNode {
  const { t } = useWords();
  const party = useParty();
  const { trade = '' } = useParams({ strict: false }) as { trade?: string };
  if (party === null)
    return (
      <Page icon="ship" title={t('trade.shipments')}>
        <NoParty>{t('today.noParty')}</NoParty>
      </Page>
    );
  return <OneTrade key={trade} party={party} trade={trade} />;
}

function OneTrade({ party, trade }: { party: string; trade: string }): ReactNode {
  const { t, formats } = useWords();
  const name = usePartyNames();
  const query = useQuery(tradeQuery(trade));
  const [spoken, setSpoken] = useState<Spoken | null>(null);
  const said = query.data;
  const isMine = said?.claims.seller === party;
  const title =
    said === undefined
      ? t('trade.shipments')
      : isMine
        ? t('trade.to', { name: name(said.claims.buyer) })
        : t('trade.from', { name: name(said.claims.seller) });
  return (
    <Page
      icon={isMine ? 'ship' : 'receive'}
      title={title}
      lead={said && t('trade.leftOn', { date: formats.date(Date.parse(said.claims.at)) })}
      actions={said && <TradeState state={said.state} />}
    >
      <Loaded query={query}>
        {(one) => (
          <>
            {spoken === null ? (
              <Say trade={one} party={party} onSaid={setSpoken} />
            ) : (
              <Sent ids={spoken.ids} done={spoken.done} />
            )}
            <Lines trade={one} />
            <Papers trade={one} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** A shipment to this party that is not received yet is received here; every other word has a button. */
function Say({
  trade,
  party,
  onSaid,
}: {
  trade: Said<TradeSaid>;
  party: string;
  onSaid: (spoken: Spoken) => void;
}): ReactNode {
  const { stage, buyer } = trade.claims;
  const isOpen = trade.state === 'declared' || trade.state === 'acknowledged';
  if (stage === 'shipment' && buyer === party && isOpen)
    return <Receive trade={trade} party={party} onSaid={onSaid} />;
  return <Answers trade={trade} party={party} onSaid={onSaid} />;
}

function Lines({ trade: { claims } }: { trade: Said<TradeSaid> }): ReactNode {
  const { t } = useWords();
  const product = useProductNames();
  if (claims.lines === null) return <Note>{t('trade.noLines')}</Note>;
  return (
    <Panel title={t('trade.lines')}>
      <ul className="list trade-lines">
        {claims.lines.map((line) => (
          <li key={line.line}>
            <Icon name={line.lot === undefined ? 'product' : 'bale'} />
            <span>
              {product(line.lot ?? line.product ?? '')}{' '}
              <LotOf id={line.lot ?? line.product ?? ''} isLot={line.lot !== undefined} />
            </span>
            <Amount line={line} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Amount({ line }: { line: { quantity?: number; uom?: string } }): ReactNode {
  const { t, formats } = useWords();
  const amount = amountOf(line);
  return (
    <span className="amount">
      {amount === null ? t('lots.unknown') : formats.amount(amount.base, amount.dimension)}
    </span>
  );
}

function LotOf({ id, isLot }: { id: string; isLot: boolean }): ReactNode {
  if (!isLot) return <span className="mono">{shortName(id)}</span>;
  return (
    <Link to="/trace/$id" params={{ id }} className="mono">
      {shortName(id)}
    </Link>
  );
}

function Papers({ trade: { claims } }: { trade: Said<TradeSaid> }): ReactNode {
  const { t } = useWords();
  const documents = claims.documents ?? [];
  if (documents.length === 0 && claims.under === undefined) return null;
  return (
    <Panel title={t('trade.documents')}>
      <ul className="list">
        {claims.under !== undefined && (
          <li>
            <Link to="/trades/$trade" params={{ trade: claims.under }} className="line">
              <Icon name="log" />
              <span className="what">{t('trade.underOrder', { order: shortName(claims.under) })}</span>
            </Link>
          </li>
        )}
        {documents.map(({ digest, name }) => (
          <li key={digest}>
            <a href={`/documents/${digest}`} className="line" download>
              <Icon name="download" />
              <span className="what">{fileName(name, digest.slice(0, 12))}</span>
            </a>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

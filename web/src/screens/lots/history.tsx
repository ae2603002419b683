// What happened to a lot, in plain words. What was declared a mistake stays, crossed out.
import type { ReactNode } from 'react';
import { type LotEvent, type StockLot, useParty } from '../../api/work.ts';
import { Icon, type IconName } from '../../design/icon.tsx';
import { LinkButton } from '../../design/parts/button.tsx';
import { Badge, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';

const icons: Readonly<Record<LotEvent['act'], IconName>> = {
  made: 'run',
  drawn: 'merge',
  packed: 'pack',
  unpacked: 'split',
  emptied: 'split',
  received: 'receive',
  shipped: 'ship',
  seen: 'eye',
  error: 'correct',
};

export function History({ lot, history }: { lot: StockLot; history: readonly LotEvent[] }): ReactNode {
  const { t } = useWords();
  return (
    <Panel title={t('lots.history')}>
      <div className="stack">
        <p className="quiet">{t('lots.historyLead')}</p>
        <ol className="history">
          {history.map((event) => (
            <Happened
              key={`${event.entry} ${event.act} ${event.eventId}`}
              event={event}
              dimension={lot.dimension}
            />
          ))}
        </ol>
      </div>
    </Panel>
  );
}

function Happened({ event, dimension }: { event: LotEvent; dimension: string | null }): ReactNode {
  const { t, formats } = useWords();
  const { act, atMs, amount, isVoided, correctedBy } = event;
  return (
    <li className={isVoided ? 'voided' : ''}>
      <Icon name={icons[act]} />
      <span className="row">
        <b>
          {t(`lots.act.${act}`)} {amount !== null && formats.amount(amount, dimension)}
        </b>
        {isVoided && <Badge tone="bad">{t('lots.wrong')}</Badge>}
      </span>
      <span className="quiet amount">{formats.date(atMs)}</span>
      <span className="more">
        <Whence event={event} /> {correctedBy.length > 0 && t('lots.corrected')}
      </span>
    </li>
  );
}

function Whence({ event }: { event: LotEvent }): ReactNode {
  const { t, has, formats } = useWords();
  const own = useParty();
  const { party, partyName, placeName, country, entry, eventId, act, isVoided, process } = event;
  const who =
    party === null
      ? country === null
        ? t('lots.byOther')
        : t('lots.byOtherIn', { country: formats.country(country) })
      : (placeName ?? partyName ?? party);
  const mayCorrect = party === own && eventId !== null && !isVoided && act !== 'error';
  return (
    <span className="row">
      {process !== null && has(`capture.process.${process}`) && (
        <span>{t(`capture.process.${process}`)}</span>
      )}
      <span>{who}</span>
      <span>{t('lots.entry', { number: formats.number(entry) })}</span>
      {mayCorrect && (
        <LinkButton to="/capture/correct" search={{ event: eventId }} kind="plain" className="no-print">
          {t('lots.correct')}
        </LinkButton>
      )}
    </span>
  );
}

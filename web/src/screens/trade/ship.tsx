// Sending goods: what leaves, to whom, for which order, how much. Kept as a draft until it is sent.
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { ownLotQuery, useParty } from '../../api/work.ts';
import { Page } from '../../design/parts/page.tsx';
import { Busy, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { type Draft, useDraft } from '../../offline/draft.ts';
import { OtherTab } from '../../offline/other-tab.tsx';
import { NoParty } from '../../shell/no-party.tsx';
import { Pick } from './pick.tsx';
import { SendShipment } from './send-shipment.tsx';
import { Sent, type Spoken } from './sent.tsx';
import { emptyShipment, pickedLot, type ShipForm } from './ship-form.ts';
import './trade.css';
import { To } from './to.tsx';

export function Ship(): ReactNode {
  const { t } = useWords();
  const party = useParty();
  return (
    <Page icon="ship" title={t('trade.ship')} lead={t('trade.shipLead')}>
      {party === null ? <NoParty>{t('today.noParty')}</NoParty> : <ShipFrom key={party} party={party} />}
    </Page>
  );
}

function ShipFrom({ party }: { party: string }): ReactNode {
  const { t } = useWords();
  const draft = useDraft<ShipForm>(`ship:${party}`, emptyShipment);
  const [spoken, setSpoken] = useState<Spoken | null>(null);
  useAskedLot(party, draft);
  if (spoken !== null) return <Sent ids={spoken.ids} done={spoken.done} />;
  if (!draft.isReady) return <Busy />;
  const set = (change: Partial<ShipForm>): void => draft.set((now) => ({ ...now, ...change }));
  const said = (now: Spoken): void => {
    setSpoken(now);
    void draft.clear();
  };
  return (
    <div className="stack">
      <OtherTab draft={draft} />
      <div className="two">
        <Panel title={t('trade.whatLeaves')}>
          <Pick party={party} form={draft.value} set={set} />
        </Panel>
        <div className="stack">
          <Panel title={t('trade.toWhom')}>
            <To party={party} form={draft.value} set={set} />
          </Panel>
          <Panel title={t('trade.check')}>
            <SendShipment party={party} form={draft.value} draft={draft.mark} onSaid={said} />
          </Panel>
        </div>
      </div>
    </div>
  );
}

/** `?lot=`: somebody came from the page of a lot, which is picked already. */
function useAskedLot(party: string, { isReady, value, set }: Draft<ShipForm>): void {
  const { lot = '' } = useSearch({ strict: false }) as { lot?: string };
  const { data } = useQuery({ ...ownLotQuery(party, lot), enabled: lot !== '' });
  const [isTaken, setTaken] = useState(false);
  useEffect(() => {
    if (!isReady || data === undefined || isTaken) return;
    setTaken(true);
    if (!value.lots.some(({ id }) => id === lot))
      set((now) => ({ ...now, lots: [...now.lots, pickedLot(data.lot)] }));
  }, [isReady, data, isTaken, value, lot, set]);
}

// Receiving a shipment. The usual case is two taps; what is different is told line by line.
import { type ReactNode, useState } from 'react';
import { usePartyNames } from '../../api/work.ts';
import { Button } from '../../design/parts/button.tsx';
import { Dialog } from '../../design/parts/dialog.tsx';
import { useWords } from '../../language/words.tsx';
import { Difference } from './difference.tsx';
import { receiptOf } from './handover.ts';
import { momentNow, send } from './send.ts';
import { type Receiving, useArrivalPlace, useSentLines } from './receiving.ts';

export function Receive(props: Receiving): ReactNode {
  const { trade } = props;
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  const [isDifferent, setDifferent] = useState(false);
  if (isDifferent) return <Difference {...props} onBack={() => setDifferent(false)} />;
  return (
    <>
      <div className="trade-answers">
        <Button large icon="good" onClick={() => setAsking(true)}>
          {t('trade.allArrived')}
        </Button>
        <Button large kind="second" icon="scale" onClick={() => setDifferent(true)}>
          {t('trade.notAll')}
        </Button>
      </div>
      <Ask {...props} key={trade.entry} open={isAsking} onClose={() => setAsking(false)} />
    </>
  );
}

function Ask(props: Receiving & { open: boolean; onClose: () => void }): ReactNode {
  const { trade, party, open, onClose, onSaid } = props;
  const { t } = useWords();
  const name = usePartyNames();
  const lines = useSentLines(trade);
  const place = useArrivalPlace(trade, party);
  const [isSaying, setSaying] = useState(false);
  const confirm = async (): Promise<void> => {
    setSaying(true);
    const moment = await momentNow(Date.parse(trade.claims.at));
    const told = lines.filter(({ ownLot }) => ownLot !== null).map((line) => ({ ...line, differs: false }));
    const receipt = { trade: trade.claims.trade, place, arrived: lines, told, reason: '', photos: [] };
    const items = await send([{ party, what: 'receive', lines, handover: receiptOf(receipt, moment) }]);
    onSaid({ ids: items.map(({ id }) => id), done: t('trade.doneReceived') });
  };
  return (
    <Dialog open={open} title={t('trade.confirmTitle')} onClose={onClose}>
      <p>{t('trade.confirmText', { name: name(trade.claims.seller) })}</p>
      <div className="row">
        <Button icon="good" disabled={isSaying} onClick={() => void confirm()}>
          {t('trade.confirm')}
        </Button>
        <Button kind="second" onClick={onClose}>
          {t('trade.cancel')}
        </Button>
      </div>
    </Dialog>
  );
}

// What will be said, in one sentence, and the button that says it.
import { type ReactNode, useState } from 'react';
import { usePartyNames } from '../../api/work.ts';
import { Button } from '../../design/parts/button.tsx';
import { Note } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import type { DraftMark } from '../../offline/kept-draft.ts';
import type { Attachment } from '../../offline/queue/item.ts';
import { useAmounts } from '../lots/amount.ts';
import { type Line, shipmentOf } from './handover.ts';
import { momentNow, type Saying, send } from './send.ts';
import { type ShipForm, shippedLine, tolerancePpmOf } from './ship-form.ts';
import type { Spoken } from './sent.tsx';

export function SendShipment(props: {
  party: string;
  form: ShipForm;
  draft: DraftMark;
  onSaid: (spoken: Spoken) => void;
}): ReactNode {
  const { party, form, draft, onSaid } = props;
  const { t, language } = useWords();
  const name = usePartyNames();
  const amounts = useAmounts();
  const [isTried, setTried] = useState(false);
  const [isSaying, setSaying] = useState(false);
  const lines = form.lots.map((lot) => shippedLine(lot, language));
  const tolerancePpm = tolerancePpmOf(form, language);
  const hasBuyer = form.buyer !== '';
  const ready = lines.length > 0 && !lines.includes(null) && hasBuyer && tolerancePpm !== null;
  const sendIt = async (): Promise<void> => {
    setTried(true);
    if (!ready) return;
    setSaying(true);
    const items = await say(party, form, lines as Line[], tolerancePpm, draft).finally(() =>
      setSaying(false),
    );
    onSaid({ ids: items.map(({ id }) => id), done: t('trade.doneShipped', { name: name(form.buyer) }) });
  };
  return (
    <div className="stack">
      {lines.length > 0 && hasBuyer && (
        <p className="sum">
          {t('trade.summary', { amounts: amounts(sumsOf(lines)), name: name(form.buyer) })}
        </p>
      )}
      {isTried && lines.length === 0 && <Note tone="bad">{t('trade.pickFirst')}</Note>}
      {isTried && !hasBuyer && <Note tone="bad">{t('trade.chooseBuyer')}</Note>}
      <Button large icon="ship" disabled={isSaying} onClick={() => void sendIt()}>
        {t('trade.sendNow')}
      </Button>
    </div>
  );
}

function sumsOf(lines: readonly (Line | null)[]): { dimension: string; amount: number }[] {
  const sums = new Map<string, number>();
  for (const line of lines) {
    if (line === null || line.base === null || line.dimension === null) continue;
    sums.set(line.dimension, (sums.get(line.dimension) ?? 0) + line.base);
  }
  return [...sums].map(([dimension, amount]) => ({ dimension, amount }));
}

async function say(
  party: string,
  { buyer, order, place, papers }: ShipForm,
  lines: readonly Line[],
  tolerancePpm: number,
  draft: DraftMark,
): ReturnType<typeof send> {
  const moment = await momentNow();
  const shipment = shipmentOf(
    {
      ...{ trade: `urn:uuid:${crypto.randomUUID()}`, seller: party, buyer, place, tolerancePpm, lines },
      order: order === '' ? null : order,
      documents: papers.map(({ digest, name }) => ({ digest, name })),
    },
    moment,
  );
  const attachments = papers.map((paper): Attachment => ({ ...paper, upload: null, isSent: false }));
  return send([
    { party, what: 'ship', lines, handover: shipment, attachments, draft },
    ...papers.map(({ digest }): Saying => ({ party, what: 'share', lines: [], digest, reader: buyer })),
  ]);
}

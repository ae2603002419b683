// What arrived otherwise than it was sent: line by line, with the tolerance in words, a reason, and what shall be done about it.
import { type ReactNode, useState } from 'react';
import { Button } from '../../design/parts/button.tsx';
import { Choices, TextArea } from '../../design/parts/field.tsx';
import { Busy, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { useDraft } from '../../offline/draft.ts';
import type { DraftMark } from '../../offline/kept-draft.ts';
import { OtherTab } from '../../offline/other-tab.tsx';
import type { Attachment } from '../../offline/queue/item.ts';
import { shortName } from '../capture/label.ts';
import { ArrivedLine, type TypedLine } from './arrived-line.tsx';
import { answerOf, receiptOf } from './handover.ts';
import { typedBase } from './measure.ts';
import { type Paper, Papers } from './papers.tsx';
import { type Receiving, type SentLine, useArrivalPlace, useSentLines } from './receiving.ts';
import { momentNow, type Saying, send } from './send.ts';

interface Form {
  lines: Record<number, TypedLine>;
  reason: string;
  choice: 'accept' | 'dispute' | 'refuse';
  photos: Paper[];
}

const empty: Form = { lines: {}, reason: '', choice: 'accept', photos: [] };

export function Difference(props: Receiving & { onBack: () => void }): ReactNode {
  const { trade, party, onBack } = props;
  const { t } = useWords();
  const draft = useDraft<Form>(`receive:${party}:${trade.claims.trade}`, empty);
  const sent = useSentLines(trade);
  if (!draft.isReady) return <Busy />;
  const form = draft.value;
  const set = (change: Partial<Form>): void => draft.set((now) => ({ ...now, ...change }));
  const said: Receiving['onSaid'] = (spoken) => {
    void draft.clear();
    props.onSaid(spoken);
  };
  return (
    <Panel title={t('trade.differs')}>
      <div className="stack">
        <OtherTab draft={draft} />
        <ul className="list">
          {sent.map((line) => (
            <li key={line.line}>
              <ArrivedLine
                line={line}
                tolerancePpm={trade.claims.tolerancePpm}
                typed={form.lines[line.line] ?? {}}
                onType={(typed) => set({ lines: { ...form.lines, [line.line]: typed } })}
              />
            </li>
          ))}
        </ul>
        <Papers
          label={t('trade.photos')}
          papers={form.photos}
          onChange={(photos) => set({ photos: [...photos] })}
        />
        <Choices
          legend={t('trade.choice')}
          options={[
            { value: 'accept', text: t('trade.accept') },
            { value: 'dispute', text: t('trade.dispute'), more: t('trade.disputeMore') },
            { value: 'refuse', text: t('trade.refuse'), more: t('trade.refuseMore') },
          ]}
          chosen={[form.choice]}
          onChoose={([choice]) => set({ choice: (choice ?? 'accept') as Form['choice'] })}
        />
        <Finish
          {...props}
          onSaid={said}
          draft={draft.mark}
          form={form}
          sent={sent}
          set={set}
          onBack={onBack}
        />
      </div>
    </Panel>
  );
}

interface Finishing extends Receiving {
  draft: DraftMark;
  form: Form;
  sent: readonly SentLine[];
  set: (change: Partial<Form>) => void;
  onBack: () => void;
}

function Finish(props: Finishing): ReactNode {
  const { trade, party, form, sent, set, onBack, onSaid } = props;
  const { t, language } = useWords();
  const place = useArrivalPlace(trade, party);
  const [isTried, setTried] = useState(false);
  const [isSaying, setSaying] = useState(false);
  const arrived = arrivedLines(sent, form, party, language);
  const isReasonMissing = form.reason.trim() === '';
  const finish = async (): Promise<void> => {
    setTried(true);
    if (isReasonMissing || (arrived === null && form.choice !== 'refuse')) return;
    setSaying(true);
    const sayings = await sayingsOf(props, place, arrived ?? []);
    const items = await send(sayings).finally(() => setSaying(false));
    onSaid({ ids: items.map(({ id }) => id), done: t('trade.done') });
  };
  return (
    <>
      <TextArea
        label={t('trade.reason')}
        hint={t('trade.reasonHint')}
        value={form.reason}
        wrong={isTried && isReasonMissing ? t('trade.reasonNeeded') : undefined}
        onChange={(event) => set({ reason: event.target.value })}
      />
      <div className="row">
        <Button icon="good" disabled={isSaying} onClick={() => void finish()}>
          {t('trade.send')}
        </Button>
        <Button kind="second" onClick={onBack}>
          {t('trade.back')}
        </Button>
      </div>
    </>
  );
}

type Arrived = SentLine & { differs: boolean };

/** null where an amount cannot be read. */
function arrivedLines(
  sent: readonly SentLine[],
  { lines }: Form,
  party: string,
  language: string,
): Arrived[] | null {
  const read = sent.map((line) => {
    const { amount, ownLot } = lines[line.line] ?? {};
    const base = amount === undefined ? line.base : typedBase(amount, line.dimension, language);
    const named = ownLot === undefined ? line.ownLot : ownLotId(party, ownLot);
    return { ...line, base, ownLot: named, differs: base !== line.base };
  });
  const isUnread = read.some(({ line, base }) => base === null && lines[line]?.amount !== undefined);
  return isUnread ? null : read;
}

/** A number of the buyer's own, apart from those of every other party; what is an id already stays one. */
function ownLotId(party: string, typed: string): string | null {
  const text = typed.trim();
  if (text === '' || /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(text)) return text || null;
  return `urn:selvedge:lot:${shortName(party)}:${encodeURIComponent(text)}`;
}

async function sayingsOf(
  { trade, party, form, draft }: Finishing,
  place: string,
  arrived: readonly Arrived[],
): Promise<Saying[]> {
  const { claims } = trade;
  const moment = await momentNow(Date.parse(claims.at));
  const { choice, reason, photos } = form;
  const answer = { party, what: 'answer' as const, lines: [] };
  if (choice === 'refuse')
    return [{ ...answer, answer: answerOf(claims.trade, 'refuses', moment.atMs, reason), draft }];
  const told = arrived.filter(({ differs, ownLot }) => differs || ownLot !== null);
  const digests = photos.map(({ digest }) => digest);
  const receipt = { trade: claims.trade, place, arrived, told, reason, photos: digests };
  const attachments = photos.map((photo): Attachment => ({ ...photo, upload: null, isSent: false }));
  const dispute = answerOf(claims.trade, 'disputes', moment.atMs, reason, told);
  const handover = receiptOf(receipt, moment);
  return [
    { party, what: 'receive', lines: arrived, handover, attachments, draft },
    ...digests.map((digest): Saying => ({ party, what: 'share', lines: [], digest, reader: claims.seller })),
    ...(choice === 'dispute' ? [{ ...answer, answer: dispute }] : []),
  ];
}

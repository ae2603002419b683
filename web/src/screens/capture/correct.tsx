// A mistake is not rubbed out: it is declared, with its reason, and the right thing stands beside it.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useMe } from '../../api/me.ts';
import { Button } from '../../design/parts/button.tsx';
import { Choices } from '../../design/parts/field.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Badge, Empty, Note, Panel } from '../../design/parts/show.tsx';
import { Trouble } from '../../design/parts/trouble.tsx';
import { useWords } from '../../language/words.tsx';
import type { QueueItem, Told as ToldItem } from '../../offline/queue/item.ts';
import { enqueue } from '../../offline/queue/queue.ts';
import { sendSoon } from '../../offline/queue/use-queue.ts';
import { Told } from '../queue/told.tsx';
import './capture.css';
import { offsetAt } from './clock.ts';
import { errorEvent } from './event.ts';
import { shortName } from './label.ts';
import { kindOf, type Original, originalsIn } from './original.ts';
import { OriginalOf } from './original-of.tsx';
import { useOwnEvents } from './own-events.ts';
import { nowHere, wishesFor } from './save.ts';
import { Saved } from './saved.tsx';
import { useWorkshop, type Workshop } from './workshop.ts';

export function Correct(): ReactNode {
  const { t } = useWords();
  const { data: me } = useMe();
  const { workshop } = useWorkshop();
  const party = me?.active?.party ?? null;
  const events = useOwnEvents(party);
  const navigate = useNavigate();
  // Which one is in the address: the page of a lot leads here, and loaded again it is still this one.
  const { event } = useSearch({ strict: false }) as { event?: string };
  const choose = (now: string | undefined): Promise<void> =>
    navigate({ to: '/capture/correct' as '/', search: (now === undefined ? {} : { event: now }) as never });
  const [saved, setSaved] = useState<readonly QueueItem[]>();
  if (saved !== undefined) return <Saved items={saved} again={() => setSaved(undefined)} />;
  return (
    <Page icon="correct" title={t('capture.tile.correct')} lead={t('capture.correctLead')}>
      {event === undefined ? (
        <Loaded query={events}>
          {({ value }) => (
            <Recent
              originals={originalsIn(value)}
              workshop={workshop}
              onChoose={({ eventId }) => void choose(eventId)}
            />
          )}
        </Loaded>
      ) : (
        <OriginalOf party={party} eventId={event}>
          {(original) => (
            <One
              original={original}
              workshop={workshop}
              onBack={() => void choose(undefined)}
              onSaved={(items) => {
                void choose(undefined);
                setSaved(items);
              }}
            />
          )}
        </OriginalOf>
      )}
    </Page>
  );
}

function toldOf({ movement, process }: Original, workshop: Workshop | undefined, what: string): ToldItem {
  const named = (portions: typeof movement.drawn): ToldItem['inputs'] =>
    portions.map(({ lot, quantity }) => ({
      name: shortName(lot),
      base: quantity?.amount ?? null,
      dimension: quantity?.dimension ?? null,
    }));
  const place = workshop?.places.find(({ facility }) => facility === movement.place)?.name;
  const unit =
    movement.unit === undefined ? [] : [{ name: shortName(movement.unit), base: null, dimension: null }];
  return {
    what: what === 'run' ? (process ?? what) : what,
    place: place ?? (movement.place === undefined ? null : shortName(movement.place)),
    inputs: named([...movement.drawn, ...movement.packed]),
    outputs: [...named(movement.produced), ...unit],
  };
}

/** What no form here makes, but comes near to one of them. */
const nearest: Readonly<Record<string, string>> = {
  commissioning: 'run',
  creating_class_instance: 'run',
  packing: 'pack',
  unpacking: 'unpack',
};

function whatOf(original: Original): string {
  const step = original.movement.step ?? 'other';
  return kindOf(original) ?? nearest[step] ?? step;
}

function Recent(props: {
  originals: readonly Original[];
  workshop: Workshop | undefined;
  onChoose: (original: Original) => void;
}): ReactNode {
  const { t, formats } = useWords();
  const { originals, workshop, onChoose } = props;
  if (originals.length === 0) return <Empty icon="record">{t('capture.nothingRecorded')}</Empty>;
  return (
    <ul className="list">
      {originals.slice(0, 100).map((original) => (
        <li key={original.eventId}>
          <button type="button" className="pick" onClick={() => onChoose(original)}>
            <Told told={toldOf(original, workshop, whatOf(original))} />
            <span className="amount">
              {original.declared === null ? (
                formats.moment(original.movement.eventTimeMs)
              ) : (
                <Badge tone="warn">{t('capture.declared')}</Badge>
              )}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function One(props: {
  original: Original;
  workshop: Workshop | undefined;
  onBack: () => void;
  onSaved: (items: readonly QueueItem[]) => void;
}): ReactNode {
  const { t } = useWords();
  const { original, workshop, onBack, onSaved } = props;
  const navigate = useNavigate();
  const kind = kindOf(original);
  const [reason, setReason] = useState<string>();
  const [fault, setFault] = useState<unknown>();
  const isFormed = kind !== undefined && workshop !== undefined;
  const go = async (): Promise<void> => {
    if (reason === 'incorrect_data' && isFormed)
      return navigate({ to: `/capture/${kind}` as '/', search: { corrects: original.eventId } as never });
    await declare(original, workshop!).then(onSaved, setFault);
  };
  return (
    <div className="stack">
      <Panel title={t('capture.whatWasSaid')}>
        <div className="stack">
          <Told told={toldOf(original, workshop, whatOf(original))} />
          <History original={original} />
        </div>
      </Panel>
      {original.declared === null && workshop !== undefined && (
        <Panel title={t('capture.whatIsWrong')}>
          <div className="stack">
            <Choices
              legend={t('capture.reason')}
              options={[
                ...(isFormed ? [{ value: 'incorrect_data', text: t('capture.reasonWrong') }] : []),
                { value: 'did_not_occur', text: t('capture.reasonNever') },
              ]}
              chosen={reason === undefined ? [] : [reason]}
              onChoose={([value]) => setReason(value)}
            />
            {fault !== undefined && <Trouble fault={fault} />}
            {reason === 'did_not_occur' && (
              <Note tone="warn">
                <p>{t('capture.declareMore')}</p>
              </Note>
            )}
          </div>
        </Panel>
      )}
      <div className="row">
        {original.declared === null && (
          <Button icon="correct" disabled={reason === undefined} onClick={() => void go()}>
            {t(reason === 'incorrect_data' ? 'capture.sayRight' : 'capture.declare')}
          </Button>
        )}
        <Button kind="second" onClick={onBack}>
          {t('capture.back')}
        </Button>
      </div>
    </div>
  );
}

/** What became of it, in the order in which it was said. */
function History({ original }: { original: Original }): ReactNode {
  const { t, has, formats } = useWords();
  const { movement, recordedAtMs, entry, declared } = original;
  const reason = has(`capture.reasonName.${declared?.reason}`)
    ? t(`capture.reasonName.${declared?.reason}`)
    : '';
  return (
    <ol className="stack">
      <li>{t('capture.history.happened', { moment: formats.moment(movement.eventTimeMs) })}</li>
      <li>{t('capture.history.recorded', { moment: formats.moment(recordedAtMs), entry })}</li>
      {declared !== null && (
        <li>{t('capture.history.declared', { moment: formats.moment(declared.atMs), reason })}</li>
      )}
      {declared !== null && declared.corrective.length > 0 && <li>{t('capture.history.replaced')}</li>}
    </ol>
  );
}

/** It never happened: nothing takes its place. */
async function declare(original: Original, workshop: Workshop): Promise<QueueItem[]> {
  const nowMs = await nowHere();
  const event = errorEvent(original.event, 'did_not_occur', nowMs, offsetAt(nowMs), []);
  const wishes = await wishesFor(workshop, [event], nowMs, {
    told: toldOf(original, workshop, 'correction'),
  });
  const items = await enqueue(wishes);
  sendSoon();
  return items;
}

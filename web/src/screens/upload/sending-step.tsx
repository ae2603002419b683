// Sends what is ready, in documents of at most 64 events. Closed in the middle, it goes on when it is opened again.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../../design/parts/button.tsx';
import { Bar, Note, Panel } from '../../design/parts/show.tsx';
import { Trouble } from '../../design/parts/trouble.tsx';
import { useWords } from '../../language/words.tsx';
import { useOnline } from '../../offline/offline-word.tsx';
import { noteSent, rememberMatches } from './history/history.ts';
import { foldedId } from './columns/fold.ts';
import { kinds } from './kind/kinds.ts';
import { knownChanged } from './node/known.ts';
import { sendParcels } from './node/send.ts';
import type { Parcel } from './event/event.ts';
import type { RowView } from './row/list.ts';
import type { StepProps } from './upload.tsx';
import { useRows } from './use-rows.ts';

export function SendingStep(props: StepProps): ReactNode {
  const { upload, change } = props;
  const { t } = useWords();
  const { views } = useRows(props);
  const [isPaused, setPaused] = useState(false);
  const isOnline = useOnline();
  const trouble = useSending(props, views, isPaused || !isOnline);
  const wanted = new Set(upload.sending);
  const lines = views.filter(({ parcel }) => parcel !== null && wanted.has(parcel.id));
  const all = lines.length;
  const done = lines.filter(({ state }) => state === 'sent').length;
  const said = t('upload.progress', { done, all });
  const goOn = (): void => change((now) => ({ ...now, rows: [...now.rows] }));
  return (
    <Panel title={t('upload.sendingTitle')} aside={<span className="quiet">{upload.file?.name}</span>}>
      <div className="stack">
        <Bar share={all === 0 ? 0 : done / all} label={said} />
        <p role="status">{said}</p>
        {trouble !== null && <Trouble fault={trouble} onRetry={goOn} />}
        <Note>
          <p>{t('upload.sendingMore')}</p>
        </Note>
        <div className="row">
          <Button kind="second" onClick={() => setPaused(!isPaused)}>
            {t(isPaused ? 'upload.resume' : 'upload.stop')}
          </Button>
          {isPaused && (
            <Button kind="plain" onClick={() => change({ stage: 'rows' })}>
              {t('upload.goOnRows')}
            </Button>
          )}
        </div>
      </div>
    </Panel>
  );
}

/** Runs while nothing holds it up; what stopped it, if anything did. */
function useSending(props: StepProps, views: readonly RowView[], isHeld: boolean): unknown {
  const client = useQueryClient();
  const [trouble, setTrouble] = useState<unknown>(null);
  const running = useRef<AbortController | null>(null);
  const latest = useRef({ props, views });
  latest.current = { props, views };
  const { rows } = props.upload;
  useEffect(() => {
    if (isHeld || rows.length === 0) return;
    const stop = new AbortController();
    running.current = stop;
    setTrouble(null);
    sendAll(latest.current.props, parcelsOf(latest.current.props.upload, latest.current.views), stop.signal)
      .then(async () => {
        if (stop.signal.aborted) return;
        await knownChanged(client);
        latest.current.props.change({ stage: 'done' });
      })
      .catch((fault: unknown) => {
        if (!stop.signal.aborted) setTrouble(fault);
      });
    return () => stop.abort();
  }, [isHeld, rows, client]);
  return trouble;
}

/** Those that somebody has sent and that the node has not answered for. */
function parcelsOf({ sending, sent }: StepProps['upload'], views: readonly RowView[]): Parcel[] {
  const wanted = new Set(sending.filter((id) => !(id in sent)));
  return [
    ...new Set(views.flatMap(({ parcel }) => (parcel !== null && wanted.has(parcel.id) ? [parcel] : []))),
  ];
}

const settleMs = 500;

async function sendAll(
  { party, upload, change }: StepProps,
  parcels: readonly Parcel[],
  signal: AbortSignal,
): Promise<void> {
  // A draft is written a moment after its last change: that this list is being sent is on the device before the first of it goes.
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  if (signal.aborted) return;
  const kind = kinds[upload.kind];
  const past = {
    id: upload.id,
    fileName: upload.file?.name ?? '',
    kind: upload.kind,
    atMs: upload.openedAtMs,
    rows: 0,
  };
  if (kind.becomes === 'matches') {
    const matches = parcels.flatMap(({ body }) => [
      { sort: 'lot' as const, text: String(body['theirLot']), id: String(body['ownLot']) },
    ]);
    await rememberMatches(
      party,
      matches.filter(({ text }) => foldedId(text) !== ''),
    );
    await noteSent(
      party,
      past,
      parcels.map(({ id, body, lines }) => ({ id, event: body, lines, entry: null })),
    );
    change((now) => ({
      ...now,
      sent: { ...now.sent, ...Object.fromEntries(parcels.map(({ id }) => [id, null])) },
    }));
    return;
  }
  await sendParcels(parcels, {
    ...{ party, kind, signal },
    onAnswer: async (sent) => {
      await noteSent(
        party,
        past,
        sent.map(({ parcel: { id, body, lines }, entry }) => ({ id, event: body, lines, entry })),
      );
      const told = Object.fromEntries(sent.map(({ parcel, entry }) => [parcel.id, entry]));
      change((now) => ({ ...now, sent: { ...now.sent, ...told } }));
    },
  });
}

// What was uploaded from this device, and taking it back.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Problem } from '../../api/call.ts';
import { Button } from '../../design/parts/button.tsx';
import { Dialog } from '../../design/parts/dialog.tsx';
import { Bar, Panel } from '../../design/parts/show.tsx';
import { Trouble } from '../../design/parts/trouble.tsx';
import { useWords } from '../../language/words.tsx';
import { takenBack } from './event/event.ts';
import { noteUndone, type PastUpload, pastUploads, sentEvents } from './history/history.ts';
import { kinds } from './kind/kinds.ts';
import { knownChanged } from './node/known.ts';
import { sendParcels } from './node/send.ts';

export function History({ party }: { party: string }): ReactNode {
  const { t } = useWords();
  const { data } = useQuery({
    queryKey: ['upload', 'history', party],
    queryFn: () => pastUploads(party),
    staleTime: 0,
  });
  return (
    <Panel title={t('upload.history')}>
      {data === undefined || data.length === 0 ? (
        <p className="quiet">{t('upload.historyEmpty')}</p>
      ) : (
        <ul className="list">
          {data.map((past) => (
            <PastLine key={past.id} past={past} party={party} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function PastLine({ past, party }: { past: PastUpload; party: string }): ReactNode {
  const { t, formats } = useWords();
  const [isAsking, setAsking] = useState(false);
  const { fileName, kind, atMs, rows, events, undoneAtMs, firstEntry, lastEntry } = past;
  const said = { kind: t(`upload.kind.${kind}`), when: formats.moment(atMs), count: rows };
  const canUndo = events > 0 && kinds[kind].becomes === 'events' && undoneAtMs === null;
  return (
    <li className="upload-past">
      <div>
        <b>{fileName}</b>
        <p className="quiet">{t('upload.historyLine', said)}</p>
        {firstEntry !== null && lastEntry !== null && (
          <p className="quiet">{t('upload.entries', { first: firstEntry, last: lastEntry })}</p>
        )}
        {undoneAtMs !== null && <p>{t('upload.undone', { when: formats.moment(undoneAtMs) })}</p>}
      </div>
      {canUndo && (
        <Button kind="second" icon="recall" onClick={() => setAsking(true)}>
          {t('upload.undo')}
        </Button>
      )}
      <Dialog open={isAsking} title={t('upload.undoAsk')} onClose={() => setAsking(false)}>
        <Undo past={past} party={party} onClose={() => setAsking(false)} />
      </Dialog>
    </li>
  );
}

/** An error declaration for each event: one that is declared already says nothing new, so that it can be begun again at any time. */
function Undo({ past, party, onClose }: { past: PastUpload; party: string; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const [done, setDone] = useState<number | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const undo = async (): Promise<void> => {
    setFault(null);
    setDone(0);
    try {
      const nowMs = Date.now();
      // The last first: what was used up is there again before what it came from is taken back.
      const sent = (await sentEvents(past.id)).reverse();
      const parcels = sent.map(({ event, lines }) => ({
        id: String(event['eventID']),
        lines,
        body: takenBack(event, nowMs),
      }));
      await sendParcels(parcels, {
        ...{ party, kind: kinds[past.kind], signal: new AbortController().signal },
        onAnswer: async (taken, refused) => {
          const first = [...refused.values()][0]?.[0];
          if (first !== undefined) throw new Problem(422, [first]);
          setDone((count) => (count ?? 0) + taken.length);
        },
      });
      await noteUndone(party, past.id, Date.now());
      await Promise.all([
        client.invalidateQueries({ queryKey: ['upload', 'history', party] }),
        knownChanged(client),
      ]);
      onClose();
    } catch (problem) {
      setFault(problem);
      setDone(null);
    }
  };
  const said = t('upload.undoing', { done: done ?? 0, all: past.events });
  return (
    <>
      <p>{t('upload.undoMore', { name: past.fileName, count: past.events })}</p>
      {done !== null && (
        <>
          <Bar share={done / Math.max(1, past.events)} label={said} />
          <p role="status">{said}</p>
        </>
      )}
      {fault !== null && <Trouble fault={fault} />}
      <div className="row">
        <Button kind="danger" disabled={done !== null} onClick={() => void undo()}>
          {t('upload.undoYes')}
        </Button>
        <Button kind="second" disabled={done !== null} onClick={onClose}>
          {t('upload.keep')}
        </Button>
      </div>
    </>
  );
}

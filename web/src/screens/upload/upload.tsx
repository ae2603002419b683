// Upload a list: choose, say what the columns are, look at each line, send. Every step is kept on this device.
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useMe } from '../../api/me.ts';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Busy } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { type Draft, useDraft } from '../../offline/draft.ts';
import { OtherTab } from '../../offline/other-tab.tsx';
import { NoParty } from '../../shell/no-party.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { DoneStep } from './done-step.tsx';
import { sentEvents } from './history/history.ts';
import type { Known } from './known/known.ts';
import { knownQuery } from './node/known.ts';
import { RowsStep } from './rows-step.tsx';
import { SendingStep } from './sending-step.tsx';
import { StartStep } from './start-step.tsx';
import { noUpload, type Upload as UploadState } from './state/upload.ts';
import './upload.css';

/** What every step is given. */
export interface StepProps {
  readonly party: string;
  readonly known: Known;
  readonly upload: UploadState;
  readonly change: (change: Partial<UploadState> | ((now: UploadState) => UploadState)) => void;
  /** Begins anew. */
  readonly drop: () => Promise<void>;
}

export function Upload(): ReactNode {
  const { t } = useWords();
  const { data: me } = useMe();
  if (me === undefined) return <Busy />;
  const party = me.active?.party;
  return (
    <Page icon="upload" title={t('upload.title')} lead={t('upload.lead')}>
      {party === undefined || party === null ? (
        <NoParty>{t('upload.noParty')}</NoParty>
      ) : (
        <UploadFor key={party} party={party} />
      )}
    </Page>
  );
}

function UploadFor({ party }: { party: string }): ReactNode {
  const draft = useDraft<UploadState>(`upload:${party}`, noUpload);
  const known: UseQueryResult<Known> = useQuery(knownQuery(party, useMe().data?.active?.sites ?? null));
  const isCaughtUp = useCatchUp(draft);
  if (!draft.isReady || !isCaughtUp) return <Busy />;
  return (
    <>
      <OtherTab draft={draft} />
      <Loaded query={known}>{(value) => <Step party={party} known={value} draft={draft} />}</Loaded>
    </>
  );
}

/** What the node took in the last moment before the browser ended is in the history, if not in the draft. */
function useCatchUp({ isReady, value, set }: Draft<UploadState>): boolean {
  const [isDone, setDone] = useState(false);
  const { id } = value;
  useEffect(() => {
    if (!isReady || isDone) return;
    void sentEvents(id).then((events) => {
      const told = Object.fromEntries(events.map((one) => [one.id, one.entry]));
      if (events.length > 0) set((now) => ({ ...now, sent: { ...now.sent, ...told } }));
      setDone(true);
    });
  }, [isReady, isDone, id, set]);
  return isDone;
}

const steps: Readonly<Record<UploadState['stage'], (props: StepProps) => ReactNode>> = {
  start: StartStep,
  columns: ColumnsStep,
  rows: RowsStep,
  sending: SendingStep,
  done: DoneStep,
};

function Step({
  party,
  known,
  draft,
}: {
  party: string;
  known: Known;
  draft: Draft<UploadState>;
}): ReactNode {
  const { value: upload, set, clear } = draft;
  const Shown = steps[upload.stage];
  const change: StepProps['change'] = (with_) =>
    set(typeof with_ === 'function' ? with_ : (now) => ({ ...now, ...with_ }));
  return <Shown key={upload.stage} {...{ party, known, upload, change, drop: clear }} />;
}

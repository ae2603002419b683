// One form for all that happens to goods in a place: what went in, what came out, a look at it all, saved.
import { useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { IconName } from '../../design/icon.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Busy, Note } from '../../design/parts/show.tsx';
import { Trouble } from '../../design/parts/trouble.tsx';
import { useWords } from '../../language/words.tsx';
import { useDraft } from '../../offline/draft.ts';
import { OtherTab } from '../../offline/other-tab.tsx';
import type { QueueItem } from '../../offline/queue/item.ts';
import './capture.css';
import { emptyForm, type Kind, type RecordForm } from './form.ts';
import { Form, type Opening } from './filling.tsx';
import { NoParty } from '../../shell/no-party.tsx';
import { useRemembered } from './remembered.ts';
import { Saved } from './saved.tsx';
import { useWorkshop } from './workshop.ts';

// Reads whole events, which a new form does not.
const Correcting = lazy(async () => ({ default: (await import('./correcting.tsx')).Correcting }));

export const Run = (): ReactNode => <Record key="run" kind="run" icon="run" />;
export const Harvest = (): ReactNode => <Record key="harvest" kind="harvest" icon="field" />;
export const Split = (): ReactNode => <Record key="split" kind="split" icon="split" />;
export const Merge = (): ReactNode => <Record key="merge" kind="merge" icon="merge" />;
export const Pack = (): ReactNode => <Record key="pack" kind="pack" icon="pack" />;
export const Unpack = (): ReactNode => <Record key="unpack" kind="unpack" icon="receive" />;

function Record({ kind, icon }: { kind: Kind; icon: IconName }): ReactNode {
  const { t } = useWords();
  const { me, party, workshop, fault, retry } = useWorkshop();
  const remembered = useRemembered(party);
  const [saved, setSaved] = useState<readonly QueueItem[]>();
  const title = t(`capture.tile.${kind}`);
  if (me !== undefined && party === null)
    return (
      <Page icon={icon} title={title}>
        <NoParty>{t('capture.noParty')}</NoParty>
      </Page>
    );
  if (saved !== undefined) return <Saved items={saved} again={() => setSaved(undefined)} />;
  return (
    <Page icon={icon} title={title}>
      {fault !== undefined && <Trouble fault={fault} onRetry={retry} />}
      {workshop === undefined || remembered === undefined ? (
        fault === undefined && <Busy />
      ) : (
        <Opened {...{ kind, workshop, remembered }} onSaved={setSaved} />
      )}
    </Page>
  );
}

function Opened(opening: Opening): ReactNode {
  const { corrects } = useSearch({ strict: false }) as { corrects?: string };
  if (corrects === undefined) return <Drafted {...opening} />;
  return (
    <Suspense fallback={<Busy />}>
      <Correcting opening={opening} eventId={corrects}>
        {(begun) => <Drafted {...begun} />}
      </Correcting>
    </Suspense>
  );
}

function Drafted(opening: Opening): ReactNode {
  const { t, formats } = useWords();
  const { kind, workshop, corrects, begun = emptyForm } = opening;
  const key = `capture:${kind}:${workshop.party}${corrects === undefined ? '' : `:${corrects.eventId}`}`;
  const draft = useDraft<RecordForm>(key, begun);
  if (!draft.isReady) return <Busy />;
  return (
    <>
      {workshop.asOfMs !== null && (
        <Note tone="info">
          <p>{t('capture.asOf', { ago: formats.ago(workshop.asOfMs, Date.now()) })}</p>
        </Note>
      )}
      <OtherTab draft={draft} />
      <Form {...opening} draft={draft} draftKey={key} />
    </>
  );
}

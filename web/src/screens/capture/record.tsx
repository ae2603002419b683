// One form for all that happens to goods in a place: what went in, what came out, a look at it all, saved.
import { useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { IconName } from '../../design/icon.tsx';
import { Button } from '../../design/parts/button.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Busy, Note } from '../../design/parts/show.tsx';
import { Trouble } from '../../design/parts/trouble.tsx';
import { useWords } from '../../language/words.tsx';
import { type Draft, useDraft } from '../../offline/draft.ts';
import type { QueueItem } from '../../offline/queue/item.ts';
import './capture.css';
import { emptyForm, type Kind, type RecordForm } from './form.ts';
import { Form, type Opening } from './filling.tsx';
import { NotFound } from '../../shell/not-found.tsx';
import { typedAmount } from './amount.ts';
import { wallText } from './clock.ts';
import { useOwnEvents } from './own-events.ts';
import { formOf, givenBack, originalsIn } from './original.ts';
import { storedNow } from './stock.ts';
import { useRemembered } from './remembered.ts';
import { Saved } from './saved.tsx';
import { useWorkshop } from './workshop.ts';

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
        <Note tone="warn">
          <p>{t('capture.noParty')}</p>
        </Note>
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
  return corrects === undefined ? <Drafted {...opening} /> : <Correcting {...opening} eventId={corrects} />;
}

/** Begins with what was said wrongly, and with the stores as they are without it. */
function Correcting({ eventId, ...opening }: Opening & { eventId: string }): ReactNode {
  const { language } = useWords();
  const events = useOwnEvents(opening.workshop.party);
  return (
    <Loaded query={events}>
      {({ value }) => {
        const corrects = originalsIn(value).find((one) => one.eventId === eventId);
        if (corrects === undefined) return <NotFound />;
        const begun = formOf(corrects, (base, dimension) => typedAmount(base, dimension, language), wallText);
        const back = storedNow(opening.workshop.stored, [{ atMs: Date.now(), effect: givenBack(corrects) }]);
        return (
          <Drafted
            {...opening}
            workshop={{ ...opening.workshop, stored: back }}
            begun={begun}
            corrects={corrects}
          />
        );
      }}
    </Loaded>
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
      <OtherDraft draft={draft} />
      <Form {...opening} draft={draft} draftKey={key} />
    </>
  );
}

/** Another tab has typed something else into the same form. */
function OtherDraft({ draft }: { draft: Draft<RecordForm> }): ReactNode {
  const { t, formats } = useWords();
  if (draft.other === null) return null;
  return (
    <Note tone="warn" live>
      <p>{t('capture.otherDraft', { ago: formats.ago(draft.other.atMs, Date.now()) })}</p>
      <div className="row">
        <Button kind="second" onClick={() => draft.take('mine')}>
          {t('capture.keepMine')}
        </Button>
        <Button kind="second" onClick={() => draft.take('other')}>
          {t('capture.takeOther')}
        </Button>
      </div>
    </Note>
  );
}

// What can be taken away: a report on paper, evidence for a stranger, rows, places, pictures.
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { call } from '../../api/call.ts';
import type { FlowAnswer } from '../../api/flow.ts';
import { Icon, type IconName } from '../../design/icon.tsx';
import { Trouble } from '../../design/parts/trouble.tsx';
import { useWords } from '../../language/words.tsx';
import { csvFile, download, fileName, geoJsonOf, linksCsv, placesCsv } from './files.ts';
import { boxesAStage, type Merged, merged } from './merge.ts';
import { lotName } from './name.ts';
import { OffPage, type Pictures } from './off-page.tsx';
import { pngOf } from './picture.ts';
import { useLooking } from './view.ts';
import { useFlowWords } from './words.ts';

interface Exported {
  answer: FlowAnswer;
  flow: Merged;
  title: string;
}

interface Choice {
  readonly text: string;
  readonly icon: IconName;
  readonly make: () => Promise<void>;
}

export function ExportMenu(props: Exported): ReactNode {
  const { t } = useWords();
  const menu = useRef<HTMLDetailsElement>(null);
  const [fault, setFault] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const [offPage, pictures] = usePictures(props.title);
  const choices = useChoices(props, pictures);
  const run = async (make: Choice['make']): Promise<void> => {
    setFault(undefined);
    setBusy(true);
    try {
      await make();
      if (menu.current !== null) menu.current.open = false;
    } catch (refused) {
      setFault(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <details className="flow-menu" ref={menu}>
      <summary className="button second">
        <Icon name="download" />
        {t('trace.export')}
      </summary>
      <div className="flow-choices">
        {choices.map(({ text, icon, make }) => (
          <button
            type="button"
            key={text}
            className="flow-choice"
            disabled={isBusy}
            onClick={() => void run(make)}
          >
            <Icon name={icon} />
            {text}
          </button>
        ))}
        <span role="status" className={isBusy ? 'busy' : ''}>
          {isBusy ? t('trace.export.making') : ''}
        </span>
        {fault !== undefined && <Trouble fault={fault} />}
      </div>
      {offPage}
    </details>
  );
}

/** Drawing and map are set anew, off the page, when somebody takes them away. */
function usePictures(title: string): [ReactNode, (flow: Merged) => Promise<Pictures>] {
  const [wish, setWish] = useState<{ flow: Merged; ready: (pictures: Pictures) => void } | undefined>();
  const onReady = useCallback(
    (pictures: Pictures) => {
      setWish(undefined);
      wish?.ready(pictures);
    },
    [wish],
  );
  return [
    wish !== undefined && <OffPage {...{ flow: wish.flow, title, onReady }} />,
    (flow) => new Promise((ready) => setWish({ flow, ready })),
  ];
}

function useChoices(exported: Exported, pictures: (flow: Merged) => Promise<Pictures>): Choice[] {
  const { answer, flow, title } = exported;
  const words = useWords();
  const flowWords = useFlowWords();
  const { view } = useLooking();
  const { t } = words;
  const { id } = answer.question;
  const save = (what: string, ending: string, content: Blob): void =>
    download(fileName(what, lotName(id), ending), content);
  const report = async (): Promise<Blob> => {
    // The setter of pages and the reader of the log's head are fetched by whoever wants a report.
    const { reportOf } = await import('./report.ts');
    const beside = { view, title, words, flowWords, address: location.href, nowMs: Date.now() };
    // On paper the drawing is the overview, whatever stages are open: the table has every place.
    const overview = merged(answer, { most: boxesAStage, open: [], kept: [] });
    return reportOf({ answer, pictures: await pictures(overview), ...beside });
  };
  const svg = async (): Promise<string> => (await pictures(flow)).drawing;
  const choice = (text: string, icon: IconName, make: Choice['make']): Choice => ({ text, icon, make });
  return [
    choice(t('trace.export.pdf'), 'log', async () => save('report', 'pdf', await report())),
    choice(t('trace.export.evidence'), 'verify', async () => save('evidence', 'json', await evidenceOf(id))),
    choice(t('trace.export.places'), 'queue', async () =>
      save('places', 'csv', csvFile(placesCsv(answer.nodes))),
    ),
    choice(t('trace.export.links'), 'queue', async () =>
      save('links', 'csv', csvFile(linksCsv(answer.nodes, answer.edges))),
    ),
    choice(t('trace.export.map'), 'place', async () =>
      save('places', 'geojson', new Blob([geoJsonOf(answer.nodes)], { type: 'application/geo+json' })),
    ),
    choice(t('trace.export.svg'), 'photo', async () =>
      save('trace', 'svg', new Blob([await svg()], { type: 'image/svg+xml' })),
    ),
    choice(t('trace.export.png'), 'photo', async () => save('trace', 'png', await pngOf(await svg()))),
    choice(t('trace.export.print'), 'print', async () => print()),
  ];
}

async function evidenceOf(id: string): Promise<Blob> {
  return (await call('GET', `/evidence/${encodeURIComponent(id)}`)).blob();
}

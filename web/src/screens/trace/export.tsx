// What can be taken away: evidence for a stranger, rows, places, pictures, paper.
import { type ReactNode, useRef, useState } from 'react';
import { call } from '../../api/call.ts';
import type { FlowAnswer } from '../../api/flow.ts';
import { Icon, type IconName } from '../../design/icon.tsx';
import { Trouble } from '../../design/parts/trouble.tsx';
import { useWords } from '../../language/words.tsx';
import { download, fileName, geoJsonOf, linksCsv, placesCsv } from './files.ts';
import { pngOf, svgOf } from './picture.ts';
import { lotName } from './words.ts';

export function ExportMenu({ answer, title }: { answer: FlowAnswer; title: string }): ReactNode {
  const { t } = useWords();
  const menu = useRef<HTMLDetailsElement>(null);
  const [fault, setFault] = useState<unknown>();
  const { id } = answer.question;
  const name = (what: string, ending: string): string => fileName(what, lotName(id), ending);
  const save = (what: string, ending: string, type: string, text: string): void =>
    download(name(what, ending), new Blob([text], { type }));
  const drawing = (): SVGSVGElement | null => document.querySelector<SVGSVGElement>('#flow-drawing');
  const choices: [string, IconName, () => void | Promise<void>][] = [
    [
      t('trace.export.evidence'),
      'verify',
      async () => download(name('evidence', 'json'), await evidenceOf(id)),
    ],
    [t('trace.export.places'), 'queue', () => save('places', 'csv', 'text/csv', placesCsv(answer.nodes))],
    [
      t('trace.export.links'),
      'queue',
      () => save('links', 'csv', 'text/csv', linksCsv(answer.nodes, answer.edges)),
    ],
    [
      t('trace.export.map'),
      'place',
      () => save('places', 'geojson', 'application/geo+json', geoJsonOf(answer.nodes)),
    ],
    [t('trace.export.svg'), 'photo', () => save('trace', 'svg', 'image/svg+xml', svgOf(drawing()!, title))],
    [
      t('trace.export.png'),
      'photo',
      async () =>
        download(name('trace', 'png'), await pngOf(svgOf(drawing()!, title), drawing()!.viewBox.baseVal)),
    ],
    [t('trace.export.print'), 'print', () => print()],
  ];
  const run = async (work: () => void | Promise<void>): Promise<void> => {
    setFault(undefined);
    try {
      await work();
      if (menu.current !== null) menu.current.open = false;
    } catch (refused) {
      setFault(refused);
    }
  };
  return (
    <details className="flow-menu" ref={menu}>
      <summary className="button second">
        <Icon name="download" />
        {t('trace.export')}
      </summary>
      <div className="flow-choices">
        {choices.map(([text, icon, work]) => (
          <button type="button" key={text} className="flow-choice" onClick={() => void run(work)}>
            <Icon name={icon} />
            {text}
          </button>
        ))}
        {fault !== undefined && <Trouble fault={fault} />}
      </div>
    </details>
  );
}

async function evidenceOf(id: string): Promise<Blob> {
  return (await call('GET', `/evidence/${encodeURIComponent(id)}`)).blob();
}

// A label to print: the code leads to the lot's public page.
import { type ReactNode, useMemo } from 'react';
import { encode } from 'uqr';
import { Button } from '../../design/parts/button.tsx';
import { Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { shortName } from '../capture/label.ts';

/** Path of the page that everybody may see; null where an id is no Digital Link. */
export function pagePathOf(id: string): string | null {
  return /^https:\/\/id\.gs1\.org(\/(?:01|00)\/.+)$/.exec(id)?.[1] ?? null;
}

export function Label({ id }: { id: string }): ReactNode {
  const { t } = useWords();
  const path = pagePathOf(id);
  if (path === null) return null;
  return (
    <div className="label-panel">
      <Panel title={t('lots.label')}>
        <div className="stack">
          <p className="quiet">{t('lots.labelLead')}</p>
          <div className="label">
            <Qr text={`${location.origin}${path}`} label={t('lots.qr', { lot: shortName(id) })} />
            <span className="number">{shortName(id)}</span>
          </div>
          <div className="no-print">
            <Button kind="second" icon="print" onClick={printLabel}>
              {t('lots.print')}
            </Button>
          </div>
        </div>
      </Panel>
    </div>
  );
}

/** The sheet of styles leaves only the label on the paper while it is printed. */
function printLabel(): void {
  const { dataset } = document.documentElement;
  dataset['printing'] = 'label';
  addEventListener('afterprint', () => delete dataset['printing'], { once: true });
  print();
}

/** ISO/IEC 18004, 9.1: four modules of quiet zone on every side. */
const quietModules = 4;

/** Dark on white, on a dark screen too: readers look for it. */
function Qr({ text, label }: { text: string; label: string }): ReactNode {
  const { path, side } = useMemo(() => drawn(text), [text]);
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path fill="#000" d={path} />
    </svg>
  );
}

function drawn(text: string): { path: string; side: number } {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const modules = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x + quietModules} ${y + quietModules}h1v1h-1z`] : [])),
  );
  return { path: modules.join(''), side: size + 2 * quietModules };
}

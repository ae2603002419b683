// Beside the drawing: map or table of the same chain, and the place that was picked in any of them.
import type { ReactNode } from 'react';
import { Choices } from '../../design/parts/field.tsx';
import { Busy } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import type { Handlers, Picked } from './drawing.tsx';
import { PlacesMap } from './map.tsx';
import type { Merged } from './merge.ts';
import { useIsWide, useLater } from './steady.ts';
import { Tables } from './tables.tsx';
import { useLooking } from './view.ts';

interface Besides {
  flow: Merged;
  picked: Picked;
  handlers: Handlers;
}

export function Beside(props: Besides): ReactNode {
  const isLater = useLater();
  const isWide = useIsWide();
  if (!isLater) return <Busy />;
  return isWide ? <OneBeside {...props} /> : <AllBelow {...props} />;
}

/** One of them at a time: which, stands in the address. */
function OneBeside({ flow, picked, handlers }: Besides): ReactNode {
  const { t } = useWords();
  const { view, look } = useLooking();
  return (
    <>
      <div className="no-print">
        <Choices
          legend={t('trace.beside')}
          options={[
            { value: 'map', text: t('trace.mapShort') },
            { value: 'table', text: t('trace.tableShort') },
          ]}
          chosen={[view.beside]}
          onChoose={([beside]) => look({ beside: beside === 'table' ? 'table' : 'map' })}
        />
      </div>
      {view.beside === 'map' ? (
        <PlacesMap {...{ flow, picked, handlers }} />
      ) : (
        <Tables {...{ flow, picked, handlers }} />
      )}
    </>
  );
}

/** Where there is no room they follow one another: `Jump` leads to each. */
function AllBelow({ flow, picked, handlers }: Besides): ReactNode {
  const { t } = useWords();
  return (
    <>
      <section className="stack" aria-labelledby="flow-at-map">
        <h2 id="flow-at-map" tabIndex={-1}>
          {t('trace.map')}
        </h2>
        <PlacesMap {...{ flow, picked, handlers }} />
      </section>
      <section className="stack" aria-labelledby="flow-at-table">
        <h2 id="flow-at-table" tabIndex={-1}>
          {t('trace.asTable')}
        </h2>
        <Tables {...{ flow, picked, handlers }} />
      </section>
    </>
  );
}

/** Nobody scrolls past a hundred farms to come to the map. */
export function Jump(): ReactNode {
  const { t } = useWords();
  const isWide = useIsWide();
  if (isWide) return null;
  const to = (id: string): void => {
    const head = document.getElementById(id);
    head?.scrollIntoView({ block: 'start' });
    head?.focus({ preventScroll: true });
  };
  return (
    <nav className="flow-jump no-print" aria-label={t('trace.jump')}>
      <button type="button" onClick={() => to('flow-at-stages')}>
        {t('trace.stages')}
      </button>
      <button type="button" onClick={() => to('flow-at-map')}>
        {t('trace.mapShort')}
      </button>
      <button type="button" onClick={() => to('flow-at-table')}>
        {t('trace.tableShort')}
      </button>
    </nav>
  );
}

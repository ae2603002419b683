// Beside the drawing: the map and the tables of the same chain, once the drawing stands.
import type { ReactNode } from 'react';
import { Busy, Note, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import type { Picked } from './drawing.tsx';
import { PlacesMap } from './map.tsx';
import type { Merged } from './merge.ts';
import { useLater } from './steady.ts';
import { Tables } from './tables.tsx';

export function Beside(props: { flow: Merged; picked: Picked; onPick: (key: string) => void }): ReactNode {
  const { flow, picked, onPick } = props;
  const { t } = useWords();
  const isLater = useLater();
  if (!isLater) return <Busy />;
  return (
    <>
      <Panel title={t('trace.map')}>
        <PlacesMap flow={flow} box={picked.box} onPick={onPick} />
      </Panel>
      <Panel title={t('trace.asTable')}>
        <Note>{t('trace.tableNote')}</Note>
        <Tables flow={flow} onPick={onPick} />
      </Panel>
    </>
  );
}

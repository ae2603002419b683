// The chain as a drawing: stages from field to shop, boxes for places, links as wide as what went along them.
import { memo, type ReactNode, useId, useMemo } from 'react';
import { Icon } from '../../design/icon.tsx';
import { directionOf } from '../../language/languages.ts';
import { useWords } from '../../language/words.tsx';
import { Boxes } from './box.tsx';
import { type Band, type Drawing as Shape, drawingOf } from './geometry.ts';
import { boxWidth } from './sankey.ts';
import { Labels } from './label.tsx';
import type { Merged } from './merge.ts';
import { Weaves } from './weaves.tsx';
import { stageIcon, useFlowWords } from './words.ts';

export interface Picked {
  /** Key of the box in question. */
  readonly box: string | undefined;
  /** Boxes that a search has found; undefined = nobody searches. */
  readonly found: ReadonlySet<string> | undefined;
}

export interface Handlers {
  onPick(key: string): void;
  onPoint(at: { box?: string; band?: string } | undefined): void;
}

export const Drawing = memo(function Drawing(props: {
  flow: Merged;
  width: number;
  zoom: number;
  picked: Picked;
  handlers: Handlers;
  title: string;
}): ReactNode {
  const { flow, width, zoom, picked, handlers, title } = props;
  const { language } = useWords();
  const rtl = directionOf(language) === 'rtl';
  const prefix = useId().replaceAll(/[^a-zA-Z0-9]/g, '');
  const shape = useMemo(() => drawingOf(flow, { width, rtl }), [flow, width, rtl]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing of buttons has no element of its own
    <svg
      id="flow-drawing"
      className="flow"
      role="group"
      aria-label={title}
      viewBox={`0 0 ${shape.width} ${shape.height}`}
      width={shape.width * zoom}
      height={shape.height * zoom}
    >
      <Weaves prefix={prefix} />
      <Heads shape={shape} rtl={rtl} />
      <Bands shape={shape} picked={picked} handlers={handlers} />
      <Boxes {...{ shape, picked, handlers, prefix, rtl }} />
      <Labels {...{ shape, picked, rtl }} />
    </svg>
  );
});

function Heads({ shape, rtl }: { shape: Shape; rtl: boolean }): ReactNode {
  const words = useFlowWords();
  return shape.columns.map(({ x, stage, work }) => (
    <g key={x} className="flow-head" transform={`translate(${rtl ? x + boxWidth : x} 0)`}>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: the word stands beside it */}
      <svg className="flow-icon" x={rtl ? -22 : 0} y="4" width="22" height="22" viewBox="0 0 24 24">
        <Icon name={stageIcon(stage)} />
      </svg>
      <text y="21" x={rtl ? -29 : 29}>
        {words.stage(stage, work)}
      </text>
    </g>
  ));
}

const keyOf = ({ edge }: Band): string => `${edge.from} ${edge.to}`;

function Bands({ shape, picked, handlers }: { shape: Shape; picked: Picked; handlers: Handlers }): ReactNode {
  const { box, found } = picked;
  return (
    <g className="flow-bands">
      {shape.bands.map((band) => {
        const { edge, path, width, returns } = band;
        const isPicked = box !== undefined && (edge.from === box || edge.to === box);
        const isFaded =
          (box !== undefined && !isPicked) ||
          (found !== undefined && !found.has(edge.from) && !found.has(edge.to));
        const isGap = edge.from.startsWith('undeclared') || edge.unknown > 0;
        const look = [
          'flow-band',
          isPicked && 'picked',
          isFaded && 'faded',
          isGap && 'gap',
          returns && 'returns',
        ];
        return (
          <path
            key={keyOf(band)}
            className={look.filter(Boolean).join(' ')}
            d={path}
            strokeWidth={width}
            onPointerEnter={() => handlers.onPoint({ band: keyOf(band) })}
            onPointerLeave={() => handlers.onPoint(undefined)}
          />
        );
      })}
    </g>
  );
}

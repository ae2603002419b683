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
import type { Pointing } from './pointing.ts';
import { useLater, useSame } from './steady.ts';
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
  readonly pointing: Pointing;
}

export const Drawing = memo(function Drawing(props: {
  flow: Merged;
  width: number;
  zoom: number;
  picked: Picked;
  handlers: Handlers;
  title: string;
  /** In a window that scrolls, words outside it are not set. */
  isWindowed?: boolean;
}): ReactNode {
  const { flow, width, zoom, picked, handlers, title, isWindowed = false } = props;
  const { language } = useWords();
  const rtl = directionOf(language) === 'rtl';
  const prefix = useId().replaceAll(/[^a-zA-Z0-9]/g, '');
  const shape = useShape(flow, width, rtl);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing of buttons has no element of its own
    <svg
      className="flow"
      role="group"
      aria-label={title}
      viewBox={`0 0 ${shape.width} ${shape.height}`}
      width={shape.width * zoom}
      height={shape.height * zoom}
    >
      <Weaves prefix={prefix} />
      <Heads shape={shape} rtl={rtl} />
      <Bands {...{ shape, picked, handlers, isWindowed }} />
      <Boxes {...{ shape, picked, handlers, prefix, rtl }} />
      <Labels {...{ shape, picked, rtl, isWindowed }} />
    </svg>
  );
});

/** Where all stands is worked out once: a verdict that comes later moves nothing. */
function useShape(flow: Merged, width: number, rtl: boolean): Shape {
  const sign = [
    ...flow.nodes.map(({ key }) => key),
    ...flow.edges.map(({ from, to, containedGrams, share }) => `${from} ${to} ${containedGrams ?? share}`),
  ].join();
  const placed = useSame(flow, sign);
  const shape = useMemo(() => drawingOf(placed, { width, rtl }), [placed, width, rtl]);
  return useMemo(() => {
    const newest = new Map(flow.nodes.map((node) => [node.key, node]));
    const boxes = shape.boxes.map((box) => {
      const node = newest.get(box.node.key)!;
      return node === box.node ? box : { ...box, node };
    });
    return { ...shape, boxes };
  }, [shape, flow.nodes]);
}

function Heads({ shape, rtl }: { shape: Shape; rtl: boolean }): ReactNode {
  const words = useFlowWords();
  return shape.columns.map(({ x, stage, work }) => (
    <g key={x} className="flow-head" transform={`translate(${rtl ? x + boxWidth : x} 0)`}>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: the word stands beside it */}
      <svg className="flow-icon" x={rtl ? -20 : 0} y="0" width="20" height="20" viewBox="0 0 24 24">
        <Icon name={stageIcon(stage)} />
      </svg>
      <text y="37">{words.stage(stage, work)}</text>
    </g>
  ));
}

const keyOf = ({ edge }: Band): string => `${edge.from} ${edge.to}`;

/** More links than this come when the boxes stand: those can be picked by then. */
const fewBands = 200;

function Bands(props: { shape: Shape; picked: Picked; handlers: Handlers; isWindowed: boolean }): ReactNode {
  const { shape, picked, handlers, isWindowed } = props;
  const isLater = useLater();
  if (isWindowed && shape.bands.length > fewBands && !isLater) return null;
  const { pointing } = handlers;
  return (
    <g
      className="flow-bands"
      onPointerOver={({ target }) => pointing.to({ band: (target as SVGElement).dataset['band']! })}
      onPointerLeave={() => pointing.to(undefined)}
    >
      {shape.bands.map((band) => (
        <path
          key={keyOf(band)}
          data-band={keyOf(band)}
          className={bandLook(band, picked)}
          d={band.path}
          strokeWidth={band.width}
        />
      ))}
    </g>
  );
}

function bandLook({ edge, returns }: Band, { box, found }: Picked): string {
  const isPicked = box !== undefined && (edge.from === box || edge.to === box);
  const isFaded =
    (box !== undefined && !isPicked) || (found !== undefined && !found.has(edge.from) && !found.has(edge.to));
  const isGap = edge.from.startsWith('undeclared') || edge.unknown > 0;
  const look = ['flow-band', isPicked && 'picked', isFaded && 'faded', isGap && 'gap', returns && 'returns'];
  return look.filter(Boolean).join(' ');
}

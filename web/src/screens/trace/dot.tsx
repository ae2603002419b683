// A dot of the map: a button in all but its element, for one place or for several at one point.
import { memo, type ReactNode, useMemo } from 'react';
import type { MapPoint } from '../../../../design/map/projection.ts';
import { useWords } from '../../language/words.tsx';
import type { Handlers } from './drawing.tsx';
import { marksOf } from './marks.tsx';
import { needsLook } from './merge.ts';
import { pointedBy, useIsPointed } from './pointing.ts';
import type { Sign, Spot } from './spots.ts';
import { useFlowWords } from './words.ts';

interface DotProps extends MapPoint {
  spot: Spot;
  stage: string;
  /** How far around it a finger may be. */
  reach: number;
  sign: Sign | undefined;
  /** Which of its places is picked. */
  picked: string | undefined;
  isFaded: boolean;
  handlers: Handlers;
}

export const Dot = memo(function Dot(props: DotProps): ReactNode {
  const { spot, x, y, stage, reach, sign, picked, isFaded, handlers } = props;
  const keys = useMemo(() => spot.nodes.map(({ key }) => key), [spot]);
  const isPointed = useIsPointed(handlers.pointing, keys);
  const names = `${stage}: ${useSpoken(spot)}`;
  // Of several places at one point each is picked in turn.
  const pick = (): void => handlers.onPick(keys[keys.indexOf(picked ?? '') + 1] ?? picked!);
  const looks = ['flow-spot', picked !== undefined && 'picked', isPointed && 'pointed', isFaded && 'faded'];
  const side = sign?.isBefore ? -1 : 1;
  return (
    // biome-ignore lint/a11y/useSemanticElements: HTML's button cannot stand in a drawing
    <g
      className={looks.filter(Boolean).join(' ')}
      role="button"
      tabIndex={0}
      aria-label={names}
      aria-pressed={picked !== undefined}
      onClick={pick}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        pick();
      }}
      {...pointedBy(handlers.pointing, { boxes: keys })}
    >
      <title>{names}</title>
      <circle className="flow-reach" cx={x} cy={y} r={reach} />
      {spot.nodes.some(needsLook) ? (
        <path className="flow-dot wrong" d={`M${x} ${y - 8}l7 12.5h-14z`} />
      ) : (
        <circle className="flow-dot" cx={x} cy={y} r={4.5} />
      )}
      {(sign !== undefined || picked !== undefined) && (
        <text x={x + side * 9} y={y + 4} textAnchor={side < 0 ? 'end' : 'start'}>
          {stage}
        </text>
      )}
    </g>
  );
});

/** Its places, and what is wrong there. */
function useSpoken({ nodes }: Spot): string {
  const words = useWords();
  const { place } = useFlowWords();
  const marks = nodes.flatMap((node) => marksOf(node, words).map(({ text }) => text));
  return [...nodes.map(place), ...marks].join(', ');
}

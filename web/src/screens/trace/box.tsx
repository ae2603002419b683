// The boxes of the drawing: buttons in all but their element.
import { memo, type ReactNode, useMemo } from 'react';
import { useWords } from '../../language/words.tsx';
import type { Handlers, Picked } from './drawing.tsx';
import type { Box, Drawing as Shape } from './geometry.ts';
import { boxWidth } from './sankey.ts';
import { marksOf } from './marks.tsx';
import { pointedBy, useIsPointed } from './pointing.ts';
import { weaveOf } from './weaves.tsx';
import { useFlowWords } from './words.ts';

export interface Looks {
  readonly picked: Picked;
  readonly rtl: boolean;
}

/** In the order in which they are read: column by column, from the top. */
export function Boxes(props: Looks & { shape: Shape; handlers: Handlers; prefix: string }): ReactNode {
  const { shape, ...rest } = props;
  const sorted = useMemo(() => shape.boxes.toSorted((a, b) => a.column - b.column || a.y - b.y), [shape]);
  const { picked, ...same } = rest;
  return sorted.map((box) => (
    <OneBox
      key={box.node.key}
      {...{ box, ...same }}
      room={shape.columnWidth}
      look={looksOf('flow-box', box, picked)}
      isPicked={picked.box === box.node.key}
    />
  ));
}

interface OneBoxProps {
  box: Box;
  room: number;
  look: string;
  isPicked: boolean;
  handlers: Handlers;
  prefix: string;
  rtl: boolean;
}

const OneBox = memo(function OneBox(props: OneBoxProps): ReactNode {
  const { box, room, look, isPicked, handlers, prefix, rtl } = props;
  const { node, x, y, height } = box;
  const isGap = node.stage === 'undeclared';
  const label = useSpoken(box);
  const isPointed = useIsPointed(handlers.pointing, [node.key]);
  const fill = isGap ? 'none' : `url(#${prefix}${weaveOf(node.stage)})`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: HTML's button cannot stand in a drawing
    <g
      className={isPointed ? `${look} pointed` : look}
      role="button"
      tabIndex={0}
      aria-pressed={isPicked}
      aria-label={label}
      data-key={node.key}
      onClick={() => handlers.onPick(node.key)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        handlers.onPick(node.key);
      }}
      {...pointedBy(handlers.pointing, { boxes: [node.key] })}
    >
      <rect
        className="flow-reach"
        x={rtl ? x - room + boxWidth + 10 : x - 4}
        y={y - 7}
        width={room - 6}
        height={Math.max(54, height + 12)}
        rx="4"
      />
      {node.merged > 1 && (
        <rect className="flow-stack" x={x + 3} y={y + 3} width={boxWidth} height={height} rx="1.5" />
      )}
      <rect className="flow-cloth" x={x} y={y} width={boxWidth} height={height} rx="1.5" fill={fill} />
    </g>
  );
});

/** What a screen reader says of a box: all that the drawing shows of it. */
function useSpoken({ node }: Box): string {
  const words = useWords();
  const { stage, place, where, amount } = useFlowWords();
  return [
    `${stage(node.stage, node.work[0] ?? null)}: ${place(node)}`,
    where(node),
    words.t('trace.lots', { count: node.lots }),
    amount(node),
    ...marksOf(node, words).map(({ text }) => text),
  ]
    .filter(Boolean)
    .join(', ');
}

export function looksOf(base: string, { node }: Box, { box, found }: Picked): string {
  const isFaded = found !== undefined && !found.has(node.key);
  const isGap = node.stage === 'undeclared';
  const looks = [box === node.key && 'picked', isGap && 'gap', isFaded && 'faded', node.merged > 1 && 'rest'];
  return [base, ...looks].filter(Boolean).join(' ');
}

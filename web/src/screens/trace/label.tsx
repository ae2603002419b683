// The words beside the boxes: a name on at most two lines, how much, and what is wrong.
import { memo, type ReactNode, useMemo, useRef } from 'react';
import { useWords } from '../../language/words.tsx';
import { type Looks, looksOf } from './box.tsx';
import type { Box, Drawing as Shape } from './geometry.ts';
import { boxWidth } from './sankey.ts';
import { marksOf } from './marks.tsx';
import { shortNames } from './name.ts';
import { useSpan } from './span.ts';
import { useFlowWords } from './words.ts';

const lineHeight = 14;
/** Mean width of a letter at the size of labels. */
const letterUnits = 6.3;

/** Behind the boxes' buttons a screen reader has heard all of it. */
export function Labels(props: Looks & { shape: Shape; isWindowed: boolean }): ReactNode {
  const { shape, picked, rtl, isWindowed } = props;
  const letters = Math.max(8, Math.floor((shape.columnWidth - boxWidth - 12) / letterUnits));
  const names = useMemo(() => shortNames(shape.boxes.flatMap(({ node }) => node.name ?? [])), [shape]);
  const group = useRef<SVGGElement>(null);
  const { from, to } = useSpan(group, isWindowed);
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group in a drawing takes no focus
    <g ref={group} className="flow-labels" aria-hidden="true">
      {shape.boxes
        .filter(({ y }) => y >= from && y <= to)
        .map((box) => (
          <g key={box.node.key} className={looksOf('flow-label', box, picked)}>
            <Label {...{ box, letters, rtl }} name={names.get(box.node.name ?? '')} />
          </g>
        ))}
    </g>
  );
}

interface LabelProps {
  box: Box;
  /** Undefined where the place has none. */
  name: string | undefined;
  letters: number;
  rtl: boolean;
}

const Label = memo(function Label({ box, name, letters, rtl }: LabelProps): ReactNode {
  const words = useFlowWords();
  const [worst, ...others] = marksOf(box.node, useWords());
  const x = rtl ? box.x - 7 : box.x + boxWidth + 7;
  const amount = words.amount(box.node);
  return (
    <text x={x} y={box.y + 10}>
      {twoLines(name ?? words.place(box.node), letters).map((line, at) => (
        <tspan key={line} className="flow-name" x={x} dy={at === 0 ? 0 : lineHeight}>
          {line}
        </tspan>
      ))}
      {amount !== '' && (
        <tspan className="flow-amount" x={x} dy={lineHeight}>
          {amount}
        </tspan>
      )}
      {worst !== undefined && (
        <tspan className={`flow-mark ${worst.kind}`} x={x} dy={lineHeight + 1}>
          {`${worst.kind === 'gap' ? '?' : '▲'} ${shortened(worst.text, letters)}${others.length > 0 ? ' …' : ''}`}
        </tspan>
      )}
    </text>
  );
});

/** Words as they fit; what is left over ends in an ellipsis. */
export function twoLines(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1);
    if (line !== undefined && `${line} ${word}`.length <= letters)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  const [first = '', second, ...rest] = lines;
  if (second === undefined) return [shortened(first, letters)];
  return [shortened(first, letters), shortened(rest.length > 0 ? `${second} ${rest[0]}` : second, letters)];
}

function shortened(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, letters - 1).trimEnd()}…`;
}

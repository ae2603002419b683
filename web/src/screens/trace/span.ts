// Which part of a tall drawing is before the reader's eyes: words that nobody sees are not set.
import { type RefObject, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

export interface Span {
  readonly from: number;
  readonly to: number;
}

const all: Span = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
/** What is scrolled to next is there before it comes; the span moves in steps of this. */
const step = 600;

/** In units of the drawing; all of it on paper, and where it stands in no window. */
export function useSpan(part: RefObject<SVGElement | null>, isWindowed: boolean): Span {
  const [span, setSpan] = useState<Span>(isWindowed ? { from: 0, to: 3 * step } : all);
  useEffect(() => {
    const frame = part.current?.closest('.flow-frame');
    const drawing = part.current?.ownerSVGElement;
    if (!isWindowed || !frame || !drawing) return setSpan(all);
    const follow = (): void => {
      const units = drawing.viewBox.baseVal.height / drawing.getBoundingClientRect().height;
      const top = Math.floor((frame.scrollTop * units) / step) * step;
      const seen = { from: top - step, to: top + frame.clientHeight * units + 2 * step };
      setSpan((now) => (now.from === seen.from && now.to === seen.to ? now : seen));
    };
    const showAll = (): void => flushSync(() => setSpan(all));
    const watch = new ResizeObserver(follow);
    watch.observe(drawing);
    frame.addEventListener('scroll', follow, { passive: true });
    addEventListener('beforeprint', showAll);
    addEventListener('afterprint', follow);
    return () => {
      watch.disconnect();
      frame.removeEventListener('scroll', follow);
      removeEventListener('beforeprint', showAll);
      removeEventListener('afterprint', follow);
    };
  }, [part, isWindowed]);
  return span;
}

// The window onto a drawing or a map: it scrolls (by touch, wheel and arrow keys) and is made larger and smaller.
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '../../design/parts/button.tsx';
import { useWords } from '../../language/words.tsx';

const least = 0.5;

export function Frame({
  label,
  most = 3,
  children,
}: {
  label: string;
  /** How many times larger it can be made. */
  most?: number;
  children: (size: { width: number; zoom: number }) => ReactNode;
}): ReactNode {
  const { t } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(1);
  const width = useWidth(frame);
  const by = (factor: number): void => setZoom((now) => Math.min(most, Math.max(least, now * factor)));
  usePinch(frame, by);
  useKeptMiddle(frame, zoom);
  return (
    <div className="flow-window">
      <fieldset className="flow-zoom no-print">
        <legend className="visually-hidden">{`${t('trace.size')}: ${label}`}</legend>
        <Button kind="second" icon="record" onClick={() => by(1.25)}>
          <span className="visually-hidden">{t('trace.larger')}</span>
        </Button>
        <Button kind="second" icon="minus" onClick={() => by(0.8)}>
          <span className="visually-hidden">{t('trace.smaller')}</span>
        </Button>
        {zoom !== 1 && (
          <Button kind="second" onClick={() => setZoom(1)}>
            {t('trace.wholeSize')}
          </Button>
        )}
      </fieldset>
      <section
        ref={frame}
        className="flow-frame"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        aria-label={label}
        onKeyDown={(event) => {
          if (event.key === '+' || event.key === '=') by(1.25);
          if (event.key === '-') by(0.8);
          if (event.key === '0') setZoom(1);
        }}
      >
        {width > 0 && children({ width, zoom })}
      </section>
    </div>
  );
}

/** What was in the middle stays there when it is made larger or smaller. */
function useKeptMiddle(element: RefObject<HTMLElement | null>, zoom: number): void {
  const before = useRef(zoom);
  useLayoutEffect(() => {
    const frame = element.current;
    const factor = zoom / before.current;
    before.current = zoom;
    if (frame === null || factor === 1) return;
    const moved = (from: number, size: number): number => (from + size / 2) * factor - size / 2;
    frame.scrollTo(moved(frame.scrollLeft, frame.clientWidth), moved(frame.scrollTop, frame.clientHeight));
  }, [element, zoom]);
}

/** Room inside, followed when the window changes. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (element.current === null) return;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    watch.observe(element.current);
    return () => watch.disconnect();
  }, [element]);
  return width;
}

/** Two fingers, or the wheel with Ctrl held (which is what a touch pad sends). */
function usePinch(element: RefObject<HTMLElement | null>, by: (factor: number) => void): void {
  const change = useRef(by);
  change.current = by;
  useEffect(() => {
    const frame = element.current;
    if (frame === null) return;
    let apart: number | undefined;
    const onTouch = (event: TouchEvent): void => {
      const [one, other] = event.touches;
      if (one === undefined || other === undefined) {
        apart = undefined;
        return;
      }
      event.preventDefault();
      const now = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      if (apart !== undefined) change.current(now / apart);
      apart = now;
    };
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      change.current(event.deltaY < 0 ? 1.1 : 0.9);
    };
    frame.addEventListener('touchmove', onTouch, { passive: false });
    frame.addEventListener('touchend', onTouch);
    frame.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      frame.removeEventListener('touchmove', onTouch);
      frame.removeEventListener('touchend', onTouch);
      frame.removeEventListener('wheel', onWheel);
    };
  }, [element]);
}

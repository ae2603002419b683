// The window onto the drawing: it scrolls (by touch, wheel and arrow keys) and is made larger and smaller.
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { Button } from '../../design/parts/button.tsx';
import { useWords } from '../../language/words.tsx';

const least = 0.5;
const most = 3;

export function Frame({
  label,
  children,
}: {
  label: string;
  children: (size: { width: number; zoom: number }) => ReactNode;
}): ReactNode {
  const { t } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(1);
  const width = useWidth(frame);
  const by = (factor: number): void => setZoom((now) => Math.min(most, Math.max(least, now * factor)));
  usePinch(frame, by);
  return (
    <div className="flow-window">
      <fieldset className="flow-zoom no-print">
        <legend className="visually-hidden">{t('trace.size')}</legend>
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

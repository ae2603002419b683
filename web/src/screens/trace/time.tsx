// From when to when: two ends, each a slider that a keyboard and a finger can move. What was made outside is left out.
import { type ReactNode, useMemo } from 'react';
import { Button } from '../../design/parts/button.tsx';
import { useWords } from '../../language/words.tsx';
import { useSettling } from './steady.ts';
import { useLooking } from './view.ts';

const dayMs = 86_400_000;

export function TimeRange({
  firstMs,
  lastMs,
  hidden,
}: {
  firstMs: number;
  lastMs: number;
  hidden: number;
}): ReactNode {
  const { t, formats } = useWords();
  const { view, look } = useLooking();
  const [first, last] = [Math.floor(firstMs / dayMs), Math.floor(lastMs / dayMs)];
  const looked = useMemo(
    () => ({
      from: dayOf(view.from, first, { first, last }),
      until: dayOf(view.until, last, { first, last }),
    }),
    [view.from, view.until, first, last],
  );
  const [ends, setEnds] = useSettling(looked, ({ from, until }) =>
    look({
      from: from <= first ? undefined : textOf(from),
      until: until >= last ? undefined : textOf(until),
    }),
  );
  if (first === last) return null;
  const slider = (label: string, value: number, move: (day: number) => void): ReactNode => (
    <label className="flow-slider">
      <span>
        {label} <b>{formats.date(value * dayMs)}</b>
      </span>
      <input
        type="range"
        min={first}
        max={last}
        value={value}
        aria-valuetext={formats.date(value * dayMs)}
        onChange={(event) => move(Number(event.target.value))}
      />
    </label>
  );
  const isAll = ends.from <= first && ends.until >= last;
  return (
    <fieldset className="flow-time no-print">
      <legend className="visually-hidden">{t('trace.time')}</legend>
      {slider(t('trace.fromDay'), ends.from, (day) =>
        setEnds({ from: day, until: Math.max(day, ends.until) }),
      )}
      {slider(t('trace.untilDay'), ends.until, (day) =>
        setEnds({ from: Math.min(day, ends.from), until: day }),
      )}
      {!isAll && (
        <Button kind="plain" onClick={() => setEnds({ from: first, until: last })}>
          {t('trace.allTime')}
        </Button>
      )}
      {hidden > 0 && <span className="quiet">{t('trace.hidden', { count: hidden })}</span>}
    </fieldset>
  );
}

function textOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

function dayOf(text: string | undefined, otherwise: number, range: { first: number; last: number }): number {
  if (text === undefined) return otherwise;
  return Math.min(range.last, Math.max(range.first, Date.parse(text) / dayMs));
}

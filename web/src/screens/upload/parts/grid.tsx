// The rows as a table of fields. Only those in sight are in the page: five thousand scroll like fifty.
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useWords } from '../../../language/words.tsx';
import type { ColumnKey } from '../kind/kinds.ts';
import type { RowView } from '../row/list.ts';
import { type Change, pasted } from '../row/paste.ts';
import { Cell } from './cell.tsx';
import { sentencesOf } from './say.ts';
import { StateMark } from './state-mark.tsx';

/** Pixels; the sheet of styles says the same. */
const rowHeight = 52;
const beyond = 6;

export interface Place {
  readonly line: number;
  readonly column: ColumnKey;
}

export function Grid(props: {
  views: readonly RowView[];
  columns: readonly ColumnKey[];
  at: Place | null;
  onGo: (place: Place) => void;
  onChange: (changes: readonly Change[]) => void;
}): ReactNode {
  const { views, columns, at, onGo, onChange } = props;
  const { t } = useWords();
  const frame = useRef<HTMLElement>(null);
  const { from, to, onScroll } = useSight(frame, views.length);
  const place = useCallback((line: number) => views.findIndex(({ row }) => row.line === line), [views]);
  const wanted = useRef<Place | null>(null);
  const go = (index: number, column: ColumnKey): void => {
    const view = views[index];
    if (view === undefined) return;
    wanted.current = { line: view.row.line, column };
    scrollTo(frame.current, index);
    onGo(wanted.current);
  };
  // What is to be typed into may have come into the page only now.
  useEffect(() => {
    const { current } = wanted;
    const field = current && frame.current?.querySelector<HTMLInputElement>(`#${idOf(current)}`);
    if (!field) return;
    wanted.current = null;
    field.focus();
    field.select();
  });
  const paste = (index: number, column: ColumnKey, text: string): void =>
    onChange(pasted(views, columns, index, column, text));
  return (
    <section ref={frame} className="upload-frame" aria-label={t('upload.rowsTitle')} onScroll={onScroll}>
      <table className="upload-grid" aria-rowcount={views.length + 1}>
        <caption className="visually-hidden">{t('upload.tableCaption', { count: views.length })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('upload.line')}</th>
            <th scope="col">{t('upload.stateHead')}</th>
            <th scope="col">{t('upload.whyHead')}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`upload.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap rows={from} />
          {views.slice(from, to).map((view, offset) => (
            <GridRow
              key={view.row.line}
              {...{ view, columns, at, onChange }}
              index={from + offset}
              onFocus={(column) => onGo({ line: view.row.line, column })}
              onMove={(column, step) => go(place(view.row.line) + step, column)}
              onPaste={(column, text) => paste(from + offset, column, text)}
            />
          ))}
          <Gap rows={views.length - to} />
        </tbody>
      </table>
    </section>
  );
}

function Gap({ rows }: { rows: number }): ReactNode {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can be gone to, and it is no row of the list
  return rows > 0 && <tr aria-hidden="true" style={{ blockSize: rows * rowHeight }} />;
}

interface RowProps {
  view: RowView;
  columns: readonly ColumnKey[];
  index: number;
  at: Place | null;
  onFocus: (column: ColumnKey) => void;
  onMove: (column: ColumnKey, step: 1 | -1) => void;
  onPaste: (column: ColumnKey, text: string) => void;
  onChange: (changes: readonly Change[]) => void;
}

function GridRow({ view, columns, index, at, onFocus, onMove, onPaste, onChange }: RowProps): ReactNode {
  const words = useWords();
  const { t } = words;
  const { row, state, wrongs } = view;
  const sentences = sentencesOf(words, view);
  const whyId = `upload-why-${row.line}`;
  return (
    <tr aria-rowindex={index + 2} className={at?.line === row.line ? 'at' : ''}>
      <th scope="row" className="amount">
        {row.line}
      </th>
      <td>
        <StateMark state={state} />
      </td>
      <td className="why" id={whyId}>
        <span>{sentences.join(' ')}</span>
      </td>
      {columns.map((column) => (
        <td key={column}>
          <Cell
            id={idOf({ line: row.line, column })}
            label={t('upload.cell', { column: t(`upload.column.${column}`), line: row.line })}
            list={`upload-list-${column}`}
            text={row.cells[column] ?? ''}
            isWrong={wrongs.some((wrong) => wrong.column === column)}
            isFixed={state === 'sent' || state === 'left-out'}
            whyId={whyId}
            onFocus={() => onFocus(column)}
            onMove={(step) => onMove(column, step)}
            onPaste={(text) => onPaste(column, text)}
            onChange={(text) => onChange([{ line: row.line, column, text }])}
          />
        </td>
      ))}
    </tr>
  );
}

export function idOf({ line, column }: Place): string {
  return `upload-${line}-${column}`;
}

function useSight(
  frame: React.RefObject<HTMLElement | null>,
  count: number,
): { from: number; to: number; onScroll: () => void } {
  const [sight, setSight] = useState({ top: 0, height: 600 });
  const look = useCallback(() => {
    const element = frame.current;
    if (element !== null) setSight({ top: element.scrollTop, height: element.clientHeight });
  }, [frame]);
  useLayoutEffect(() => {
    look();
    addEventListener('resize', look);
    return () => removeEventListener('resize', look);
  }, [look]);
  // A shorter list than before: the browser has scrolled by itself.
  const first = Math.min(Math.floor(sight.top / rowHeight), Math.max(0, count - 1));
  const from = Math.max(0, first - beyond);
  return { from, to: Math.min(count, first + Math.ceil(sight.height / rowHeight) + beyond), onScroll: look };
}

function scrollTo(element: HTMLElement | null, index: number): void {
  if (element === null) return;
  const [top, bottom] = [index * rowHeight, (index + 2) * rowHeight];
  if (top < element.scrollTop) element.scrollTop = top;
  else if (bottom > element.scrollTop + element.clientHeight)
    element.scrollTop = bottom - element.clientHeight;
}

// A table that a screen reader can walk through. On a phone it scrolls in itself, or its rows become cards.
import type { ReactNode } from 'react';

export interface Column<T> {
  key: string;
  head: ReactNode;
  cell: (row: T) => ReactNode;
  /** Numbers stand at the end of their column. */
  end?: boolean;
}

/** Shown as blocks, a table is none to some screen readers unless it says what it is. */
const said = (cards: boolean | undefined, role: string): { role?: string } => (cards ? { role } : {});

export function Table<T>(props: {
  caption: ReactNode;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  captionHidden?: boolean;
  /** On a phone a row is a card: its first cell the title, the others below it, each behind its head where that is text. */
  cards?: boolean;
}): ReactNode {
  const { caption, columns, rows, rowKey, captionHidden, cards } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div className={cards ? 'table-frame cards' : 'table-frame'} tabIndex={0}>
      <table className="table" {...said(cards, 'table')}>
        <caption className={captionHidden ? 'visually-hidden' : ''}>{caption}</caption>
        <thead {...said(cards, 'rowgroup')}>
          <tr {...said(cards, 'row')}>
            {columns.map(({ key, head, end }) => (
              <th key={key} scope="col" className={end ? 'end' : ''} {...said(cards, 'columnheader')}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...said(cards, 'rowgroup')}>
          {rows.map((row) => (
            <tr key={rowKey(row)} {...said(cards, 'row')}>
              {columns.map(({ key, head, cell, end }, at) => (
                <td
                  key={key}
                  className={end ? 'end amount' : ''}
                  {...said(cards, 'cell')}
                  {...(cards && at > 0 && typeof head === 'string' && { 'data-head': head })}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

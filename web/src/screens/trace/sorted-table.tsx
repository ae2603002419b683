// A table whose headings sort it.
import { type ReactNode, useState } from 'react';
import { Icon } from '../../design/icon.tsx';

export interface Sorted<T> {
  readonly name: string;
  readonly head: string;
  readonly cell: (row: T) => ReactNode;
  readonly by: (row: T) => number | string;
  readonly end?: boolean;
}

export function SortedTable<T>(props: {
  caption: string;
  columns: readonly Sorted<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
}): ReactNode {
  const { caption, columns, rows, keyOf } = props;
  const [order, setOrder] = useState<{ name: string; down: boolean } | undefined>();
  const by = columns.find(({ name }) => name === order?.name)?.by;
  const sorted =
    by === undefined ? rows : rows.toSorted((a, b) => compared(by(a), by(b)) * (order?.down ? -1 : 1));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div className="table-frame" tabIndex={0}>
      <table className="table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ name, head, end }) => (
              <th
                key={name}
                scope="col"
                className={end ? 'end' : ''}
                {...(order?.name === name && {
                  'aria-sort': order.down ? ('descending' as const) : ('ascending' as const),
                })}
              >
                <button
                  type="button"
                  className="flow-sort"
                  onClick={() => setOrder({ name, down: order?.name === name ? !order.down : end === true })}
                >
                  {head}
                  {order?.name === name && <Icon name={order.down ? 'more' : 'less'} />}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ name, cell, end }) => (
                <td key={name} className={end ? 'end amount' : ''}>
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

function compared(one: number | string, other: number | string): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other));
}

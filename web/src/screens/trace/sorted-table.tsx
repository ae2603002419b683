// A table whose headings sort it.
import { Fragment, type ReactNode, useState } from 'react';
import { Icon } from '../../design/icon.tsx';
import { Button } from '../../design/parts/button.tsx';
import { useWords } from '../../language/words.tsx';

export interface Sorted<T> {
  readonly name: string;
  readonly head: string;
  readonly cell: (row: T) => ReactNode;
  readonly by: (row: T) => number | string;
  readonly end?: boolean;
}

/** Rows that are set before somebody asks for all. */
const fewRows = 100;

interface Order {
  readonly name: string;
  readonly down: boolean;
}

export function SortedTable<T>(props: {
  caption: string;
  columns: readonly Sorted<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
  /** The row around its cells, where it is more than that. */
  row?: (row: T, cells: ReactNode) => ReactNode;
}): ReactNode {
  const { caption, columns, rows, keyOf, row = (_, cells) => <tr>{cells}</tr> } = props;
  const { t } = useWords();
  const [order, setOrder] = useState<Order | undefined>();
  const [isWhole, setWhole] = useState(false);
  const by = columns.find(({ name }) => name === order?.name)?.by;
  const sorted =
    by === undefined ? rows : rows.toSorted((a, b) => compared(by(a), by(b)) * (order?.down ? -1 : 1));
  const shown = isWhole ? sorted : sorted.slice(0, fewRows);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div className="table-frame" tabIndex={0}>
      <table className="table">
        <caption>{caption}</caption>
        <Heads {...{ columns, order, onOrder: setOrder }} />
        <tbody>
          {shown.map((one) => (
            <Fragment key={keyOf(one)}>
              {row(
                one,
                columns.map(({ name, cell, end }) => (
                  <td key={name} className={end ? 'end amount' : ''}>
                    {cell(one)}
                  </td>
                )),
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
      {shown.length < sorted.length && (
        <Button kind="plain" onClick={() => setWhole(true)}>
          {t('trace.allRows', { count: sorted.length })}
        </Button>
      )}
    </div>
  );
}

function Heads<T>(props: {
  columns: readonly Sorted<T>[];
  order: Order | undefined;
  onOrder: (order: Order) => void;
}): ReactNode {
  const { columns, order, onOrder } = props;
  return (
    <thead>
      <tr>
        {columns.map(({ name, head, end }) => {
          const isBy = order?.name === name;
          return (
            <th
              key={name}
              scope="col"
              className={end ? 'end' : ''}
              {...(isBy && { 'aria-sort': order.down ? 'descending' : 'ascending' })}
            >
              <button
                type="button"
                className="flow-sort"
                onClick={() => onOrder({ name, down: isBy ? !order.down : end === true })}
              >
                {head}
                {isBy && <Icon name={order.down ? 'more' : 'less'} />}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function compared(one: number | string, other: number | string): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other));
}

// How many lines there are of each state; choosing one shows only those.
import type { ReactNode } from 'react';
import { Icon } from '../../../design/icon.tsx';
import { useWords } from '../../../language/words.tsx';
import type { RowView } from '../row/list.ts';
import { type RowState, rowStates } from '../row/row.ts';
import { stateLooks } from './state-mark.tsx';

export type Filter = RowState | 'all';

export function FilterChips(props: {
  views: readonly RowView[];
  filter: Filter;
  isChecking: boolean;
  onFilter: (filter: Filter) => void;
}): ReactNode {
  const { views, filter, isChecking, onFilter } = props;
  const { t, formats } = useWords();
  const counts = new Map<RowState, number>();
  for (const { state } of views) counts.set(state, (counts.get(state) ?? 0) + 1);
  const chip = (key: Filter, text: string, count: number, icon?: ReactNode): ReactNode => (
    <button
      key={key}
      type="button"
      className="upload-chip"
      aria-pressed={filter === key}
      data-state={key}
      data-count={count}
      onClick={() => onFilter(key)}
    >
      {icon}
      <span>{text}</span>
      <b className="amount">{formats.number(count)}</b>
    </button>
  );
  return (
    <div className="row upload-chips">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
      <div className="row" role="group" aria-label={t('upload.show')}>
        {chip('all', t('upload.all'), views.length)}
        {rowStates
          .filter((state) => (counts.get(state) ?? 0) > 0 || state === filter)
          .map((state) =>
            chip(
              state,
              t(`upload.state.${state}`),
              counts.get(state) ?? 0,
              <Icon name={stateLooks[state].icon} />,
            ),
          )}
      </div>
      <span role="status">{isChecking && <span className="busy">{t('upload.checking')}</span>}</span>
    </div>
  );
}

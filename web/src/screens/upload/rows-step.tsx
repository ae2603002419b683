// Each line before anything is sent: what it is, what is wrong with it, and putting it right.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { Button } from '../../design/parts/button.tsx';
import { Trouble } from '../../design/parts/trouble.tsx';
import { useWords } from '../../language/words.tsx';
import { DropList } from './drop-list.tsx';
import { rememberMatches } from './history/history.ts';
import { type ColumnKey, columnForms, kinds } from './kind/kinds.ts';
import type { Sort } from './known/known.ts';
import { ChoiceLists } from './parts/choices.tsx';
import { FilterChips, type Filter } from './parts/filter.tsx';
import { FixPanel, type SameFix } from './parts/fix-panel.tsx';
import { Grid, type Place } from './parts/grid.tsx';
import { MatchPanel, openMatches, type OpenMatch } from './parts/match-panel.tsx';
import { WrongLines } from './parts/wrong-lines.tsx';
import type { RowView } from './row/list.ts';
import type { Change } from './row/paste.ts';
import { withCells, withChoice } from './state/upload.ts';
import { typedText } from './row/typed.ts';
import type { StepProps } from './upload.tsx';
import { useRows } from './use-rows.ts';

export function RowsStep(props: StepProps): ReactNode {
  const { party, known, upload, change, drop } = props;
  const words = useWords();
  const { t } = words;
  const { views, isChecking, fault } = useRows(props);
  const [at, setAt] = useState<Place | null>(null);
  const [sameFix, setSameFix] = useState<SameFix | null>(null);
  const { filter, setFilter, shown } = useShown(views);
  const remember = useRemember(party);
  const columns = useColumns(upload);
  const put = (typed: readonly Change[]): void => {
    const changes = typed.map((one) => ({
      ...one,
      text: typedText(one.column, one.text.trim(), words.language),
    }));
    change((now) => ({ ...now, rows: withCells(now.rows, changes) }));
    setSameFix(changes.length === 1 && changes[0] !== undefined ? likeIt(views, changes[0]) : null);
  };
  const choose = (column: ColumnKey, text: string, id: string): void => {
    change((now) => ({ ...now, rows: withChoice(now.rows, column, text.trim(), id) }));
    remember([{ sort: sortOf(column), text, id }]);
  };
  const confirm = (matches: readonly OpenMatch[]): void => {
    change((now) => ({
      ...now,
      rows: matches.reduce((rows, { column, text, id }) => withChoice(rows, column, text, id), [...now.rows]),
    }));
    remember(matches);
  };
  return (
    <div className="stack">
      <h2>{t('upload.rowsTitle')}</h2>
      <p className="quiet">
        {t('upload.rowsLead', { name: upload.file?.name ?? '', kind: t(`upload.kind.${upload.kind}`) })}
      </p>
      {fault !== null && (
        <Trouble fault={fault} onRetry={() => change((now) => ({ ...now, rows: [...now.rows] }))} />
      )}
      <MatchPanel
        open={useMemo(() => openMatches(views), [views])}
        onYes={confirm}
        onNo={(match) => put(match.lines.map((line) => ({ line, column: match.column, text: '' })))}
      />
      <FilterChips {...{ views, filter, isChecking }} onFilter={setFilter} />
      <Grid views={shown} columns={columns} at={at} onGo={setAt} onChange={put} />
      <FixPanel
        view={views.find(({ row }) => row.line === at?.line)}
        sameFix={sameFix}
        onSameFix={() => {
          if (sameFix === null) return;
          const { lines, column, to } = sameFix;
          put(lines.map((line) => ({ line, column, text: to })));
          setSameFix(null);
        }}
        onChoose={choose}
        onLeaveOut={(line, isLeftOut) =>
          change((now) => ({
            ...now,
            rows: now.rows.map((row) => (row.line === line ? { ...row, isLeftOut } : row)),
          }))
        }
      />
      <ChoiceLists known={known} columns={columns} />
      <SendBar {...{ props, views, isChecking }} />
      <div>
        <DropList drop={drop} />
      </div>
    </div>
  );
}

/** Those that the list has, that must be filled, and that somebody has filled in since. */
function useColumns({ kind, rows }: StepProps['upload']): readonly ColumnKey[] {
  return useMemo(() => {
    const { columns, required } = kinds[kind];
    const filled = new Set(rows.flatMap(({ cells }) => Object.keys(cells)));
    return columns.filter((column) => required.includes(column) || filled.has(column) || kind === 'runs');
  }, [kind, rows]);
}

/** Lines that can go now: nothing wrong, nothing to confirm, and the node has said that it would take them. */
export function readyViews(views: readonly RowView[]): RowView[] {
  return views.filter(
    ({ state, isOpen, isWaiting, parcel }) =>
      (state === 'new' || state === 'matched') && !isOpen && !isWaiting && parcel !== null,
  );
}

function readyIds(views: readonly RowView[]): string[] {
  return [...new Set(readyViews(views).flatMap(({ parcel }) => parcel?.id ?? []))];
}

function SendBar({
  props,
  views,
  isChecking,
}: {
  props: StepProps;
  views: readonly RowView[];
  isChecking: boolean;
}): ReactNode {
  const { t } = useWords();
  const { upload, known, change } = props;
  const count = readyViews(views).length;
  const wrong = views.filter(({ state }) => state === 'wrong');
  return (
    <>
      <div className="upload-send">
        <div className="row">
          <Button
            icon="upload"
            disabled={count === 0 || isChecking}
            onClick={() => change({ stage: 'sending', sending: readyIds(views) })}
          >
            {count === 0 && !isChecking ? t('upload.sendNothing') : t('upload.send', { count })}
          </Button>
          {wrong.length > 0 && (
            <span className="quiet">{t('upload.stillWrong', { count: wrong.length })}</span>
          )}
        </div>
      </div>
      <WrongLines {...{ upload, known, wrong }} />
    </>
  );
}

/** Rows stay in sight when they are put right: the filter is asked again only by choosing it. */
function useShown(views: readonly RowView[]): {
  filter: Filter;
  setFilter: (filter: Filter) => void;
  shown: readonly RowView[];
} {
  const [filter, setFilter] = useState<Filter>('all');
  const seen = useRef(new Set<number>());
  const shown = useMemo(() => {
    if (filter === 'all') return views;
    for (const { row, state } of views) if (state === filter) seen.current.add(row.line);
    return views.filter(({ row }) => seen.current.has(row.line));
  }, [views, filter]);
  const choose = (wish: Filter): void => {
    seen.current = new Set(views.flatMap(({ row, state }) => (state === wish ? [row.line] : [])));
    setFilter(wish);
  };
  return { filter, setFilter: choose, shown };
}

function likeIt(views: readonly RowView[], { line, column, text }: Change): SameFix | null {
  const before = views.find(({ row }) => row.line === line);
  const from = before?.row.cells[column];
  if (from === undefined || text.trim() === '' || before?.wrongs.every((wrong) => wrong.column !== column))
    return null;
  const alike = views.filter(
    ({ row, wrongs }) =>
      row.line !== line && row.cells[column] === from && wrongs.some((wrong) => wrong.column === column),
  );
  return alike.length === 0
    ? null
    : { column, from, to: text.trim(), lines: alike.map(({ row }) => row.line) };
}

function sortOf(column: ColumnKey): Sort {
  const form = columnForms[column];
  return form === 'site' || form === 'product' || form === 'partner' || form === 'process' ? form : 'lot';
}

function useRemember(party: string): (matches: readonly { sort: Sort; text: string; id: string }[]) => void {
  const client = useQueryClient();
  return (matches) =>
    void rememberMatches(party, matches).then(() =>
      client.invalidateQueries({ queryKey: ['upload', 'matches', party] }),
    );
}

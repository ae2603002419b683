// What is looked at, as it stands in the address: whoever gets the link sees the same.
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Direction } from '../../api/flow.ts';

export interface View {
  readonly direction: Direction;
  /** Days as 2026-01-31; undefined = all. */
  readonly from: string | undefined;
  readonly until: string | undefined;
  /** Stages of which every place is shown. */
  readonly open: readonly string[];
  /** Key of the place whose lots stand beside. */
  readonly place: string | undefined;
  readonly find: string;
  /** What stands beside the drawing where there is room for one of them. */
  readonly beside: 'map' | 'table';
}

type Search = Readonly<Record<string, string | undefined>>;

export function viewOf(search: Search): View {
  const day = (text: string | undefined): string | undefined =>
    /^\d{4}-\d\d-\d\d$/.test(text ?? '') ? text : undefined;
  return {
    direction: search['direction'] === 'forward' ? 'forward' : 'back',
    from: day(search['from']),
    until: day(search['until']),
    open: search['open'] === undefined || search['open'] === '' ? [] : search['open'].split(','),
    place: search['place'],
    find: search['find'] ?? '',
    beside: search['beside'] === 'table' ? 'table' : 'map',
  };
}

export function searchOf(view: View): Record<string, string> {
  const { direction, from, until, open, place, find, beside } = view;
  return {
    ...(direction === 'forward' && { direction }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    ...(open.length > 0 && { open: open.join(',') }),
    ...(place !== undefined && { place }),
    ...(find !== '' && { find }),
    ...(beside === 'table' && { beside }),
  };
}

export interface Looking {
  readonly id: string;
  readonly view: View;
  /** Changes some of it. What is only looked at more closely makes no new step to go back over. */
  readonly look: (change: Partial<View>) => void;
}

export function useLooking(): Looking {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const view = useMemo(() => viewOf(search), [search]);
  const look = useCallback(
    (change: Partial<View>) => {
      void navigate({
        to: '.',
        search: (before: Search) => searchOf({ ...viewOf(before), ...change }),
        replace: true,
        resetScroll: false,
      } as Parameters<typeof navigate>[0]);
    },
    [navigate],
  );
  return { id, view, look };
}

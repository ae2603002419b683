// What a party has recorded lately.
import { useMemo } from 'react';
import { get } from '../../api/call.ts';
import { useKnown } from '../../offline/known.ts';
import type { EventsAnswer } from './original.ts';

const shownDays = 60;
const dayMs = 86_400_000;

/** What the party recorded in the last weeks, as of the last time that there was a line. */
export function useOwnEvents(party: string | null): ReturnType<typeof useKnown<EventsAnswer>> {
  const since = useMemo(
    () => new Date(Math.floor(Date.now() / dayMs) * dayMs - shownDays * dayMs).toISOString(),
    [],
  );
  return useKnown(['events', party, 'own'], () =>
    get<EventsAnswer>(`/events?GE_recordTime=${since}&perPage=500`),
  );
}

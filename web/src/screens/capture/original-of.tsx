// One event that the party recorded, to be looked at or corrected: from what was recorded lately, or asked for where it is older.
import type { ReactNode } from 'react';
import { get } from '../../api/call.ts';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Empty } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { useKnown } from '../../offline/known.ts';
import { type EventsAnswer, type Original, originalsIn } from './original.ts';
import { useOwnEvents } from './own-events.ts';

interface Wanted {
  party: string | null;
  eventId: string;
  children: (original: Original) => ReactNode;
}

export function OriginalOf({ party, eventId, children }: Wanted): ReactNode {
  return (
    <Loaded query={useOwnEvents(party)}>
      {({ value }) => {
        const found = originalsIn(value).find((one) => one.eventId === eventId);
        return found === undefined ? <Older {...{ party, eventId, children }} /> : children(found);
      }}
    </Loaded>
  );
}

function Older({ party, eventId, children }: Wanted): ReactNode {
  const query = useKnown(['events', party, eventId], () =>
    get<EventsAnswer>(`/events?EQ_eventID=${encodeURIComponent(eventId)}`),
  );
  const { t } = useWords();
  return (
    <Loaded query={query}>
      {({ value }) => {
        const found = originalsIn(value).find((one) => one.eventId === eventId);
        if (found === undefined) return <Empty icon="unknown">{t('shell.notFoundMore')}</Empty>;
        return children(found);
      }}
    </Loaded>
  );
}

// The rows as they are to be shown now: checked here at once, and by the node a moment after the last change.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { rememberedMatches } from './history/history.ts';
import { kinds } from './kind/kinds.ts';
import type { Remembered } from './known/known.ts';
import { NodeWords } from './node/preview.ts';
import type { Row } from './row/row.ts';
import { RowChecks, type RowView, viewsOf } from './row/list.ts';
import type { StepProps } from './upload.tsx';
import { offsetOf, today } from './now.ts';

export interface Rows {
  readonly views: readonly RowView[];
  readonly isChecking: boolean;
  /** What stopped the node from being asked. */
  readonly fault: unknown;
}

const pauseMs = 300;
const nothing: Remembered = {};

export function useRows({ party, known, upload }: Pick<StepProps, 'party' | 'known' | 'upload'>): Rows {
  const { data: remembered = nothing } = useQuery({
    queryKey: ['upload', 'matches', party],
    queryFn: () => rememberedMatches(party),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [checks] = useState(() => new RowChecks());
  const [words] = useState(() => new NodeWords());
  const [asked, setAsked] = useState(0);
  // After a failure the node is asked again when something changes, or when somebody wishes it.
  const [failed, setFailed] = useState<{ rows: readonly Row[]; fault: unknown } | null>(null);
  const { rows } = upload;
  const isSending = upload.stage === 'sending';
  const kind = kinds[upload.kind];
  const digest = upload.file?.digest ?? '';
  // `asked` counts the node's answers: what it said is looked up anew after each.
  const views = useMemo(() => {
    const help = { kind, known, remembered, today: today(), asked };
    return viewsOf(rows, checks.of(rows, help), {
      ...help,
      sender: { party, digest, offsetOf },
      wordOn: (parcel) => words.of(parcel),
      sent: upload.sent,
    });
  }, [rows, upload.sent, kind, known, remembered, party, digest, checks, words, asked]);
  const waiting = useMemo(() => views.filter((view) => view.isWaiting), [views]);
  const mustAsk = !isSending && waiting.length > 0 && failed?.rows !== rows;
  useEffect(() => {
    if (!mustAsk) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        await words.ask(parcelsIn(views), party, Date.now(), stop.signal);
        setFailed(null);
        setAsked((count) => count + 1);
      } catch (fault) {
        if (!stop.signal.aborted) setFailed({ rows, fault });
      }
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [mustAsk, views, rows, words, party]);
  return { views, isChecking: mustAsk, fault: failed?.rows === rows ? failed.fault : null };
}

/** Those that can be sent, each once, in the order of the list. */
export function parcelsIn(views: readonly RowView[]): NonNullable<RowView['parcel']>[] {
  const parcels = views.flatMap(({ parcel, sameAs, state }) =>
    parcel === null || sameAs !== null || state === 'sent' ? [] : [parcel],
  );
  return [...new Set(parcels)];
}

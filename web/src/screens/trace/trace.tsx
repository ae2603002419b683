// The trace room: where a lot comes from, or where it went, as stages, places and kilograms.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { type FlowAnswer, flowQuery } from '../../api/flow.ts';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { useWords } from '../../language/words.tsx';
import { ExportMenu } from './export.tsx';
import { boxesAStage, type Merged, merged } from './merge.ts';
import { lotName } from './name.ts';
import { Room } from './room.tsx';
import { SavedViews, ShareLink } from './saved.tsx';
import { useSame } from './steady.ts';
import './trace.css';
import { withVerdicts } from './verdicts.ts';
import { searchOf, useLooking, type View } from './view.ts';

export function Trace(): ReactNode {
  const { t } = useWords();
  const { id, view } = useLooking();
  const question = { id, direction: view.direction };
  const whole = useQuery(flowQuery(question));
  const ranged = { ...question, from: view.from, until: view.until };
  const query = useQuery({ ...flowQuery(ranged), placeholderData: keepPreviousData });
  // Verdicts take longer: the drawing is there before them, and its marks come when they come.
  const judged = useQuery({
    ...flowQuery({ ...ranged, verdicts: true }),
    enabled: query.data !== undefined && !query.isPlaceholderData,
  });
  const answer = useMemo(() => withVerdicts(query.data, judged.data), [query.data, judged.data]);
  const flow = useMerged(answer, view);
  const title = t(view.direction === 'back' ? 'trace.titleBack' : 'trace.titleForward', { lot: lotName(id) });
  return (
    <Page
      icon="trace"
      title={title}
      actions={
        <>
          <SavedViews id={id} search={searchOf(view)} />
          <ShareLink />
          {answer !== undefined && flow !== undefined && <ExportMenu {...{ answer, flow, title }} />}
        </>
      }
    >
      <Loaded query={query}>
        {() => (
          <Room
            {...{ answer: answer!, flow: flow!, title }}
            whole={whole.data ?? answer!}
            isJudging={judged.isFetching}
          />
        )}
      </Loaded>
    </Page>
  );
}

/** The picked place stands for itself even where it would be put away with the small ones; else picking draws nothing anew. */
function useMerged(answer: FlowAnswer | undefined, view: View): Merged | undefined {
  const { place } = view;
  const open = useSame(view.open, view.open.join());
  const all = useMemo(() => answer && merged(answer, { most: boxesAStage, open, kept: [] }), [answer, open]);
  const kept = place !== undefined && all?.boxOf.get(place) !== place ? place : undefined;
  return useMemo(
    () =>
      answer === undefined || kept === undefined
        ? all
        : merged(answer, { most: boxesAStage, open, kept: [kept] }),
    [answer, all, open, kept],
  );
}

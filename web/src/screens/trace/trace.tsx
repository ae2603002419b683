// The trace room: where a lot comes from, or where it went, as stages, places and kilograms.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useState } from 'react';

import { type FlowAnswer, flowQuery } from '../../api/flow.ts';
import { LinkButton } from '../../design/parts/button.tsx';
import { Choices } from '../../design/parts/field.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Empty } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { Beside } from './beside.tsx';
import { Drawing, type Handlers, type Picked } from './drawing.tsx';
import { ExportMenu } from './export.tsx';
import { FindBox, type Finds, useFinds } from './find.tsx';
import { Frame } from './frame.tsx';
import { type Merged, merged } from './merge.ts';
import { Readout } from './numbers.tsx';
import { SavedViews, ShareLink } from './saved.tsx';
import { Side } from './side.tsx';
import { StageList } from './stage-list.tsx';
import { useIsNarrow, useSteady } from './steady.ts';
import { Summary } from './summary.tsx';
import { TimeRange } from './time.tsx';
import './trace.css';
import { searchOf, useLooking } from './view.ts';
import { lotName } from './words.ts';

/** Places a stage that a drawing shows before it puts the smallest together. */
const boxesAStage = 9;

export function Trace(): ReactNode {
  const { t } = useWords();
  const { id, view } = useLooking();
  const question = { id, direction: view.direction };
  const whole = useQuery(flowQuery(question));
  const ranged = { ...question, from: view.from, until: view.until };
  const flow = useQuery({ ...flowQuery(ranged), placeholderData: keepPreviousData });
  // Verdicts take longer: the drawing is there before them, and its marks come when they come.
  const judged = useQuery({
    ...flowQuery({ ...ranged, verdicts: true }),
    enabled: flow.data !== undefined && !flow.isPlaceholderData,
  });
  const answer = judged.data ?? flow.data;
  const title = t(view.direction === 'back' ? 'trace.titleBack' : 'trace.titleForward', { lot: lotName(id) });
  return (
    <Page
      icon="trace"
      title={title}
      actions={
        <>
          <SavedViews id={id} search={searchOf(view)} />
          <ShareLink />
          {answer !== undefined && <ExportMenu answer={answer} title={title} />}
        </>
      }
    >
      <Loaded query={flow}>
        {() => (
          <Room answer={answer!} whole={whole.data ?? answer!} title={title} isJudging={judged.isFetching} />
        )}
      </Loaded>
    </Page>
  );
}

function Room(props: {
  answer: FlowAnswer;
  whole: FlowAnswer;
  title: string;
  isJudging: boolean;
}): ReactNode {
  const { answer, whole, title, isJudging } = props;
  const looking = useLooking();
  const { view, look } = looking;
  const kept = useKept(answer, view.place, view.open);
  const flow = useMemo(
    () =>
      merged(answer, {
        most: boxesAStage,
        open: view.open,
        kept: kept === undefined ? [] : [kept],
      }),
    [answer, view.open, kept],
  );
  const finds = useFinds(answer, flow, looking);
  const picked = useMemo<Picked>(() => ({ box: view.place, found: finds.boxes }), [view.place, finds.boxes]);
  const onPick = useSteady((key: string): void => {
    const rest = flow.nodes.find((node) => node.key === key);
    if (key.startsWith('rest|') && rest !== undefined) look({ open: [...view.open, rest.stage] });
    else look({ place: key === view.place ? undefined : key });
  });
  const node = flow.nodes.find(({ key }) => key === view.place);
  useInSight(view.place);
  const { firstMs, lastMs } = whole.totals;
  return (
    <>
      <Summary answer={answer} isJudging={isJudging} />
      <Tools finds={finds} />
      <div className={node === undefined ? 'flow-room' : 'flow-room beside'}>
        <Picture {...{ flow, picked, onPick, title }} />
        {node !== undefined && <Side node={node} answer={answer} />}
      </div>
      {firstMs !== null && lastMs !== null && (
        <TimeRange
          key={`${answer.question.id} ${firstMs} ${lastMs}`}
          {...{ firstMs, lastMs }}
          hidden={answer.totals.hidden}
        />
      )}
      <Beside {...{ flow, picked, onPick }} />
    </>
  );
}

/** The picked place, where it would be put away with the small ones; else nothing is drawn anew when one is picked. */
function useKept(answer: FlowAnswer, place: string | undefined, open: readonly string[]): string | undefined {
  return useMemo(() => {
    if (place === undefined) return undefined;
    const { boxOf } = merged(answer, { most: boxesAStage, open, kept: [] });
    return boxOf.get(place) === place ? undefined : place;
  }, [answer, place, open]);
}

/** Where the window onto the drawing is too small for all of it, what was picked is brought into it. */
function useInSight(key: string | undefined): void {
  useEffect(() => {
    if (key === undefined) return;
    const box = document.querySelector(`.flow-box[data-key="${CSS.escape(key)}"]`);
    box?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [key]);
}

function Tools({ finds }: { finds: Finds }): ReactNode {
  const { t } = useWords();
  const { id, view, look } = useLooking();
  return (
    <div className="flow-tools no-print">
      <Choices
        legend={t('trace.direction')}
        options={[
          { value: 'back', text: t('trace.back') },
          { value: 'forward', text: t('trace.forward') },
        ]}
        chosen={[view.direction]}
        onChoose={([direction]) =>
          look({
            direction: direction === 'forward' ? 'forward' : 'back',
            place: undefined,
            from: undefined,
            until: undefined,
          })
        }
      />
      <FindBox finds={finds} />
      <LinkButton to="/recall/$id" params={{ id } as never} kind="second" icon="recall">
        {t('trace.recall')}
      </LinkButton>
    </div>
  );
}

function Picture(props: {
  flow: Merged;
  picked: Picked;
  onPick: (key: string) => void;
  title: string;
}): ReactNode {
  const { flow, picked, onPick, title } = props;
  const { t } = useWords();
  const isNarrow = useIsNarrow();
  const [at, setAt] = useState<Parameters<Handlers['onPoint']>[0]>();
  const handlers = useMemo<Handlers>(() => ({ onPick, onPoint: setAt }), [onPick]);
  if (flow.nodes.length === 0) return <Empty icon="trace">{t('trace.nothing')}</Empty>;
  if (isNarrow) return <StageList flow={flow} picked={picked} onPick={onPick} />;
  return (
    <div className="stack flow-picture">
      <Frame label={title}>
        {({ width, zoom }) => <Drawing {...{ flow, width, zoom, picked, handlers, title }} />}
      </Frame>
      <Readout flow={flow} at={at} />
    </div>
  );
}

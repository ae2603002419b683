// The room itself: the drawing, beside it map or table and the place that was picked, below it the time.
import { type ReactNode, useEffect, useMemo } from 'react';
import type { FlowAnswer } from '../../api/flow.ts';
import { LinkButton } from '../../design/parts/button.tsx';
import { Choices } from '../../design/parts/field.tsx';
import { Empty } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { Beside, Jump } from './beside.tsx';
import { Drawing, type Handlers, type Picked } from './drawing.tsx';
import { FindBox, type Finds, useFinds } from './find.tsx';
import { Frame } from './frame.tsx';
import type { Merged } from './merge.ts';
import { Readout } from './numbers.tsx';
import { usePointing } from './pointing.ts';
import { Side } from './side.tsx';
import { StageList } from './stage-list.tsx';
import { useIsNarrow, useSteady } from './steady.ts';
import { Summary } from './summary.tsx';
import { TimeRange } from './time.tsx';
import { useLooking } from './view.ts';

export function Room(props: {
  answer: FlowAnswer;
  whole: FlowAnswer;
  flow: Merged;
  title: string;
  isJudging: boolean;
}): ReactNode {
  const { answer, whole, flow, title, isJudging } = props;
  const looking = useLooking();
  const { view } = looking;
  const finds = useFinds(answer, flow, looking);
  const picked = useMemo<Picked>(() => ({ box: view.place, found: finds.boxes }), [view.place, finds.boxes]);
  const handlers = useHandlers(flow);
  const node = flow.nodes.find(({ key }) => key === view.place);
  const { firstMs, lastMs } = whole.totals;
  return (
    <>
      <Summary answer={answer} isJudging={isJudging} />
      <Tools finds={finds} />
      <Jump />
      <div className={`flow-room by-${view.beside}`}>
        <div className="stack">
          <Picture {...{ flow, picked, handlers, title }} />
          {firstMs !== null && lastMs !== null && (
            <TimeRange
              key={`${answer.question.id} ${firstMs} ${lastMs}`}
              {...{ firstMs, lastMs }}
              hidden={answer.totals.hidden}
            />
          )}
        </div>
        <div className="stack flow-beside">
          {flow.nodes.length > 0 && <Beside {...{ flow, picked, handlers }} />}
          {node !== undefined && <Side node={node} answer={answer} />}
        </div>
      </div>
    </>
  );
}

/** What was picked in any view is picked in all; the rest of a stage opens. */
function useHandlers(flow: Merged): Handlers {
  const { view, look } = useLooking();
  const pointing = usePointing();
  useInSight(view.place);
  const onPick = useSteady((key: string): void => {
    const rest = flow.nodes.find((node) => node.key === key);
    if (key.startsWith('rest|') && rest !== undefined) look({ open: [...view.open, rest.stage] });
    else look({ place: key === view.place ? undefined : key });
  });
  return useMemo(() => ({ onPick, pointing }), [onPick, pointing]);
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
  const turn = ([direction]: readonly string[]): void =>
    look({
      direction: direction === 'forward' ? 'forward' : 'back',
      ...{ place: undefined, from: undefined, until: undefined },
    });
  return (
    <div className="flow-tools no-print">
      <Choices
        legend={t('trace.direction')}
        options={[
          { value: 'back', text: t('trace.back') },
          { value: 'forward', text: t('trace.forward') },
        ]}
        chosen={[view.direction]}
        onChoose={turn}
      />
      <FindBox finds={finds} />
      <LinkButton to="/recall/$id" params={{ id } as never} kind="second" icon="recall">
        {t('trace.recall')}
      </LinkButton>
    </div>
  );
}

function Picture(props: { flow: Merged; picked: Picked; handlers: Handlers; title: string }): ReactNode {
  const { flow, picked, handlers, title } = props;
  const { t } = useWords();
  const isNarrow = useIsNarrow();
  if (flow.nodes.length === 0) return <Empty icon="trace">{t('trace.nothing')}</Empty>;
  if (isNarrow) return <StageList flow={flow} picked={picked} onPick={handlers.onPick} />;
  return (
    <div className="stack flow-picture" id="flow-at-stages" tabIndex={-1}>
      <Frame label={title}>
        {({ width, zoom }) => <Drawing {...{ flow, width, zoom, picked, handlers, title }} isWindowed />}
      </Frame>
      <Readout flow={flow} pointing={handlers.pointing} />
    </div>
  );
}

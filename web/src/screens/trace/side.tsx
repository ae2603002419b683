// Beside the drawing: the place that was picked, what is wrong there, and its lots, page by page.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type FlowAnswer, type FlowLot, type FlowNode, flowQuery } from '../../api/flow.ts';
import { Icon } from '../../design/icon.tsx';
import { Button } from '../../design/parts/button.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Badge } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { NodeFacts } from './numbers.tsx';
import { useIsWide } from './steady.ts';
import { stageIcon, useFlowWords, wholeKilograms } from './words.ts';
import { useLooking } from './view.ts';
import { wrongAt } from './wrong.ts';

export function Side({ node, answer }: { node: FlowNode; answer: FlowAnswer }): ReactNode {
  const { t } = useWords();
  const words = useFlowWords();
  const { view, look } = useLooking();
  const isWide = useIsWide();
  const head = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves when another place is picked
  useEffect(() => {
    head.current?.focus({ preventScroll: true });
    // Where it lies over the page it is in sight already.
    if (isWide) head.current?.scrollIntoView({ block: 'nearest' });
  }, [node.key]);
  return (
    <aside className="panel flow-side stack" aria-label={words.place(node)}>
      <div className="row apart">
        <p className="quiet">
          <Icon name={stageIcon(node.stage)} /> {words.stage(node.stage, node.work[0] ?? null)}
        </p>
        <Button kind="plain" icon="close" onClick={() => look({ place: undefined })}>
          {t('trace.close')}
        </Button>
      </div>
      <h2 ref={head} tabIndex={-1}>
        {words.place(node)}
      </h2>
      {node.country !== null && <p className="quiet">{words.where(node)}</p>}
      {node.place !== null && (
        <p>
          <Link to="/facilities/$id" params={{ id: node.place }}>
            {t('trace.aboutPlace')}
          </Link>
        </p>
      )}
      <NodeFacts node={node} direction={view.direction} />
      <Wrong node={node} answer={answer} />
      <Lots node={node} answer={answer} />
    </aside>
  );
}

function Wrong({ node, answer }: { node: FlowNode; answer: FlowAnswer }): ReactNode {
  const words = useWords();
  const sentences = wrongAt(node, answer, words);
  if (sentences.length === 0) return null;
  return (
    <section>
      <h3>{words.t('trace.wrongHere')}</h3>
      <ul className="list">
        {sentences.slice(0, 12).map((sentence) => (
          <li key={sentence} className="flow-wrong">
            {sentence}
          </li>
        ))}
      </ul>
    </section>
  );
}

const perPage = 25;

function Lots({ node, answer }: { node: FlowNode; answer: FlowAnswer }): ReactNode {
  const { t } = useWords();
  const { id, view } = useLooking();
  const [offset, setOffset] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place begins with its first page
  useEffect(() => setOffset(0), [node.key]);
  const isRest = node.key.startsWith('rest|');
  const query = useQuery({
    ...flowQuery({
      id,
      ...{ direction: view.direction, from: view.from, until: view.until },
      lots: { node: isRest ? undefined : node.key, offset, limit: perPage },
    }),
    placeholderData: keepPreviousData,
    enabled: !isRest,
  });
  if (isRest) return null;
  if (answer.level === 'country' || answer.level === 'region')
    return <p className="quiet">{t('trace.lotsWithheld')}</p>;
  return (
    <section className="stack">
      <h3>{t('trace.lotsTitle')}</h3>
      <Loaded query={query}>
        {({ lots }) => (
          <>
            <ul className="list">
              {lots?.member.map((lot) => (
                <li key={lot.id} className="flow-lot">
                  <LotLine lot={lot} />
                  {lot.entry !== null && (
                    <Link className="quiet" to="/log/$index" params={{ index: String(lot.entry) }}>
                      {t('trace.entry', { entry: lot.entry })}
                    </Link>
                  )}
                </li>
              ))}
            </ul>
            <Pages offset={offset} total={lots?.total ?? 0} onTurn={setOffset} />
          </>
        )}
      </Loaded>
    </section>
  );
}

export function LotLine({ lot }: { lot: FlowLot }): ReactNode {
  const { t, formats } = useWords();
  const words = useFlowWords();
  const { bornAtMs, grams, containedGrams } = lot;
  const facts = [
    bornAtMs === null ? '' : formats.date(bornAtMs),
    grams === null ? '' : formats.kilograms(wholeKilograms(grams)),
    containedGrams === null
      ? ''
      : t('trace.partIn', { amount: formats.kilograms(wholeKilograms(containedGrams)) }),
  ];
  return (
    <Link className="line" to="/trace/$id" params={{ id: lot.id }}>
      <Icon name="lots" />
      <span className="what">{words.lot(lot.id)}</span>
      <Icon name="next" turns />
      <span className="more">
        {facts.filter(Boolean).join(' · ')}{' '}
        {lot.conflict && <Badge tone="bad">{t('trace.conflicts', { count: 1 })}</Badge>}
        {lot.gaps.length > 0 && <Badge tone="warn">{t('trace.gaps', { count: lot.gaps.length })}</Badge>}
      </span>
    </Link>
  );
}

export function Pages(props: {
  offset: number;
  total: number;
  onTurn: (offset: number) => void;
  size?: number;
}): ReactNode {
  const { t, formats } = useWords();
  const { offset, total, onTurn, size = perPage } = props;
  if (total <= size) return null;
  const last = Math.min(total, offset + size);
  return (
    <nav className="row apart no-print" aria-label={t('trace.pages')}>
      <Button kind="second" disabled={offset === 0} onClick={() => onTurn(Math.max(0, offset - size))}>
        {t('trace.earlier')}
      </Button>
      <span className="quiet">
        {t('trace.pageOf', {
          from: formats.number(offset + 1),
          to: formats.number(last),
          all: formats.number(total),
        })}
      </span>
      <Button kind="second" disabled={last === total} onClick={() => onTurn(offset + size)}>
        {t('trace.later')}
      </Button>
    </nav>
  );
}

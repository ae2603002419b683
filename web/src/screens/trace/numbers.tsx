// The numbers of a place or of a link, in words.
import type { ReactNode } from 'react';
import type { Direction, FlowEdge, FlowNode } from '../../api/flow.ts';
import { type Fact, Facts } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { Marks } from './marks.tsx';
import type { Merged } from './merge.ts';
import { type Pointing, usePointedAt } from './pointing.ts';
import { useFlowWords, wholeKilograms } from './words.ts';

export function NodeFacts({ node, direction }: { node: FlowNode; direction: Direction }): ReactNode {
  const { t, formats } = useWords();
  const grams = (name: string, value: number | null): Fact[] =>
    value === null || value === 0 ? [] : [{ name, value: formats.kilograms(wholeKilograms(value)) }];
  const facts: Fact[] = [
    { name: t('trace.lotsHere'), value: formats.number(node.lots) },
    ...grams(t(direction === 'back' ? 'trace.inIt' : 'trace.ofIt'), node.containedGrams),
    ...(node.containedGrams === null && node.share !== null
      ? [{ name: t('trace.shareOfStage'), value: formats.percent(node.share) }]
      : []),
    ...grams(t('trace.wentIn'), node.inGrams),
    ...grams(t('trace.began'), node.bornGrams),
    ...grams(t('trace.open'), node.openGrams),
    ...grams(t('trace.made'), node.madeGrams),
    ...grams(t('trace.lost'), node.lossGrams),
    ...grams(t('trace.left'), node.remainingGrams),
    ...(node.fromMs !== null && node.untilMs !== null
      ? [{ name: t('trace.when'), value: `${formats.date(node.fromMs)} – ${formats.date(node.untilMs)}` }]
      : []),
    ...node.apart.map(({ dimension, amount, lots }) => ({
      name: t('trace.apart', { count: lots }),
      value: amount === null || dimension === null ? '–' : formats.amount(amount, dimension),
    })),
  ];
  return (
    <div className="stack">
      <Marks node={node} />
      <Facts facts={facts} />
      {node.lotsByInputs > 0 && <p className="quiet">{t('trace.byInputs', { count: node.lotsByInputs })}</p>}
      {node.custodialLots > 0 && (
        <p className="quiet">{t('trace.custodial', { count: node.custodialLots })}</p>
      )}
    </div>
  );
}

/** One line about what the pointer or the focus is on. */
export function Readout({ flow, pointing }: { flow: Merged; pointing: Pointing }): ReactNode {
  const { t } = useWords();
  const words = useFlowWords();
  const at = usePointedAt(pointing);
  const node = flow.nodes.find(({ key }) => key === at?.boxes?.[0]);
  const edge = flow.edges.find(({ from, to }) => `${from} ${to}` === at?.band);
  const nameOf = (key: string): string => words.place(flow.nodes.find((one) => one.key === key)!);
  if (node !== undefined)
    return (
      <p className="flow-readout">
        <b>{words.place(node)}</b> {words.where(node)} <NodeLine node={node} />
      </p>
    );
  if (edge !== undefined)
    return (
      <p className="flow-readout">
        <b>{t('trace.fromTo', { from: nameOf(edge.from), to: nameOf(edge.to) })}</b> <EdgeLine edge={edge} />
      </p>
    );
  return <p className="flow-readout quiet">{t('trace.pointHint')}</p>;
}

function NodeLine({ node }: { node: FlowNode }): ReactNode {
  const { t, formats } = useWords();
  const words = useFlowWords();
  const parts = [
    t('trace.lots', { count: node.lots }),
    words.amount(node),
    node.madeGrams === null
      ? ''
      : t('trace.madeInAll', { amount: formats.kilograms(wholeKilograms(node.madeGrams)) }),
  ];
  return parts.filter(Boolean).join(' · ');
}

export function EdgeLine({ edge }: { edge: FlowEdge }): ReactNode {
  const { t, formats } = useWords();
  const words = useFlowWords();
  const parts = [
    words.amount(edge),
    edge.grams === null
      ? ''
      : t('trace.movedInAll', { amount: formats.kilograms(wholeKilograms(edge.grams)) }),
    edge.unknown > 0 ? t('trace.unknownLinks', { count: edge.unknown }) : '',
  ];
  return parts.filter(Boolean).join(' · ');
}

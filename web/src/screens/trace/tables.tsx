// The same facts as tables, for those who cannot see the drawing and those who want to sort.
import { memo, type ReactNode, useMemo } from 'react';
import type { FlowEdge, FlowNode } from '../../api/flow.ts';
import { useWords } from '../../language/words.tsx';
import { Marks } from './marks.tsx';
import type { Merged } from './merge.ts';
import { type Sorted, SortedTable } from './sorted-table.tsx';
import { useFlowWords, wholeKilograms } from './words.ts';

export const Tables = memo(function Tables(props: {
  flow: Merged;
  onPick: (key: string) => void;
}): ReactNode {
  const { flow, onPick } = props;
  const { t, formats } = useWords();
  const words = useFlowWords();
  const kilograms = (grams: number | null): string =>
    grams === null ? '–' : formats.kilograms(wholeKilograms(grams));
  const grams = (name: string, head: string, of: (node: FlowNode) => number | null): Sorted<FlowNode> => ({
    ...{ name, head, end: true },
    cell: (node) => kilograms(of(node)),
    by: (node) => of(node) ?? -1,
  });
  const isFull = flow.nodes.some(({ madeGrams }) => madeGrams !== null);
  const places: Sorted<FlowNode>[] = [
    {
      name: 'stage',
      head: t('trace.column.stage'),
      cell: (node) => words.stage(node.stage, node.work[0] ?? null),
      by: stageRank(flow),
    },
    {
      name: 'place',
      head: t('trace.column.place'),
      by: (node) => words.place(node),
      cell: (node) => (
        <button type="button" className="flow-link" onClick={() => onPick(node.key)}>
          {words.place(node)}
        </button>
      ),
    },
    {
      name: 'country',
      head: t('trace.column.country'),
      cell: (node) => words.where(node) || '–',
      by: (node) => words.where(node),
    },
    {
      name: 'lots',
      head: t('trace.lotsHere'),
      cell: (node) => formats.number(node.lots),
      by: (node) => node.lots,
      end: true,
    },
    {
      ...{ name: 'in', head: t('trace.inIt'), end: true },
      cell: (node) => words.amount(node) || '–',
      by: (node) => node.containedGrams ?? node.share ?? -1,
    },
    ...(isFull
      ? [
          grams('made', t('trace.made'), (node) => node.madeGrams),
          grams('lost', t('trace.lost'), (node) => node.lossGrams),
          grams('left', t('trace.left'), (node) => node.remainingGrams),
        ]
      : []),
    {
      name: 'wrong',
      head: t('trace.column.wrong'),
      cell: (node) => <Marks node={node} />,
      by: (node) => -node.gaps - 100 * node.conflicts,
    },
  ];
  const nameOf = useMemo(
    () => new Map(flow.nodes.map((node) => [node.key, words.place(node)])),
    [flow, words],
  );
  const links: Sorted<FlowEdge>[] = [
    {
      name: 'from',
      head: t('trace.column.from'),
      cell: ({ from }) => nameOf.get(from),
      by: ({ from }) => nameOf.get(from) ?? '',
    },
    {
      name: 'to',
      head: t('trace.column.to'),
      cell: ({ to }) => nameOf.get(to),
      by: ({ to }) => nameOf.get(to) ?? '',
    },
    {
      name: 'links',
      head: t('trace.column.times'),
      cell: ({ links }) => formats.number(links),
      by: ({ links }) => links,
      end: true,
    },
    {
      ...{ name: 'in', head: t('trace.inIt'), end: true },
      cell: (edge) => words.amount(edge) || '–',
      by: (edge) => edge.containedGrams ?? edge.share ?? -1,
    },
    ...(isFull
      ? [
          {
            ...{ name: 'moved', head: t('trace.column.moved'), end: true },
            cell: (edge: FlowEdge) => kilograms(edge.grams),
            by: (edge: FlowEdge) => edge.grams ?? -1,
          },
        ]
      : []),
  ];
  return (
    <div className="stack flow-tables">
      <SortedTable
        caption={t('trace.placesCaption')}
        columns={places}
        rows={flow.nodes}
        keyOf={({ key }) => key}
      />
      <SortedTable
        caption={t('trace.linksCaption')}
        columns={links}
        rows={flow.edges}
        keyOf={({ from, to }) => `${from} ${to}`}
      />
    </div>
  );
});

function stageRank(flow: Merged): (node: FlowNode) => number {
  const order = [...new Set(flow.nodes.map(({ stage }) => stage))];
  return ({ stage }) => order.indexOf(stage);
}

// The same facts as tables, for those who cannot see the drawing and those who want to sort.
import { memo, type ReactNode, useMemo } from 'react';
import type { FlowEdge, FlowNode } from '../../api/flow.ts';
import { useWords } from '../../language/words.tsx';
import type { Handlers, Picked } from './drawing.tsx';
import { Marks } from './marks.tsx';
import type { Merged } from './merge.ts';
import { pointedBy, useIsPointed } from './pointing.ts';
import { type Sorted, SortedTable } from './sorted-table.tsx';
import { useFlowWords, wholeKilograms } from './words.ts';

interface TableProps {
  flow: Merged;
  picked: Picked;
  handlers: Handlers;
}

export const Tables = memo(function Tables({ flow, picked, handlers }: TableProps): ReactNode {
  const { t } = useWords();
  const isFull = flow.nodes.some(({ madeGrams }) => madeGrams !== null);
  const places = usePlaceColumns(flow, handlers.onPick, isFull);
  const links = useLinkColumns(flow, isFull);
  return (
    <div className="stack flow-tables">
      <SortedTable
        caption={t('trace.placesCaption')}
        columns={places}
        rows={flow.nodes}
        keyOf={({ key }) => key}
        row={(node, cells) => <PlaceRow {...{ node, picked, handlers }}>{cells}</PlaceRow>}
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

function PlaceRow(props: {
  node: FlowNode;
  picked: Picked;
  handlers: Handlers;
  children: ReactNode;
}): ReactNode {
  const { node, picked, handlers, children } = props;
  const isPointed = useIsPointed(handlers.pointing, [node.key]);
  const isFaded = picked.found !== undefined && !picked.found.has(node.key);
  const looks = ['flow-line', isPointed && 'pointed', isFaded && 'faded'];
  return (
    <tr
      className={looks.filter(Boolean).join(' ')}
      data-key={node.key}
      aria-current={picked.box === node.key ? 'true' : undefined}
      {...pointedBy(handlers.pointing, { boxes: [node.key] })}
    >
      {children}
    </tr>
  );
}

function useKilograms(): (grams: number | null) => string {
  const { formats } = useWords();
  return (grams) => (grams === null ? '–' : formats.kilograms(wholeKilograms(grams)));
}

/** What matters most first: where there is little room, the rest is scrolled to. */
function usePlaceColumns(
  flow: Merged,
  onPick: (key: string) => void,
  isFull: boolean,
): readonly Sorted<FlowNode>[] {
  const { t, formats } = useWords();
  const words = useFlowWords();
  const kilograms = useKilograms();
  const grams = (name: string, head: string, of: (node: FlowNode) => number | null): Sorted<FlowNode> => ({
    ...{ name, head, end: true },
    cell: (node) => kilograms(of(node)),
    by: (node) => of(node) ?? -1,
  });
  const column = (
    name: string,
    head: string,
    by: Sorted<FlowNode>['by'],
    cell: Sorted<FlowNode>['cell'],
  ): Sorted<FlowNode> => ({ name, head, by, cell });
  return [
    column('stage', t('trace.column.stage'), stageRank(flow), (node) =>
      words.stage(node.stage, node.work[0] ?? null),
    ),
    column('place', t('trace.column.place'), words.place, (node) => (
      <button type="button" className="flow-link" onClick={() => onPick(node.key)}>
        {words.place(node)}
      </button>
    )),
    {
      ...{ name: 'in', head: t('trace.inIt'), end: true },
      cell: (node) => words.amount(node) || '–',
      by: (node) => node.containedGrams ?? node.share ?? -1,
    },
    column(
      'wrong',
      t('trace.column.wrong'),
      (node) => -node.gaps - 100 * node.conflicts - Object.keys(node.findings).length,
      (node) => <Marks node={node} />,
    ),
    column('country', t('trace.column.country'), words.where, (node) => words.where(node) || '–'),
    {
      ...{ name: 'lots', head: t('trace.lotsHere'), end: true },
      cell: (node) => formats.number(node.lots),
      by: (node) => node.lots,
    },
    ...(isFull
      ? [
          grams('made', t('trace.made'), (node) => node.madeGrams),
          grams('lost', t('trace.lost'), (node) => node.lossGrams),
          grams('left', t('trace.left'), (node) => node.remainingGrams),
        ]
      : []),
  ];
}

function useLinkColumns(flow: Merged, isFull: boolean): readonly Sorted<FlowEdge>[] {
  const { t, formats } = useWords();
  const words = useFlowWords();
  const kilograms = useKilograms();
  const nameOf = useMemo(
    () => new Map(flow.nodes.map((node) => [node.key, words.place(node)])),
    [flow, words],
  );
  const end = (name: 'from' | 'to', head: string): Sorted<FlowEdge> => ({
    ...{ name, head },
    cell: (edge) => nameOf.get(edge[name]),
    by: (edge) => nameOf.get(edge[name]) ?? '',
  });
  const links: Sorted<FlowEdge>[] = [
    end('from', t('trace.column.from')),
    end('to', t('trace.column.to')),
    {
      ...{ name: 'in', head: t('trace.inIt'), end: true },
      cell: (edge) => words.amount(edge) || '–',
      by: (edge) => edge.containedGrams ?? edge.share ?? -1,
    },
    {
      ...{ name: 'links', head: t('trace.column.times'), end: true },
      cell: ({ links }) => formats.number(links),
      by: ({ links }) => links,
    },
  ];
  const moved: Sorted<FlowEdge> = {
    ...{ name: 'moved', head: t('trace.column.moved'), end: true },
    cell: (edge) => kilograms(edge.grams),
    by: (edge) => edge.grams ?? -1,
  };
  return isFull ? [...links, moved] : links;
}

function stageRank(flow: Merged): (node: FlowNode) => number {
  const order = [...new Set(flow.nodes.map(({ stage }) => stage))];
  return ({ stage }) => order.indexOf(stage);
}

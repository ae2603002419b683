// The chain on a phone: one stage under the other, a bar for each place.
import type { ReactNode } from 'react';
import type { FlowNode } from '../../api/flow.ts';
import { Icon } from '../../design/icon.tsx';
import { useWords } from '../../language/words.tsx';
import { columnsOf } from './columns.ts';
import type { Picked } from './drawing.tsx';
import { Marks } from './marks.tsx';
import type { Merged } from './merge.ts';
import { Weaves, weaveOf } from './weaves.tsx';
import { stageIcon, useFlowWords } from './words.ts';

export function StageList(props: { flow: Merged; picked: Picked; onPick: (key: string) => void }): ReactNode {
  const { flow, picked, onPick } = props;
  const words = useFlowWords();
  const columns = columnsOf(flow.nodes, flow.edges);
  const groups = Array.from({ length: columns.count }, (_, at) =>
    flow.nodes.filter(({ key }) => columns.of.get(key) === at),
  );
  return (
    <ol className="flow-stages" id="flow-at-stages" tabIndex={-1}>
      {groups.map((nodes) => {
        const lead = nodes.find(({ stage }) => stage !== 'undeclared') ?? nodes[0]!;
        const total = nodes.reduce((sum, node) => sum + weight(node), 0);
        return (
          <li key={lead.key}>
            <h2>
              <Icon name={stageIcon(lead.stage)} /> {words.stage(lead.stage, lead.work[0] ?? null)}
            </h2>
            <ul>
              {nodes
                .toSorted((a, b) => weight(b) - weight(a))
                .map((node) => (
                  <li key={node.key}>
                    <Row {...{ node, picked, onPick, part: total > 0 ? weight(node) / total : 0 }} />
                  </li>
                ))}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}

function weight({ containedGrams, share, lots }: FlowNode): number {
  return containedGrams ?? share ?? lots;
}

function Row(props: {
  node: FlowNode;
  part: number;
  picked: Picked;
  onPick: (key: string) => void;
}): ReactNode {
  const { node, part, picked, onPick } = props;
  const { t } = useWords();
  const words = useFlowWords();
  const isFaded = picked.found !== undefined && !picked.found.has(node.key);
  const isGap = node.stage === 'undeclared';
  return (
    <button
      type="button"
      className={`flow-row${isFaded ? ' faded' : ''}${isGap ? ' gap' : ''}`}
      aria-pressed={picked.box === node.key}
      onClick={() => onPick(node.key)}
      data-key={node.key}
    >
      <span className="what">{words.place(node)}</span>
      <span className="amount">{words.amount(node)}</span>
      <svg className="flow-bar" aria-hidden="true" width="100%" height="12">
        <Weaves prefix={`row${weaveOf(node.stage)}-`} />
        <rect
          width={`${Math.max(1.5, part * 100)}%`}
          height="12"
          fill={isGap ? 'none' : `url(#row${weaveOf(node.stage)}-${weaveOf(node.stage)})`}
        />
      </svg>
      <span className="quiet">
        {[words.where(node), t('trace.lots', { count: node.lots })].filter(Boolean).join(' · ')}
      </span>
      <Marks node={node} />
    </button>
  );
}

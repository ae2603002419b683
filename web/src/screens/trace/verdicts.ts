// Verdicts come after the drawing stands: they are put onto the places that are drawn, so that only those with one are drawn anew.
import type { FlowAnswer, FlowNode } from '../../api/flow.ts';

export function withVerdicts(
  flow: FlowAnswer | undefined,
  judged: FlowAnswer | undefined,
): FlowAnswer | undefined {
  if (flow === undefined || judged === undefined) return flow;
  const verdictOf = new Map(judged.nodes.map((node) => [node.key, node]));
  // The chain grew between the two questions: then the newer answer is the one that is shown.
  const isSame =
    flow.nodes.length === judged.nodes.length && flow.nodes.every(({ key }) => verdictOf.has(key));
  if (!isSame) return judged;
  const nodes = flow.nodes.map((node) => withVerdict(node, verdictOf.get(node.key)!));
  return { ...judged, nodes, edges: flow.edges };
}

function withVerdict(node: FlowNode, { claims, findings }: FlowNode): FlowNode {
  const isNothing = Object.keys(claims).length + Object.keys(findings).length === 0;
  return isNothing ? node : { ...node, claims, findings };
}

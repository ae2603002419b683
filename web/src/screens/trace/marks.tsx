// What is wrong, in place: a sign and a word, never colour alone.
import type { ReactNode } from 'react';
import type { FlowNode } from '../../api/flow.ts';
import { Badge } from '../../design/parts/show.tsx';
import { useWords, type Words } from '../../language/words.tsx';

export interface Mark {
  readonly kind: 'gap' | 'conflict' | 'finding';
  readonly text: string;
}

export function marksOf(node: FlowNode, { t }: Words): Mark[] {
  const findings = Object.values(node.findings).reduce((sum, count) => sum + count, 0);
  return [
    ...(node.conflicts > 0
      ? [{ kind: 'conflict' as const, text: t('trace.conflicts', { count: node.conflicts }) }]
      : []),
    ...(findings > 0 ? [{ kind: 'finding' as const, text: t('trace.findings', { count: findings }) }] : []),
    ...(node.gaps > 0 ? [{ kind: 'gap' as const, text: t('trace.gaps', { count: node.gaps }) }] : []),
  ];
}

export function Marks({ node }: { node: FlowNode }): ReactNode {
  const words = useWords();
  const marks = marksOf(node, words);
  if (marks.length === 0) return null;
  return (
    <span className="row" style={{ gap: '0.375rem' }}>
      {marks.map(({ kind, text }) => (
        <Badge key={kind} tone={kind === 'gap' ? 'warn' : 'bad'} icon={kind === 'gap' ? 'unknown' : 'warn'}>
          {text}
        </Badge>
      ))}
    </span>
  );
}

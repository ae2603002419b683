// What is wrong, in place: a sign and a word, never colour alone.
import type { ReactNode } from 'react';
import type { FlowNode } from '../../api/flow.ts';
import { Badge } from '../../design/parts/show.tsx';
import { useWords, type Words } from '../../language/words.tsx';

export interface Mark {
  readonly kind: 'gap' | 'conflict' | 'finding';
  readonly text: string;
}

export function marksOf({ gaps, conflicts, findings }: FlowNode, words: Words): Mark[] {
  const count = Object.values(findings).reduce((sum, one) => sum + one, 0);
  return wrongOf({ gaps, conflicts, findings: count }, words);
}

/** Worst first. */
export function wrongOf(
  { gaps, conflicts, findings }: { gaps: number; conflicts: number; findings: number },
  { t }: Words,
): Mark[] {
  const marks: Mark[] = [
    { kind: 'conflict', text: conflicts > 0 ? t('trace.conflicts', { count: conflicts }) : '' },
    { kind: 'finding', text: findings > 0 ? t('trace.findings', { count: findings }) : '' },
    { kind: 'gap', text: gaps > 0 ? t('trace.gaps', { count: gaps }) : '' },
  ];
  return marks.filter(({ text }) => text !== '');
}

export function MarkBadge({ mark: { kind, text } }: { mark: Mark }): ReactNode {
  return (
    <Badge tone={kind === 'gap' ? 'warn' : 'bad'} icon={kind === 'gap' ? 'unknown' : 'warn'}>
      {text}
    </Badge>
  );
}

export function Marks({ node }: { node: FlowNode }): ReactNode {
  const words = useWords();
  const marks = marksOf(node, words);
  if (marks.length === 0) return null;
  return (
    <span className="row" style={{ gap: '0.375rem' }}>
      {marks.map((mark) => (
        <MarkBadge key={mark.kind} mark={mark} />
      ))}
    </span>
  );
}

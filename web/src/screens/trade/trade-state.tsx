// Where a trade stands, as a badge.
import type { ReactNode } from 'react';
import { Badge, type Tone } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';

const tones: Readonly<Record<string, Tone>> = {
  declared: 'info',
  acknowledged: 'info',
  received: 'good',
  settled: 'good',
  disputed: 'warn',
  refused: 'bad',
  withdrawn: 'quiet',
};

export function TradeState({ state }: { state: string | null }): ReactNode {
  const { t, has } = useWords();
  if (state === null || !has(`trade.state.${state}`)) return null;
  return <Badge tone={tones[state] ?? 'quiet'}>{t(`trade.state.${state}`)}</Badge>;
}

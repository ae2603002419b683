// What later words have made of a certificate or claim, as a badge.
import type { ReactNode } from 'react';
import { Badge, type Tone } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';

const tones: Readonly<Record<string, Tone>> = {
  valid: 'good',
  confirmed: 'good',
  reinstated: 'good',
  claimed: 'info',
  disputed: 'warn',
  suspended: 'bad',
  refuted: 'bad',
  revoked: 'bad',
  withdrawn: 'bad',
  expired: 'bad',
};

export function toneOf(state: string | null): Tone {
  return tones[state ?? ''] ?? 'quiet';
}

export function StateBadge({ state }: { state: string | null }): ReactNode {
  const { t, has } = useWords();
  if (state === null || !has(`lots.state.${state}`)) return null;
  return <Badge tone={toneOf(state)}>{t(`lots.state.${state}`)}</Badge>;
}

import type { ReactNode } from 'react';
import { Badge, type Tone } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import type { Webhook } from './answers.ts';

const tones: Readonly<Record<Webhook['state'], Tone>> = {
  ...{ on: 'good', failing: 'warn', off: 'bad', ended: 'quiet' },
};

export function State({ webhook: { state } }: { webhook: Pick<Webhook, 'state'> }): ReactNode {
  const { t } = useWords();
  return <Badge tone={tones[state]}>{t(`webhooks.state.${state}`)}</Badge>;
}

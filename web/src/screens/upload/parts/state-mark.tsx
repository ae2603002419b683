// The state of a row: a picture and a word, never a colour alone.
import type { ReactNode } from 'react';
import type { IconName } from '../../../design/icon.tsx';
import { Badge, type Tone } from '../../../design/parts/show.tsx';
import { useWords } from '../../../language/words.tsx';
import type { RowState } from '../row/row.ts';

export const stateLooks: Readonly<Record<RowState, { tone: Tone; icon: IconName }>> = {
  new: { tone: 'info', icon: 'record' },
  matched: { tone: 'warn', icon: 'trace' },
  duplicate: { tone: 'quiet', icon: 'queue' },
  wrong: { tone: 'bad', icon: 'bad' },
  sent: { tone: 'good', icon: 'good' },
  'left-out': { tone: 'quiet', icon: 'close' },
};

export function StateMark({ state }: { state: RowState }): ReactNode {
  const { t } = useWords();
  return <Badge {...stateLooks[state]}>{t(`upload.state.${state}`)}</Badge>;
}

// How many things wait, beside the name of their room.
import type { ReactNode } from 'react';
import { useWords } from '../../language/words.tsx';
import { countWaiting, useQueue } from './use-queue.ts';

export function QueueCount(): ReactNode {
  const { t, formats } = useWords();
  const count = countWaiting(useQueue());
  if (count === 0) return null;
  return (
    <span className="count">
      <span aria-hidden="true">{formats.number(count)}</span>
      <span className="visually-hidden">{t('queue.waiting', { count })}</span>
    </span>
  );
}

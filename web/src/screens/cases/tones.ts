import type { Tone } from '../../design/parts/show.tsx';

export const caseTones: Readonly<Record<string, Tone>> = {
  open: 'info',
  overdue: 'warn',
  upheld: 'bad',
  dismissed: 'good',
  withdrawn: 'quiet',
};

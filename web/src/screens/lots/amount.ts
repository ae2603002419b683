// Amounts side by side, each in its own unit.
import { useWords } from '../../language/words.tsx';

export function useAmounts(): (sums: readonly { dimension: string; amount: number }[]) => string {
  const { formats } = useWords();
  return (sums) => formats.list(sums.map(({ dimension, amount }) => formats.amount(amount, dimension)));
}

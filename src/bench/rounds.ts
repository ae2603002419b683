// Interleaved rounds: every variant in each round, one after the other, so that whatever else the machine does falls on
// all of them. Ratios are taken inside a round; what is reported is their median.

export function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export interface Variant {
  name: string;
  /** One round; the figure it gives. Called one more time before all for warming up. */
  run(round: number): Promise<number>;
}

/** The figures of each variant, round by round. */
export type Rounds = Map<string, number[]>;

export async function interleaved(
  variants: Variant[],
  rounds: number,
  progress: (text: string) => void,
): Promise<Rounds> {
  const figures: Rounds = new Map(variants.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, run } of variants) {
      progress(`${round === 0 ? 'warming up' : `round ${round} of ${rounds}`}: ${name}`);
      const figure = await run(round);
      if (round > 0) figures.get(name)!.push(figure);
    }
  }
  return figures;
}

/** Median of the ratios of two variants, round by round. */
export function ratio(rounds: Rounds, one: string, other: string): number {
  const [over, under] = [rounds.get(one)!, rounds.get(other)!];
  return median(over.map((figure, round) => figure / under[round]!));
}

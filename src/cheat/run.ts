// All cheats, or some of them, one after the other.
import type { Cheat } from './cheat.ts';
import { cheats } from './corpus.ts';
import { begin } from './ground/ground.ts';
import { type Tried, tryCheat } from './try.ts';

/** Undefined where there is none of that name. */
export function cheatNamed(name: string): Cheat | undefined {
  return cheats.find((one) => one.name === name);
}

/** Throws where the machinery broke; what is not as promised stands in `problems`. */
export async function tryAll(
  chosen: readonly Cheat[] = cheats,
  step: (done: number, all: number) => void = () => {},
): Promise<Tried[]> {
  const beginning = await begin();
  try {
    const tried: Tried[] = [];
    for (const cheat of chosen) {
      tried.push(await tryCheat(cheat, beginning));
      step(tried.length, chosen.length);
    }
    return tried;
  } finally {
    await beginning.close();
  }
}

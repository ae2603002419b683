// What is promised of cheats that change what was seen already.
import type { Cheat } from '../cheat.ts';

/** Whoever has seen the log, or asks somebody who has: all but the reader of a single file, who knows nothing else. */
export const byAllWhoSaw: Cheat['promised'] = {
  'file and policy': 'at once',
  'two files': 'at once',
  witness: 'at once',
  mirror: 'at once',
  'mirror with bodies': 'at once',
  chain: 'at once',
  'next start': 'at once',
};

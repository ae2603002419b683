import type { PaceRule } from '../../account/pace.ts';
import { countedAddress } from '../access/address.ts';
import { tooMany } from '../access/too-many.ts';
import type { Call } from '../route/route.ts';

/** Tries from one address, over a quarter of an hour: each may guess a secret. */
export const guessPace: PaceRule = { most: 30, seconds: 900 };

/** Counts a try of this kind from where the caller is; an answer where there were too many. */
export function tooOften({ c, door }: Call, kind: string): Response | undefined {
  const seconds = door.accounts?.pace.step(`${kind}:${countedAddress(c, door.trustProxy)}`, guessPace);
  return seconds === undefined ? undefined : tooMany(seconds, 'token', guessPace);
}

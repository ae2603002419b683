// The limits that this door holds callers to.
import type { PaceRule } from '../../account/pace.ts';
import { pathPaces, personPace } from '../../account/pace-rules.ts';
import { wrongKeyPace } from '../access/wrong-keys.ts';
import { guessPace } from '../account/pace.ts';
import { usualPace } from '../doubt/pace.ts';
import type { Door, Limits } from '../door.ts';

export interface LimitsInForce {
  bodies: Limits;
  paces: ({ what: PaceName; by: 'address' | 'person' } & PaceRule)[];
}

export const paceNames = ['sign-in', 'code', 'password', 'person', 'token', 'key', 'doubt'] as const;
export type PaceName = (typeof paceNames)[number];

const doubtRule: PaceRule = { most: usualPace.perAddress, seconds: usualPace.windowMs / 1000 };

/** Of a node without accounts nobody signs in. */
export function limitsInForce({ limits, accounts, doubts }: Door): LimitsInForce {
  const of = (path: string): PaceRule => pathPaces[path] as PaceRule;
  const paces: LimitsInForce['paces'] = [
    { what: 'sign-in', by: 'address', ...of('/sign-in/email') },
    { what: 'code', by: 'address', ...of('/two-factor/*') },
    { what: 'password', by: 'address', ...of('/reset-password') },
    { what: 'person', by: 'person', ...personPace },
    { what: 'token', by: 'address', ...guessPace },
  ];
  const always: LimitsInForce['paces'] = [
    { what: 'key', by: 'address', ...wrongKeyPace },
    ...(doubts === undefined ? [] : [{ what: 'doubt', by: 'address', ...doubtRule } as const]),
  ];
  return { bodies: limits, paces: accounts === undefined ? always : [...paces, ...always] };
}

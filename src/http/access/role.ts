// Who may come through which door. A route says `who`; this file says what that means.
import type { PersonRole } from '../../account/membership.ts';
import type { Answer } from '../../flow/node.ts';
import type { Level } from '../../flow/answers.ts';
import { refused } from '../problem/problem.ts';

export type Role = 'operator' | 'party' | 'reader';

/**
 * `public-lots`: without a key only where the operator opened the lots to the public. `people`: whoever is signed in;
 * a key is no person.
 */
export type Who = 'everybody' | 'public-lots' | 'people' | readonly Role[];

/** Who acts, where it is a person and not a program with a key. */
export interface CallingPerson {
  user: string;
  role: PersonRole;
  /** Facilities that a clerk is limited to; null = all of the party. */
  sites: string[] | null;
}

export interface Caller {
  role: Role | 'anonymous';
  /** The party a `party` key speaks for; null for every other caller. */
  party: string | null;
  /** The most that this caller is shown of a lot. */
  level: Level;
  /** Set where the caller came with a session. */
  person?: CallingPerson;
}

export const anonymous: Caller = { role: 'anonymous', party: null, level: 'country' };

const levels: readonly Level[] = ['country', 'region', 'site', 'full'];

export function isLevel(text: string): text is Level {
  return (levels as readonly string[]).includes(text);
}

export function showsAtLeast(granted: Level, asked: Level): boolean {
  return levels.indexOf(granted) >= levels.indexOf(asked);
}

/** Refuses with KEY_MISSING (nobody came) or ROLE_NOT_ALLOWED (somebody else may). Everything unnamed is denied. */
export function admit(caller: Caller, who: Who, publicReads: 'none' | 'lots'): Answer<Caller> {
  const { role } = caller;
  if (who === 'everybody' || who === 'people') return { ok: true, value: caller };
  if (role === 'anonymous') {
    if (who === 'public-lots' && publicReads === 'lots') return { ok: true, value: caller };
    return refused('KEY_MISSING', 'Sign in, or send an API key: Authorization: Bearer svk_<id>_<secret>.');
  }
  if (who === 'public-lots' || who.includes(role)) return { ok: true, value: caller };
  return refused('ROLE_NOT_ALLOWED', `A caller with the role ${role} may not do this.`);
}

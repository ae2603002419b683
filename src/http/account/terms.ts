// Whether somebody may give these terms: a role, a party, sites and a level.
import { type PersonRole, type Terms, usualLevel } from '../../account/membership.ts';
import { checkTerms } from '../../account/terms.ts';
import type { Level } from '../../flow/answers.ts';
import type { Answer } from '../../flow/node.ts';
import { showsAtLeast } from '../access/role.ts';
import { refused } from '../problem/problem.ts';
import type { Call } from '../route/route.ts';

export interface TermsAsked {
  role: PersonRole;
  party?: string | null;
  sites?: string[] | null;
  level?: Level;
}

/**
 * The terms with nothing left open. A manager gives what is of their own party, and shows nobody more than themselves.
 * TERMS_DO_NOT_FIT, MEMBERSHIP_MISSING, PARTY_UNKNOWN, LEVEL_NOT_GRANTED, SITE_UNKNOWN.
 */
export function termsFor(call: Call, asked: TermsAsked): Answer<Terms> {
  const party = partyFor(call, asked.party);
  if (!party.ok) return party;
  const { role, sites = null, level = lesser(usualLevel[role], call.caller.level) } = asked;
  const terms = checkTerms(call.node, { role, party: party.value, sites, level });
  if (!terms.ok || showsAtLeast(call.caller.level, level)) return terms;
  return refused('LEVEL_NOT_GRANTED', `You are shown no more than ${call.caller.level}.`, { field: 'level' });
}

/** The party that is meant: an operator names any (null = the node), everybody else means their own. MEMBERSHIP_MISSING. */
export function partyFor({ caller }: Call, asked: string | null | undefined): Answer<string | null> {
  if (caller.role === 'operator') return { ok: true, value: asked ?? null };
  if (asked === undefined || asked === caller.party) return { ok: true, value: caller.party };
  return refused('MEMBERSHIP_MISSING', 'You look after your own party only.', { field: 'party' });
}

function lesser(one: Level, other: Level): Level {
  return showsAtLeast(one, other) ? other : one;
}

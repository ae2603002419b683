// Whether role, party and sites go together, in this log.
import { canonicalId } from '#verifier';
import type { Answer, SelvedgeNode } from '../flow/node.ts';
import { nodeRoles, type Terms } from './membership.ts';

/** The terms with the canonical ids of their sites. TERMS_DO_NOT_FIT, PARTY_UNKNOWN, SITE_UNKNOWN. */
export function checkTerms(node: Pick<SelvedgeNode, 'party' | 'facility'>, terms: Terms): Answer<Terms> {
  const { role, party, sites } = terms;
  if (nodeRoles.includes(role) !== (party === null))
    return refused(
      'TERMS_DO_NOT_FIT',
      'role',
      `${role} ${party === null ? 'needs a' : 'goes with no'} party.`,
    );
  if (party !== null && node.party(party) === undefined)
    return refused('PARTY_UNKNOWN', 'party', `This node has admitted no party ${party}.`);
  if (sites === null) return { ok: true, value: terms };
  if (role !== 'clerk') return refused('TERMS_DO_NOT_FIT', 'sites', 'Only a clerk is limited to sites.');
  const ids = [...new Set(sites.map((site) => canonicalId(site)?.id ?? site))];
  const stray = ids.find((id) => node.facility(id)?.party !== party);
  if (stray !== undefined) return refused('SITE_UNKNOWN', 'sites', `${stray} is no facility of this party.`);
  return { ok: true, value: { ...terms, sites: ids } };
}

function refused(code: string, field: string, detail: string): Answer<never> {
  return { ok: false, refusals: [{ code, field, detail }] };
}

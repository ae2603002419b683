// `sites=own`: lists narrowed to the sites that a clerk is limited to. They read all of the party: it is for them to choose.
import type { Caller } from '../access/role.ts';
import { oneOf, type ParameterForm } from '../request/parameters.ts';

export const sitesParameter: ParameterForm = oneOf('all', 'own');

/** null: all of the party, as for every caller that is limited to none. */
export function sitesAsked({ person }: Caller, sites: string | undefined): readonly string[] | null {
  return sites === 'own' ? (person?.sites ?? null) : null;
}

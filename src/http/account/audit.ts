// The audit trail as people read it: a manager what concerns the own party, an operator all of it.
import type { AuditEntry } from '../../account/audit.ts';
import { problem } from '../problem/problem.ts';
import { anyText, pairsOf, readParameters, wholeNumber } from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { withAccounts } from './form.ts';
import { partyNameOf } from './me.ts';
import { partyFor } from './terms.ts';

const usualLimit = 100;
const mostShown = 1_000;
const hoursShown = 200;

export const getAuditTrail: (call: Call) => Response | Promise<Response> = withAccounts((call, accounts) => {
  const forms = { party: anyText, before: wholeNumber, limit: wholeNumber };
  const parameters = readParameters(pairsOf(call.c.req.url), forms);
  if (!parameters.ok) return problem(parameters.refusals);
  const { party: asked, before, limit } = parameters.value;
  const isOperator = call.caller.role === 'operator';
  const party = partyFor(call, asked);
  if (!party.ok) return problem(party.refusals);
  const most = Math.min(Number(limit ?? usualLimit), mostShown);
  const found = accounts.audit.read({
    ...(isOperator && asked === undefined ? {} : { party: party.value }),
    ...(before === undefined ? {} : { before: Number(before) }),
    limit: most,
  });
  const nameOf = (user: string | null): string | null =>
    user === null ? null : (accounts.persons.byId(user)?.name ?? null);
  const shown = (entry: AuditEntry): object => ({
    ...entry,
    userName: nameOf(entry.user),
    partyName: partyNameOf(call.node, entry.party),
  });
  const refused = accounts.audit.refusedSignIns(hoursShown);
  return replyJson(200, {
    member: found.map(shown),
    next: found.length === most ? (found.at(-1)?.id ?? null) : null,
    refusedSignIns: isOperator ? refused.map((one) => ({ ...one, userName: nameOf(one.user) })) : [],
  });
});

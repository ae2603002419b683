// GET /parties/{id}/lots/{lot}: one lot as its party has it, and what happened to it.
//
//            own events   others' act, step, country, time   their party, place   amounts, eventIDs
//  party        whole                  yes                          -                    -
//  reader     by level                 yes                    from site on           at full
//  operator      yes                   yes                         yes                  yes
import { canonicalId } from '#verifier';
import type { LotEvent } from '../../flow/answers.ts';
import { type Caller, showsAtLeast } from '../access/role.ts';
import { problem } from '../problem/problem.ts';
import { pairsOf, readParameters } from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { partyOf, shownStock } from './stock.ts';

export function getOwnLot(call: Call): Response {
  const parameters = readParameters(pairsOf(call.c.req.url), {});
  if (!parameters.ok) return problem(parameters.refusals);
  const party = partyOf(call);
  if (!party.ok) return problem(party.refusals);
  const asked = call.c.req.param('lot') ?? '';
  const id = canonicalId(asked)?.id ?? asked;
  const lot = call.node.stockLot(party.value, id);
  if (lot === undefined)
    return problem([{ code: 'NO_SUCH_RESOURCE', detail: 'This party never had a lot by that id.' }]);
  const history = call.node.lotHistory(id).map((event) => shownEvent(event, call.caller));
  return replyJson(200, { lot: shownStock(lot, call.caller), history });
}

function shownEvent(event: LotEvent, { role, party, level }: Caller): LotEvent {
  const isWhole = role === 'operator' || (role === 'party' && event.party === party);
  if (isWhole) return event;
  const site = role === 'reader' && showsAtLeast(level, 'site');
  const full = role === 'reader' && showsAtLeast(level, 'full');
  return {
    ...event,
    ...(site ? {} : { party: null, partyName: null, place: null, placeName: null }),
    ...(full ? {} : { amount: null, eventId: null, reason: null, correctedBy: [] }),
  };
}

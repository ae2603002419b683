// GET /parties/{id}/lots: what a party has. For the party itself, the operator and readers.
//
//            which lots, places   made, drawn   received, sent, left
//  party            own                own               own
//  operator         yes                yes               yes
//  reader       from site on      at level full           -
//
// What was received and sent is told by trade, whose lines are for the two between whom it is (record/sight.ts).
import { canonicalId } from '#verifier';
import type { StockLot } from '../../flow/answers.ts';
import type { Answer } from '../../flow/node.ts';
import { type Caller, showsAtLeast } from '../access/role.ts';
import { mayActFor } from '../epcis/sender.ts';
import { problem, refused } from '../problem/problem.ts';
import { nextLink, type PageAsked, readPage } from '../request/page.ts';
import { anyText, oneOf, type ParameterForm, pairsOf, readParameters } from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { sitesAsked, sitesParameter } from './sites.ts';

export const stockParameters: Record<'state' | 'place' | 'sites' | 'search', ParameterForm> = {
  state: oneOf('in-stock', 'all'),
  place: anyText,
  sites: sitesParameter,
  search: anyText,
};

export function getStock(call: Call): Response {
  const party = partyOf(call);
  if (!party.ok) return problem(party.refusals);
  const asked = askedOf(call);
  if (!asked.ok) return problem(asked.refusals);
  const { page, ...wanted } = asked.value;
  const { perPage, after } = page;
  const { lots, next } = call.node.stock({ party: party.value, ...wanted, perPage, after });
  const member = lots.map((lot) => shownStock(lot, call.caller));
  const path = `/parties/${encodeURIComponent(party.value)}/lots`;
  return replyJson(200, { member }, nextLink(path, page, next));
}

/** The party in the path, if this caller may look into its stores. */
export function partyOf({ c, caller, node }: Call): Answer<string> {
  const party = c.req.param('id') ?? '';
  const own = mayActFor(caller, party);
  if (!own.ok) return own;
  if (caller.role === 'reader' && !showsAtLeast(caller.level, 'site'))
    return refused('LEVEL_NOT_GRANTED', 'Which lots a party has is shown from level site on.');
  if (node.party(party) === undefined)
    return refused('NO_SUCH_RESOURCE', 'This node knows nothing by that id.');
  return { ok: true, value: party };
}

interface Asked {
  page: PageAsked;
  state: 'in-stock' | 'all';
  place: string | null;
  sites: readonly string[] | null;
  search: string | null;
}

function askedOf(call: Call): Answer<Asked> {
  const page = readPage(pairsOf(call.c.req.url));
  if (!page.ok) return page;
  const parameters = readParameters(page.value.filters, stockParameters);
  if (!parameters.ok) return parameters;
  const { state, place, sites, search = '' } = parameters.value;
  return {
    ok: true,
    value: {
      page: page.value,
      state: state === 'all' ? 'all' : 'in-stock',
      place: place === undefined ? null : (canonicalId(place)?.id ?? place),
      sites: sitesAsked(call.caller, sites),
      search: search === '' ? null : search,
    },
  };
}

export function shownStock(lot: StockLot, caller: Caller): StockLot {
  if (caller.role !== 'reader') return lot;
  const isFull = showsAtLeast(caller.level, 'full');
  const between = { received: null, shipped: null, remaining: null, from: null };
  return { ...lot, ...between, ...(isFull ? {} : { produced: null, drawn: null }) };
}

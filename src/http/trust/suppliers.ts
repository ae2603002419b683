// GET /parties/{id}/suppliers: how much of a party's chain has joined, and whom it invited. For the party itself, the operator, readers.
//
//              counts, shares, countries   names of partners   names of others   kilograms   invitations
//  country              yes                       yes                 -               -          own
//  site                 yes                       yes                yes              -          own
//  full                 yes                       yes                yes             yes         own; readers: all
import type { SuppliersAnswer, Supplier, Tier } from '../../flow/suppliers/suppliers.ts';
import { type Caller, showsAtLeast } from '../access/role.ts';
import { problem } from '../problem/problem.ts';
import { type ParameterForm, pairsOf, readParameters } from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { partyOf } from '../work/stock.ts';

const usualLots = 12;
const mostLots = 50;
const aboveZero: ParameterForm = { pattern: /^[1-9]\d{0,8}$/, takes: 'a whole number above 0' };

export function getSuppliers(call: Call): Response {
  const party = partyOf(call);
  if (!party.ok) return problem(party.refusals);
  const parameters = readParameters(pairsOf(call.c.req.url), { lots: aboveZero });
  if (!parameters.ok) return problem(parameters.refusals);
  const limit = Math.min(Number(parameters.value.lots ?? usualLots), mostLots);
  return replyJson(200, shownSuppliers(call.node.suppliers(party.value, limit), call.caller));
}

/** Invitations are told to who made them (record/sight.ts); a reader of a lower level learns that there are some. */
function shownSuppliers(answer: SuppliersAnswer, caller: Caller): Record<string, unknown> {
  const isOwn = caller.party === answer.party || caller.role === 'operator';
  const sees = isOwn || showsAtLeast(caller.level, 'full');
  const invited = answer.invited.map((one) =>
    sees ? one : { ...one, note: null, party: null, partyName: null },
  );
  return {
    ...answer,
    level: caller.level,
    tiers: answer.tiers.map((tier) => shownTier(tier, caller)),
    invited,
  };
}

function shownTier(tier: Tier, caller: Caller): Record<string, unknown> {
  const full = showsAtLeast(caller.level, 'full');
  const site = showsAtLeast(caller.level, 'site');
  return {
    ...tier,
    grams: full ? tier.grams : null,
    member: tier.member.map((one) => shownSupplier(one, site || one.isKnown, full)),
  };
}

function shownSupplier(one: Supplier, isNamed: boolean, full: boolean): Record<string, unknown> {
  const named = isNamed ? {} : { party: null, name: null };
  const amounts = full ? {} : { lots: null, grams: null };
  return { ...one, ...named, ...amounts };
}

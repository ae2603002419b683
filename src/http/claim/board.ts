// GET /claims/board, POST /claims/preview: claims with their verdicts in short, and what a verdict would be.
import { canonicalId } from '#verifier';
import { parseAtTheDoor } from '../../domain/epcis/door.ts';
import type { BoardQuery, ClaimOnBoard } from '../../flow/board/board.ts';
import type { Answer } from '../../flow/node.ts';
import { showsAtLeast } from '../access/role.ts';
import { senderOf } from '../epcis/sender.ts';
import type { Shown } from '../lot/withhold.ts';
import { problem, refused } from '../problem/problem.ts';
import { readBody } from '../request/body.ts';
import { nextLink, type PageAsked, readPage } from '../request/page.ts';
import { anyText, oneOf, type ParameterForm, pairsOf, readParameters } from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { isConcerned } from './concerned.ts';
import { shownVerdict } from './withhold.ts';

export const claimStates: readonly string[] = [
  'claimed',
  'confirmed',
  'disputed',
  'refuted',
  'suspended',
  'expired',
  'revoked',
  'withdrawn',
];

/** Each claim is judged for three lots: a page is small. */
const mostOnPage = 30;

type Name = 'claim' | 'claimant' | 'scheme' | 'product' | 'state' | 'expiring' | 'search';

const boardParameters: Record<Name, ParameterForm> = {
  claim: anyText,
  claimant: anyText,
  scheme: anyText,
  product: anyText,
  state: oneOf(...claimStates),
  expiring: oneOf('yes', 'no'),
  search: anyText,
};

export async function getBoard(call: Call): Promise<Response> {
  const asked = askedOf(call);
  if (!asked.ok) return problem(asked.refusals);
  const { page, query } = asked.value;
  const { member, next, ...answer } = await call.node.board(query);
  const link = nextLink('/claims/board', page, next === null ? null : String(next));
  return replyJson(200, { ...answer, member: member.map((claim) => shownOnBoard(call, claim)) }, link);
}

function askedOf(call: Call): Answer<{ page: PageAsked; query: BoardQuery }> {
  const page = readPage(pairsOf(call.c.req.url));
  if (!page.ok) return page;
  const parameters = readParameters(page.value.filters, boardParameters);
  if (!parameters.ok) return parameters;
  const { claim, product, expiring } = parameters.value;
  const { claimant = null, scheme = null, state = null, search = null } = parameters.value;
  const query: BoardQuery = {
    claim: idOf(claim),
    product: idOf(product),
    ...{ claimant, scheme, state, search },
    expiring: expiring === 'yes',
    offset: Number(page.value.after ?? 0),
    perPage: Math.min(page.value.perPage, mostOnPage),
  };
  return { ok: true, value: { page: page.value, query } };
}

function idOf(text: string | undefined): string | null {
  return text === undefined ? null : (canonicalId(text)?.id ?? text);
}

/** As of a verdict (withhold.ts); how many lots a claim names is of its lots, which stay with their makers. */
function shownOnBoard({ node, caller }: Call, claim: ClaimOnBoard): Shown<ClaimOnBoard> {
  const full = showsAtLeast(caller.level, 'full');
  const own = full || isConcerned(node, caller, claim);
  const { reason } = claim;
  return {
    ...claim,
    lots: own || claim.product !== null ? claim.lots : null,
    gramsClaimed: own ? claim.gramsClaimed : null,
    gramsSubstantiated: own ? claim.gramsSubstantiated : null,
    reason:
      reason === null || full
        ? reason
        : ({
            ...reason,
            detail: null,
            lot: null,
            about: showsAtLeast(caller.level, 'site') ? reason.about : null,
          } as unknown as typeof reason),
  };
}

/** A claim nests no deeper than any statement (docs/protocol/statement.md, "Refusals"). */
const deepest = 32;

export async function postClaimPreview(call: Call): Promise<Response> {
  const parameters = readParameters(pairsOf(call.c.req.url), { party: anyText });
  if (!parameters.ok) return problem(parameters.refusals);
  const party = senderOf(call.caller, parameters.value.party, call.node.operator);
  if (!party.ok) return problem(party.refusals);
  const claims = await claimsOf(call);
  if (!claims.ok) return problem(claims.refusals);
  const preview = await call.node.previewClaim(party.value, claims.value);
  if (!preview.ok) return problem(preview.refusals);
  const { verdicts, ...rest } = preview.value;
  // Whoever guesses at lots of others learns nothing of them.
  const isOwn = rest.refusals.every(({ code }) => code !== 'CLAIM_NOT_YOURS');
  const shown = isOwn ? verdicts.map((verdict) => shownVerdict(verdict, call.caller.level, null, true)) : [];
  return replyJson(200, { ...rest, verdicts: shown });
}

async function claimsOf(call: Call): Promise<Answer<Record<string, unknown>>> {
  const body = await readBody(call.c, call.door.limits.eventBytes);
  if (!body.ok) return body;
  const parsed = parseAtTheDoor(body.value, { maxBytes: body.value.length, maxDepth: deepest });
  if (!parsed.ok) return { ok: false, refusals: [parsed.refusal] };
  const { value } = parsed;
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ok: true, value: value as Record<string, unknown> }
    : refused('FIELD_INVALID', 'The body is one JSON object with the claims of the record.', { pointer: '' });
}

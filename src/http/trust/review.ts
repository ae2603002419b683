// GET /review: what waits for a party that certifies; each list with its count, or one list page by page.
import type { ReviewName, ReviewQuery } from '../../flow/review/review.ts';
import type { Answer } from '../../flow/node.ts';
import { senderOf } from '../epcis/sender.ts';
import { problem } from '../problem/problem.ts';
import { nextLink, type PageAsked, readPage } from '../request/page.ts';
import { anyText, oneOf, pairsOf, readParameters } from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';

export const reviewLists: readonly ReviewName[] = ['confirm', 'cases', 'expiring'];

export function getReview(call: Call): Response {
  const asked = askedOf(call);
  if (!asked.ok) return problem(asked.refusals);
  const { page, query } = asked.value;
  const review = call.node.review(query);
  const shown = query.list === null ? null : review[query.list];
  const end = query.offset + (shown?.member.length ?? 0);
  const next = shown !== null && end < shown.count ? String(end) : null;
  return replyJson(200, review, nextLink('/review', page, next));
}

function askedOf(call: Call): Answer<{ page: PageAsked; query: ReviewQuery }> {
  const page = readPage(pairsOf(call.c.req.url));
  if (!page.ok) return page;
  const forms = { party: anyText, list: oneOf(...reviewLists) };
  const parameters = readParameters(page.value.filters, forms);
  if (!parameters.ok) return parameters;
  const { party, list } = parameters.value;
  const certifier = senderOf(call.caller, party, call.node.operator);
  if (!certifier.ok) return certifier;
  const query: ReviewQuery = {
    party: certifier.value,
    list: (list as ReviewName | undefined) ?? null,
    offset: Number(page.value.after ?? 0),
    perList: page.value.perPage,
  };
  return { ok: true, value: { page: page.value, query } };
}

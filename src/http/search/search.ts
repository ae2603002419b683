// GET /search?q=…: whatever somebody types, scans or pastes, and what it may mean here, as far as this caller is shown.
import { problem, refused } from '../problem/problem.ts';
import { type ParameterForm, pairsOf, readParameters } from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { exactly } from './exact.ts';
import type { Found } from './found.ts';
import { lotsLike, namesLike } from './like.ts';

const usualHits = 20;
const mostHits = 50;

const forms: Record<'q' | 'limit', ParameterForm> = {
  q: { pattern: /^[^\0-\x1f]{1,300}$/, takes: 'text of at most 300 characters' },
  limit: { pattern: /^[1-9]\d{0,8}$/, takes: 'a whole number above 0' },
};

/** What is exactly what was asked stands first; then names, then lots of which the caller knows a part of the code. */
export async function getSearch(call: Call): Promise<Response> {
  const parameters = readParameters(pairsOf(call.c.req.url), forms);
  if (!parameters.ok) return problem(parameters.refusals);
  const asked = parameters.value.q?.trim() ?? '';
  if (asked === '') return problem(nothingAsked.refusals);
  const most = Math.min(Number(parameters.value.limit ?? usualHits), mostHits);
  const exact = await exactly(call, asked);
  const names = namesLike(call, asked, most);
  const lots = await lotsLike(call, asked, most);
  const all = withoutRepeats([...exact, ...names, ...lots.found]);
  return replyJson(200, { member: all.slice(0, most), more: lots.more || all.length > most });
}

const nothingAsked = refused('QUERY_PARAMETER_INVALID', 'q is missing: write what is looked for.', {
  field: 'q',
});

function withoutRepeats(found: readonly Found[]): Found[] {
  const seen = new Set<string>();
  return found.filter(({ kind, id }) => {
    const key = `${kind} ${id}`;
    return !seen.has(key) && seen.add(key);
  });
}

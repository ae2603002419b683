// GET /today: what waits for a party, each list with its count and what is most pressing; or one list, page by page.
import type { Refusal, TodayName, TodayQuery } from '../../flow/answers.ts';
import type { Answer } from '../../flow/node.ts';
import { thingsOf } from '../doubt/concern.ts';
import { senderOf } from '../epcis/sender.ts';
import { problem } from '../problem/problem.ts';
import { nextLink, type PageAsked, readPage } from '../request/page.ts';
import {
  anyText,
  oneOf,
  type ParameterForm,
  pairsOf,
  readParameters,
  wholeNumber,
} from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { sitesAsked, sitesParameter } from './sites.ts';

export const todayLists: readonly TodayName[] = [
  'receive',
  'confirm',
  'gaps',
  'expiring',
  'notices',
  'cases',
];

const todayParameters: Record<'party' | 'since' | 'sites' | 'list', ParameterForm> = {
  party: anyText,
  since: wholeNumber,
  sites: sitesParameter,
  list: oneOf(...todayLists),
};

const usualInList = 5;

export async function getToday(call: Call): Promise<Response> {
  const asked = askedOf(call);
  if (!asked.ok) return problem(asked.refusals);
  const { page, query } = asked.value;
  const today = call.node.today(query);
  const shown = query.list === null ? null : today[query.list];
  const end = query.offset + (shown?.member.length ?? 0);
  const next = shown !== null && end < shown.count ? String(end) : null;
  const refused = await refusedCaptures(call, query.party);
  const doubts = newDoubts(call, query.party);
  return replyJson(200, { ...today, refused, doubts }, nextLink('/today', page, next));
}

function askedOf(call: Call): Answer<{ page: PageAsked; query: TodayQuery }> {
  const pairs = pairsOf(call.c.req.url);
  const page = readPage(pairs);
  if (!page.ok) return page;
  const parameters = readParameters(page.value.filters, todayParameters);
  if (!parameters.ok) return parameters;
  const { party, since, sites, list } = parameters.value;
  const reader = senderOf(call.caller, party, call.node.operator);
  if (!reader.ok) return reader;
  const isSized = pairs.some(([name]) => name === 'perPage');
  const query: TodayQuery = {
    party: reader.value,
    since: since === undefined ? null : Number(since),
    sites: sitesAsked(call.caller, sites),
    list: (list as TodayName | undefined) ?? null,
    offset: Number(page.value.after ?? 0),
    perList: isSized || list !== undefined ? page.value.perPage : usualInList,
  };
  return { ok: true, value: { page: page.value, query } };
}

interface RefusedCapture {
  captureID: string;
  createdAtMs: number;
  errors: Refusal[];
}

const jobsLookedAt = 200;
const jobsShown = 5;
const recentlyMs = 14 * 86_400_000;

/** Of the newest captures of the party, those that were refused, whole or in part: the desk has them, the log knows nothing of them. */
async function refusedCaptures(
  { door }: Call,
  party: string,
): Promise<{ count: number; member: RefusedCapture[] }> {
  const jobs = await door.jobs.list({ party, before: null, limit: jobsLookedAt });
  const newestMs = jobs[0]?.createdAtMs ?? 0;
  const failed = jobs.filter(
    ({ finishedAtMs, success, createdAtMs }) =>
      finishedAtMs !== null && !success && createdAtMs > newestMs - recentlyMs,
  );
  const member = failed
    .slice(0, jobsShown)
    .map(({ id, createdAtMs, errors }) => ({ captureID: id, createdAtMs, errors: errors.slice(0, 1) }));
  return { count: failed.length, member };
}

interface NewDoubt {
  id: string;
  about: string;
  kind: string;
  atMs: number;
}

const doubtsShown = 5;

/** What readers doubt of the things of the party, and nobody there has read: beside the log, as doubts are. */
function newDoubts({ door, node }: Call, party: string): { count: number; member: NewDoubt[] } {
  const { doubts } = door;
  if (doubts === undefined) return { count: 0, member: [] };
  const own = { side: party, about: thingsOf(party, doubts, node) };
  const member = doubts.list({ ...own, standing: 'new' }, { offset: 0, limit: doubtsShown });
  return {
    count: doubts.count(own).new,
    member: member.map(({ id, about, kind, atMs }) => ({ id, about, kind, atMs })),
  };
}

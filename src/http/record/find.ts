// GET /<noun> and GET /<noun>/{id}: records as the log has them, as far as this caller is shown.
import { canonicalId } from '#verifier';
import type { RecordQuery, RecordView } from '../../flow/answers.ts';
import type { Answer, SelvedgeNode } from '../../flow/node.ts';
import { problem } from '../problem/problem.ts';
import { anyText, type ParameterForm, pairsOf, readParameters, wholeNumber } from '../request/parameters.ts';
import { sdJwt } from '../request/negotiate.ts';
import { reply, replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import type { RecordNoun } from './noun.ts';
import { isShownToName, type ShownRecord, shownRecord } from './sight.ts';

const usualRecords = 30;
const mostRecords = 1000;

export const listParameters: Record<'about' | 'issuer' | 'offset' | 'limit', ParameterForm> = {
  about: anyText,
  issuer: anyText,
  offset: wholeNumber,
  limit: { pattern: /^[1-9]\d{0,8}$/, takes: 'a whole number above 0' },
};

type Listed = Required<Pick<RecordQuery, 'kind' | 'offset' | 'limit'>> & RecordQuery;

export function getRecords(call: Call, noun: RecordNoun): Response {
  const query = queryOf(call, noun);
  if (!query.ok) return problem(query.refusals);
  const { member, next } = readable(call, query.value);
  return replyJson(200, { member }, nextLink(noun, query.value, next));
}

export function getRecord(call: Call, noun: RecordNoun): Response {
  const parameters = readParameters(pairsOf(call.c.req.url), {});
  if (!parameters.ok) return problem(parameters.refusals);
  const found = recordCalled(call.node, noun, call.c.req.param('id') ?? '');
  const shown = found === undefined ? undefined : shownRecord(call.node, found, call.caller);
  if (shown === undefined)
    return problem([{ code: 'NO_SUCH_RESOURCE', detail: `There is no such record among the ${noun.noun}.` }]);
  return call.wanted === sdJwt
    ? reply(200, `${call.node.statement(shown.entry)}\n`, { 'content-type': sdJwt })
    : replyJson(200, shown);
}

function queryOf(call: Call, { kind }: RecordNoun): Answer<Listed> {
  const parameters = readParameters(pairsOf(call.c.req.url), listParameters);
  if (!parameters.ok) return parameters;
  const { about, issuer, offset = '0', limit = String(usualRecords) } = parameters.value;
  return {
    ok: true,
    value: {
      kind,
      ...(about === undefined ? {} : { about: canonicalId(about)?.id ?? about }),
      ...(issuer === undefined ? {} : { issuer }),
      offset: Number(offset),
      limit: Math.min(Number(limit), mostRecords),
    },
  };
}

const mostLookedAt = { pages: 50, records: 2000 };

// A page of what a party may not see is passed over, not shown empty; what is looked at is bounded, and the link goes on
// from there.
function readable({ node, caller }: Call, query: Listed): { member: ShownRecord[]; next: number | null } {
  let { offset } = query;
  for (let looked = 1; ; looked += 1) {
    const { records, total } = node.records({ ...query, offset });
    const member = records
      .flatMap((record) => shownRecord(node, record, caller) ?? [])
      .filter((shown) => query.about === undefined || isShownToName(shown, query.about));
    offset += records.length;
    const next = records.length === 0 || offset >= total ? null : offset;
    const isEnough = looked >= mostLookedAt.pages || looked * query.limit >= mostLookedAt.records;
    if (member.length > 0 || next === null || isEnough) return { member, next };
  }
}

/** RFC 8288; relative to the host, for a host name from a request would be hearsay. */
function nextLink({ noun }: RecordNoun, query: Listed, next: number | null): Record<string, string> {
  if (next === null) return {};
  const { about, issuer, limit } = query;
  const search = new URLSearchParams({
    ...(about === undefined ? {} : { about }),
    ...(issuer === undefined ? {} : { issuer }),
    offset: String(next),
    limit: String(limit),
  });
  return { link: `</${noun}?${search}>; rel="next"` };
}

/** By its id; by its entry in the log where it has none of its own. Of a case: by its id, the step that opened it. */
export function recordCalled(node: SelvedgeNode, { kind }: RecordNoun, id: string): RecordView | undefined {
  if (/^(0|[1-9]\d{0,14})$/.test(id)) return node.recordsAt([Number(id)]).find((one) => one.kind === kind);
  const query = { kind, id: canonicalId(id)?.id ?? id, limit: 1 };
  const { records, total } = node.records(query);
  return total <= 1 ? records[0] : node.records({ ...query, offset: total - 1 }).records[0];
}

// GET /claims/{id}/verdict, /lots/{id}/claims, /report, /notices: what the node makes of what was said.
import { canonicalId } from '#verifier';
import type { Answer } from '../../flow/node.ts';
import { senderOf } from '../epcis/sender.ts';
import { problem } from '../problem/problem.ts';
import {
  anyText,
  invalid,
  type ParameterForm,
  pairsOf,
  readParameters,
  wholeNumber,
} from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { isConcerned } from './concerned.ts';
import { shownReport, shownVerdict } from './withhold.ts';

const instant: ParameterForm = {
  pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  takes: 'an instant as 2026-01-31T12:00:00Z',
};

export const noticeParameters: Record<'party' | 'since', ParameterForm> = {
  party: anyText,
  since: wholeNumber,
};

const aboveZero: ParameterForm = { pattern: /^[1-9]\d{0,8}$/, takes: 'a whole number above 0' };

export async function getVerdict(call: Call): Promise<Response> {
  const parameters = readParameters(pairsOf(call.c.req.url), { at: instant, lots: aboveZero });
  if (!parameters.ok) return problem(parameters.refusals);
  const atMs = instantIn(parameters.value.at);
  if (!atMs.ok) return problem(atMs.refusals);
  const { lots } = parameters.value;
  const asked = call.c.req.param('id') ?? '';
  const id = canonicalId(asked)?.id ?? asked;
  if (call.node.records({ kind: 'claim', id, limit: 1 }).total === 0)
    return notHere('This node knows no claim by that id.');
  const most = lots === undefined ? undefined : Number(lots);
  const verdicts = await call.node.verdictsOn(id, atMs.value, most);
  if (!verdicts.ok) return problem(verdicts.refusals);
  const member = verdicts.value.map((verdict) =>
    shownVerdict(verdict, call.caller.level, null, isConcerned(call.node, call.caller, verdict)),
  );
  return replyJson(200, { member });
}

export async function getLotClaims(call: Call): Promise<Response> {
  const atMs = timeOfJudging(call);
  if (!atMs.ok) return problem(atMs.refusals);
  const asked = call.c.req.param('id') ?? '';
  const lot = canonicalId(asked)?.id ?? asked;
  if (call.node.lot(lot) === undefined) return notHere('This node knows no lot, item or unit by that id.');
  const verdicts = await call.node.verdicts(lot, atMs.value);
  if (!verdicts.ok) return problem(verdicts.refusals);
  const member = verdicts.value.map((verdict) =>
    shownVerdict(verdict, call.caller.level, lot, isConcerned(call.node, call.caller, verdict)),
  );
  return replyJson(200, { member });
}

export function getReport(call: Call): Response {
  const atMs = timeOfJudging(call);
  if (!atMs.ok) return problem(atMs.refusals);
  const report = call.node.report(atMs.value);
  // Scans are nobody's statements: the door has them, the node knows nothing of them.
  const labels = call.door.scans?.copiedLabels((item) => call.node.lot(item)?.bornAtMs ?? null) ?? [];
  const all = { ...report, findings: [...report.findings, ...labels] };
  return replyJson(200, shownReport(all, call.caller.level));
}

export function getNotices(call: Call): Response {
  const parameters = readParameters(pairsOf(call.c.req.url), noticeParameters);
  if (!parameters.ok) return problem(parameters.refusals);
  const { party, since } = parameters.value;
  const reader = senderOf(call.caller, party, call.node.operator);
  if (!reader.ok) return problem(reader.refusals);
  const notices = call.node.notices(reader.value, since === undefined ? undefined : Number(since));
  return replyJson(200, { member: notices });
}

/** `at`, or undefined for now. */
function timeOfJudging(call: Call): Answer<number | undefined> {
  const parameters = readParameters(pairsOf(call.c.req.url), { at: instant });
  if (!parameters.ok) return parameters;
  return instantIn(parameters.value.at);
}

function instantIn(at: string | undefined): Answer<number | undefined> {
  const atMs = at === undefined ? undefined : Date.parse(at);
  return Number.isNaN(atMs) ? invalid('at', `takes ${instant.takes}`) : { ok: true, value: atMs };
}

function notHere(detail: string): Response {
  return problem([{ code: 'NO_SUCH_RESOURCE', detail }]);
}

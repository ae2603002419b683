// GET /lots/{id}, /trace/{id}, /evidence/{id}: what the node answers about a lot, as far as this caller is shown.
import { canonicalId } from '#verifier';
import type { Level, Refusal } from '../../flow/answers.ts';
import type { Answer } from '../../flow/node.ts';
import { isLevel, showsAtLeast } from '../access/role.ts';
import { problem, refused } from '../problem/problem.ts';
import { oneOf, type ParameterForm, pairsOf, readParameters, wholeNumber } from '../request/parameters.ts';
import { reply, replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { shownLot, shownTrace } from './withhold.ts';

export const evidenceType = 'application/vnd.selvedge.evidence+json';

const usualNodes = 100;
const mostNodes = 1000;

export function getLot(call: Call): Response {
  const parameters = readParameters(pairsOf(call.c.req.url), {});
  if (!parameters.ok) return problem(parameters.refusals);
  const lot = call.node.lot(idOf(call));
  if (lot === undefined) return noSuchLot();
  return replyJson(200, { ...shownLot(lot, call.caller.level), level: call.caller.level });
}

export function getTrace(call: Call): Response {
  const parameters = readParameters(pairsOf(call.c.req.url), traceParameters);
  if (!parameters.ok) return problem(parameters.refusals);
  const { direction, offset = '0', limit } = parameters.value;
  const page = { offset: Number(offset), limit: Math.min(Number(limit ?? usualNodes), mostNodes) };
  const answer = call.node.trace(idOf(call), direction === 'forward' ? 'forward' : 'back', page);
  return answer.ok
    ? replyJson(200, shownTrace(answer.value, call.caller.level))
    : unanswered(call, answer.refusals);
}

export function getEvidence(call: Call): Response {
  const parameters = readParameters(pairsOf(call.c.req.url), evidenceParameters);
  if (!parameters.ok) return problem(parameters.refusals);
  const level = levelFor(call, parameters.value.level);
  if (!level.ok) return problem(level.refusals, challenge(level.refusals));
  const { since } = parameters.value;
  const options = { level: level.value, ...(since === undefined ? {} : { since: Number(since) }) };
  const answer = call.node.evidence(idOf(call), options);
  if (!answer.ok) return unanswered(call, answer.refusals);
  const name = `evidence-${fileNameOf(idOf(call))}-${level.value}.json`;
  const headers = { 'content-type': call.wanted, 'content-disposition': `attachment; filename="${name}"` };
  return reply(200, new Uint8Array(answer.value), headers);
}

export const traceParameters: Record<'direction' | 'offset' | 'limit', ParameterForm> = {
  direction: oneOf('back', 'forward'),
  offset: wholeNumber,
  limit: { pattern: /^[1-9]\d{0,8}$/, takes: 'a whole number above 0' },
};

export const evidenceParameters: Record<'level' | 'since', ParameterForm> = {
  level: oneOf('country', 'region', 'site', 'full'),
  since: wholeNumber,
};

/** The level asked for, or all that the caller is granted; KEY_MISSING or LEVEL_NOT_GRANTED above that. */
function levelFor(call: Call, asked: string | undefined): Answer<Level> {
  const granted = call.caller.level;
  const level = asked !== undefined && isLevel(asked) ? asked : granted;
  if (showsAtLeast(granted, level)) return { ok: true, value: level };
  if (call.caller.role === 'anonymous')
    return refused('KEY_MISSING', `Without an API key only level ${granted} is shown.`);
  return refused('LEVEL_NOT_GRANTED', `This key shows level ${granted} at most.`, { field: 'level' });
}

function challenge(refusals: Refusal[]): Record<string, string> {
  return refusals[0]?.code === 'KEY_MISSING' ? { 'www-authenticate': 'Bearer realm="selvedge"' } : {};
}

// A lot that the node has never heard of is a 404 whatever the rule that noticed it is called.
function unanswered(call: Call, refusals: Refusal[]): Response {
  return call.node.lot(idOf(call)) === undefined ? noSuchLot() : problem(refusals);
}

function noSuchLot(): Response {
  return problem([{ code: 'NO_SUCH_RESOURCE', detail: 'This node knows no lot, item or unit by that id.' }]);
}

/** Any spelling of an id is taken; the node knows the canonical one. */
function idOf(call: Call): string {
  const id = call.c.req.param('id') ?? '';
  return canonicalId(id)?.id ?? id;
}

function fileNameOf(id: string): string {
  return id
    .replace(/^https?:\/\/[^/]*\//, '')
    .replace(/[^A-Za-z0-9.-]+|\.{2,}/g, '-')
    .replace(/-{2,}/g, '-')
    .slice(0, 100);
}

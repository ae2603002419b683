// GET /flow/{id}, /products/{id}/proof: chains as flows, and what is proven, as far as this caller is shown.
import { canonicalId } from '#verifier';
import type { FlowQuestion, LotWish } from '../../flow/flows/answer.ts';
import { problem } from '../problem/problem.ts';
import {
  anyText,
  oneOf,
  type ParameterForm,
  type Parameters,
  pairsOf,
  readParameters,
  wholeNumber,
} from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { shownFlow, shownProof } from './withhold.ts';

const usualNodes = 200;
const mostNodes = 500;
const mostLots = 500;
const usualProofLots = 12;
const mostProofLots = 50;

const aboveZero: ParameterForm = { pattern: /^[1-9]\d{0,8}$/, takes: 'a whole number above 0' };
const instant: ParameterForm = { pattern: /^\d{4}-\d\d-\d\d$/, takes: 'a day as 2026-01-31' };

type Name =
  | 'direction'
  | 'from'
  | 'until'
  | 'nodes'
  | 'verdicts'
  | 'lots'
  | 'node'
  | 'stage'
  | 'facility'
  | 'search'
  | 'offset'
  | 'limit';

export const flowParameters: Record<Name, ParameterForm> = {
  direction: oneOf('back', 'forward'),
  from: instant,
  until: instant,
  nodes: aboveZero,
  verdicts: oneOf('yes', 'no'),
  lots: oneOf('yes', 'no'),
  node: anyText,
  stage: anyText,
  facility: anyText,
  search: anyText,
  offset: wholeNumber,
  limit: aboveZero,
};

type Asked = Parameters<Name>;

export async function getFlow(call: Call): Promise<Response> {
  const parameters = readParameters(pairsOf(call.c.req.url), flowParameters);
  if (!parameters.ok) return problem(parameters.refusals);
  const id = idOf(call);
  if (call.node.lot(id) === undefined)
    return problem([
      { code: 'NO_SUCH_RESOURCE', detail: 'This node knows no lot, item or unit by that id.' },
    ]);
  const answer = await call.node.flow(id, questionOf(call, parameters.value));
  return answer.ok ? replyJson(200, shownFlow(answer.value, call.caller.level)) : problem(answer.refusals);
}

export async function getProof(call: Call): Promise<Response> {
  const parameters = readParameters(pairsOf(call.c.req.url), { limit: aboveZero });
  if (!parameters.ok) return problem(parameters.refusals);
  const limit = Math.min(Number(parameters.value.limit ?? usualProofLots), mostProofLots);
  const answer = await call.node.proof(idOf(call), limit);
  return answer.ok ? replyJson(200, shownProof(answer.value, call.caller.level)) : problem(answer.refusals);
}

const dayMs = 86_400_000;

/** Both days are included, on the calendar of UTC. */
function questionOf({ caller }: Call, asked: Asked): FlowQuestion {
  return {
    direction: asked.direction === 'forward' ? 'forward' : 'back',
    level: caller.level,
    fromMs: asked.from === undefined ? null : Date.parse(asked.from),
    untilMs: asked.until === undefined ? null : Date.parse(asked.until) + dayMs - 1,
    most: Math.min(Number(asked.nodes ?? usualNodes), mostNodes),
    verdicts: asked.verdicts === 'yes',
    lots: asked.lots === 'yes' ? lotsOf(asked) : null,
  };
}

function lotsOf({ node, stage, facility, search, offset, limit }: Asked): LotWish {
  return {
    node: node ?? null,
    stage: stage ?? null,
    facility: facility ?? null,
    search: search?.toLowerCase() ?? null,
    offset: Number(offset ?? 0),
    limit: Math.min(Number(limit ?? 50), mostLots),
  };
}

/** Any spelling of an id is taken; the node knows the canonical one. */
function idOf(call: Call): string {
  const id = call.c.req.param('id') ?? '';
  return canonicalId(id)?.id ?? id;
}

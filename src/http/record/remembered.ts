// GET /trades/{id}/lots: how the buyer has named such lots of this seller before, for whoever writes the answer.
import { problem } from '../problem/problem.ts';
import { pairsOf, readParameters } from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { recordCalled } from './find.ts';
import { nounOf } from './noun.ts';

/** The buyer's own names are the buyer's: to everybody else but the operator they are not there. */
export function getRememberedLots(call: Call): Response {
  const parameters = readParameters(pairsOf(call.c.req.url), {});
  if (!parameters.ok) return problem(parameters.refusals);
  const trade = recordCalled(call.node, nounOf('trade'), call.c.req.param('id') ?? '');
  const { role, party } = call.caller;
  const mayRead = role === 'operator' || (party !== null && party === trade?.claims['buyer']);
  const remembered = mayRead ? call.node.rememberedLots(trade?.id ?? '') : undefined;
  return remembered?.ok === true
    ? replyJson(200, { member: remembered.value })
    : problem([{ code: 'NO_SUCH_RESOURCE', detail: 'There is no such trade in which you are the buyer.' }]);
}

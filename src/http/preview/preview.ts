// POST /capture/preview: what POST /capture would say to the same body, without recording anything.
import type { BalanceAfter, CapturePreview } from '../../flow/preview/answer.ts';
import { previewStatementsMax } from '../../flow/preview/statements.ts';
import { showsAtLeast } from '../access/role.ts';
import type { CaptureOrder } from '../job/job.ts';
import { statementsIn } from '../job/run.ts';
import { captureOrder } from '../epcis/capture.ts';
import { gs1Headers, limitHeaders } from '../epcis/versions.ts';
import { problem, refused } from '../problem/problem.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';

/** Refused like capture where the body cannot be read or is not the caller's to send; refused events are an answer (200). */
export async function postPreview(call: Call): Promise<Response> {
  const headers = { ...gs1Headers(call.door), ...limitHeaders(call.door) };
  const order = await captureOrder(call);
  if (!order.ok) return problem(order.refusals, headers);
  const { form, bytes } = order.value;
  const count = form === 'statements' ? statementsIn(bytes).length : 0;
  if (count > previewStatementsMax) {
    const most = `${count} statements were sent; ${previewStatementsMax} are previewed at once.`;
    return problem(refused('TOO_MANY_EVENTS', most).refusals, headers);
  }
  const preview = await previewed(call, order.value);
  return replyJson(200, { ...preview, balances: shownBalances(call, preview.balances) }, headers);
}

/** Of lots that others made a preview tells no more than GET /lots/{id}: nobody asks for amounts by pretending to draw a gram. */
function shownBalances({ node, caller }: Call, balances: readonly BalanceAfter[]): BalanceAfter[] {
  if (caller.role === 'operator' || showsAtLeast(caller.level, 'full')) return [...balances];
  const isOwn = ({ lot, isNew }: BalanceAfter): boolean => isNew || node.lot(lot)?.party === caller.party;
  return balances.map((one) => (isOwn(one) ? one : { ...one, produced: null, drawn: null, remaining: null }));
}

function previewed({ node }: Call, { form, party, bytes, behaviour }: CaptureOrder): Promise<CapturePreview> {
  if (form === 'statements') return node.previewStatements(statementsIn(bytes), party ?? undefined);
  if (party === null) throw new Error('a document without a party');
  return node.preview({ party, bytes, behaviour });
}

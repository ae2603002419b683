// The operator's own rows: how the node is, what is late, and its backups.
import type { Call } from '../route/route.ts';
import { noteBy } from '../account/trail.ts';
import { problem } from '../problem/problem.ts';
import { replyJson } from '../request/reply.ts';
import { limitsInForce } from './limits.ts';
import type { Operating } from './operating.ts';

type Handler = (call: Call) => Response | Promise<Response>;

export const getOperate: Handler = withOperating(async ({ door }, operating) =>
  replyJson(200, { ...(await operating.state()), limits: limitsInForce(door) }),
);

export const getBackups: Handler = withBackups((_, desk) =>
  replyJson(200, { member: desk.list(), underWay: desk.underWay(), failed: desk.failed() }),
);

export const postBackup: Handler = withBackups((call, desk) => {
  const begun = desk.begin();
  if (!begun.ok) return problem([{ code: begun.code, detail: begun.detail }]);
  const role = call.caller.person?.role ?? 'API key';
  noteBy(call, { party: null, action: 'began a backup', subject: begun.value.id, role });
  return replyJson(202, begun.value);
});

function withOperating(work: (call: Call, operating: Operating) => Response | Promise<Response>): Handler {
  return (call) => (call.door.operating === undefined ? notHere() : work(call, call.door.operating));
}

function withBackups(
  work: (call: Call, desk: NonNullable<Operating['backups']>) => Response | Promise<Response>,
): Handler {
  return withOperating((call, { backups }) => (backups === undefined ? notHere() : work(call, backups)));
}

function notHere(): Response {
  return problem([{ code: 'NO_SUCH_RESOURCE', detail: 'This node is looked after elsewhere.' }]);
}

import type { Accounts } from '../../account/accounts.ts';
import type { Answer } from '../../flow/node.ts';
import { problem } from '../problem/problem.ts';
import { readBody } from '../request/body.ts';
import type { Call } from '../route/route.ts';

/** A handler for nodes that have accounts; on others there is nothing at its address. */
export function withAccounts(
  handle: (call: Call, accounts: Accounts) => Response | Promise<Response>,
): (call: Call) => Response | Promise<Response> {
  return (call) => {
    const { accounts } = call.door;
    if (accounts !== undefined) return handle(call, accounts);
    return problem([
      { code: 'NO_SUCH_RESOURCE', detail: 'Nobody signs in at this node: it has API keys only.' },
    ]);
  };
}

export async function bodyAs<T>(call: Call, form: (bytes: Uint8Array) => Answer<T>): Promise<Answer<T>> {
  const body = await readBody(call.c, call.door.limits.registerBytes);
  return body.ok ? form(body.value) : body;
}

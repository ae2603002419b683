// The first person of a node: its operator. Who can read the file with the operator's API key owns the machine.
import { checkKey } from '../access/key.ts';
import type { Accounts } from '../../account/accounts.ts';
import type { NewPerson } from '../../account/sign-in-face.ts';
import { problem } from '../problem/problem.ts';
import { formOf } from '../request/json.ts';
import type { Call } from '../route/route.ts';
import { bodyAs, withAccounts } from './form.ts';
import { welcome } from './me.ts';
import { askedHeaders, newcomerOf } from './newcomer.ts';
import { tooOften } from './pace.ts';
import { setupSchema } from './schemas.ts';
import { noteBy } from './trail.ts';

const form = formOf<NewPerson & { token: string }>(setupSchema);

export const postSetup: (call: Call) => Response | Promise<Response> = withAccounts(
  async (call, accounts) => {
    const early = tooOften(call, 'setup');
    if (early !== undefined) return early;
    const body = await bodyAs(call, form);
    if (!body.ok) return problem(body.refusals);
    if (accounts.memberships.hasOperator()) return isDone();
    const key = await checkKey(body.value.token.trim(), call.door.keys);
    if (key?.role === 'operator') return firstOperator(call, accounts, body.value);
    noteBy(call, { role: 'nobody', party: null, action: 'set-up refused: wrong token' });
    return problem([{ code: 'SETUP_TOKEN_WRONG', field: 'token', detail: 'This is not the set-up token.' }]);
  },
);

async function firstOperator(call: Call, accounts: Accounts, person: NewPerson): Promise<Response> {
  const added = await accounts.signIn.add(newcomerOf(person), askedHeaders(call));
  if (!added.ok) return problem(added.refusals);
  const { user, cookies } = added.value;
  if (!accounts.memberships.beginFirstOperator(user, accounts.nowMs())) {
    await accounts.signIn.remove(user);
    return isDone();
  }
  noteBy(call, { user, role: 'operator', party: null, action: 'set up the node', subject: user });
  const [active] = accounts.memberships.of(user);
  if (active === undefined) throw new Error('the first operator has no membership');
  return welcome(call, accounts, user, active, cookies);
}

function isDone(): Response {
  return problem([{ code: 'SETUP_DONE', detail: 'This node has an operator.' }]);
}

// API keys as people make them: of their party; an operator's of every kind. The store is that of src/http/access.
import type { Level } from '../../flow/answers.ts';
import type { Answer } from '../../flow/node.ts';
import { type ApiKey, type KeyWish, mintKey, usualLevel } from '../access/key.ts';
import { type Role, showsAtLeast } from '../access/role.ts';
import { problem, refused } from '../problem/problem.ts';
import { formOf } from '../request/json.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { bodyAs, withAccounts } from './form.ts';
import { partyNameOf } from './me.ts';
import { keyWishSchema } from './schemas.ts';
import { partyFor } from './terms.ts';
import { noteBy } from './trail.ts';

interface Wish {
  label?: string;
  level?: Level;
  role?: Role;
  party?: string;
}

const form = formOf<Wish>(keyWishSchema);

type Handler = (call: Call) => Response | Promise<Response>;

export const getKeys: Handler = withAccounts(async (call) => {
  const keys = (await call.door.keys.list()).filter((key) => isOwn(call, key));
  return replyJson(200, { member: keys.map((key) => shown(call, key)) });
});

export const postKey: Handler = withAccounts(async (call, accounts) => {
  const body = await bodyAs(call, form);
  if (!body.ok) return problem(body.refusals);
  const wish = wishOf(call, body.value);
  if (!wish.ok) return problem(wish.refusals);
  const { text, key } = mintKey(wish.value, accounts.nowMs());
  await call.door.keys.add(key);
  const { id, role, party, level, label } = key;
  noteBy(call, { party, action: 'made an API key', subject: id, detail: { role, level, label } });
  return replyJson(201, { ...shown(call, key), key: text });
});

export const postKeyRevocation: Handler = withAccounts(async (call, accounts) => {
  const id = call.c.req.param('id') ?? '';
  const key = await call.door.keys.find(id);
  if (key === undefined || !isOwn(call, key))
    return problem([{ code: 'API_KEY_UNKNOWN', detail: 'There is no such API key here.' }]);
  await call.door.keys.revoke(id, accounts.nowMs());
  noteBy(call, { party: key.party, action: 'revoked an API key', subject: id });
  return replyJson(200, shown(call, (await call.door.keys.find(id)) ?? key));
});

function isOwn({ caller }: Call, { party }: ApiKey): boolean {
  return caller.role === 'operator' || caller.party === party;
}

/** A key shows no more than whoever made it is shown. */
function wishOf(call: Call, { label, level, role, party }: Wish): Answer<KeyWish> {
  const { caller, node } = call;
  const isOperator = caller.role === 'operator';
  const of = partyFor(call, party);
  if (!of.ok) return of;
  const wished = role ?? (of.value === null ? 'reader' : 'party');
  if ((wished === 'party') !== (of.value !== null) || (!isOperator && wished !== 'party'))
    return refused('TERMS_DO_NOT_FIT', 'A party key names its party, and only that does.', { field: 'role' });
  if (of.value !== null && node.party(of.value) === undefined)
    return refused('PARTY_UNKNOWN', `This node has admitted no party ${of.value}.`, { field: 'party' });
  if (!showsAtLeast(caller.level, level ?? usualLevel[wished]))
    return refused('LEVEL_NOT_GRANTED', `You are shown no more than ${caller.level}.`, { field: 'level' });
  return {
    ok: true,
    value: {
      role: wished,
      ...(of.value && { party: of.value }),
      ...(level && { level }),
      ...(label && { label }),
    },
  };
}

function shown({ node }: Call, { secretHash: _, ...key }: ApiKey): object {
  return { ...key, partyName: partyNameOf(node, key.party) };
}

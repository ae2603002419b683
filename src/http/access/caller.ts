// Who calls, from the headers of a request.
import type { Answer } from '../../flow/node.ts';
import { refused } from '../problem/problem.ts';
import { type ApiKeys, checkKey } from './key.ts';
import { anonymous, type Caller } from './role.ts';

/** A key that is shown must be good: a bad one is refused even where none is needed (KEY_NOT_VALID). */
export async function callerOf(
  authorization: string | undefined,
  apiKey: string | undefined,
  keys: ApiKeys,
): Promise<Answer<Caller>> {
  if (authorization === undefined && apiKey === undefined) return { ok: true, value: anonymous };
  const text = keyText(authorization, apiKey);
  const key = text === undefined ? undefined : await checkKey(text, keys);
  if (key === undefined) return refused('KEY_NOT_VALID', 'The API key is not valid.');
  return { ok: true, value: { role: key.role, party: key.party, level: key.level } };
}

function keyText(authorization: string | undefined, apiKey: string | undefined): string | undefined {
  if (authorization === undefined) return apiKey;
  const bearer = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  // Two different keys leave open who speaks.
  return apiKey === undefined || apiKey === bearer ? bearer : undefined;
}

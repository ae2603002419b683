// Who is signed in, and for whom (docs/accounts.md).
import { type QueryClient, queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { forgetKnown, keptAnswer, knownAnswer } from '../offline/known.ts';
import { get, post } from './call.ts';
import { sessionEnded } from './session.ts';

export type PersonRole = 'operator' | 'reader' | 'manager' | 'clerk' | 'viewer';
/** The most that is shown of a chain. */
export type Level = 'country' | 'region' | 'site' | 'full';

export interface Membership {
  /** null: of the node itself. */
  readonly party: string | null;
  readonly partyName: string | null;
  readonly role: PersonRole;
  /** Facilities that a clerk is limited to; null = all. */
  readonly sites: readonly string[] | null;
  readonly level: Level;
}

export interface Me {
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly twoFactor: boolean;
  } | null;
  readonly needsSetup: boolean;
  readonly signIn: {
    readonly password: boolean;
    readonly passkey: boolean;
    readonly oidc: readonly { readonly id: string; readonly name: string }[];
  };
  readonly memberships: readonly Membership[];
  readonly active: Membership | null;
  /** Entry of the log up to which the news of the party were read, on any device. */
  readonly newsReadUntil: number | null;
}

export const meQuery = queryOptions({
  queryKey: ['me'],
  // Without a line: who it was the last time, so that work can go on.
  queryFn: async ({ client }) => {
    const last = keptAnswer<Me>('me');
    const { value, isOld } = await knownAnswer('me', () => get<Me>('/account/me'));
    if (isOld) return value;
    const before = client.getQueryData<Me>(['me']);
    if (value.user === null && before?.user) {
      // Not signed out, but run out: what stands on the screen stays there while they are asked.
      sessionEnded();
      return before;
    }
    const previous = before?.user ?? (await last)?.value.user;
    if (value.user !== null && (previous == null || previous.id === value.user.id)) return value;
    // Whoever signs out, or whom somebody else comes after, leaves nothing of their company's on this device but what is still to be sent,
    // and what they typed themselves.
    await forgetKnown();
    if (before?.user) dropOthers(client);
    return value;
  },
  networkMode: 'always',
  staleTime: 60_000,
});

export function useMe(): UseQueryResult<Me> {
  return useQuery(meQuery);
}

/** After signing in or out, or acting for another party: nothing of the one before is shown any more. */
export async function meChanged(client: QueryClient): Promise<void> {
  dropOthers(client);
  await client.invalidateQueries({ queryKey: ['me'] });
}

function dropOthers(client: QueryClient): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
}

/** After signing out, or not signing in again: nobody is here. */
export async function meLeft(client: QueryClient): Promise<void> {
  client.setQueryData<Me>(
    ['me'],
    (before) => before && { ...before, user: null, memberships: [], active: null, newsReadUntil: null },
  );
  await meChanged(client);
}

/** After signing in again in mid-work. `somebody else`: nothing of the one before is shown any more. */
export async function meBack(client: QueryClient): Promise<'same' | 'somebody else'> {
  const before = client.getQueryData<Me>(['me']);
  const now = await get<Me>('/account/me');
  if (before?.user == null || now.user?.id !== before.user.id) {
    await meChanged(client);
    return 'somebody else';
  }
  const isOther = before.active !== null && before.active.party !== now.active?.party;
  if (isOther) await post('/account/active', { party: before.active.party });
  await client.invalidateQueries();
  return 'same';
}

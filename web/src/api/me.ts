// Who is signed in, and for whom (docs/accounts.md).
import { type QueryClient, queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { forgetKnown, knownAnswer } from '../offline/known.ts';
import { get } from './call.ts';

export type PersonRole = 'operator' | 'reader' | 'manager' | 'clerk' | 'viewer';

export interface Membership {
  /** null: of the node itself. */
  readonly party: string | null;
  readonly partyName: string | null;
  readonly role: PersonRole;
  /** Facilities that a clerk is limited to; null = all. */
  readonly sites: readonly string[] | null;
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
}

export const meQuery = queryOptions({
  queryKey: ['me'],
  // Without a line: who it was the last time, so that work can go on.
  queryFn: async () => {
    const { value, isOld } = await knownAnswer('me', () => get<Me>('/account/me'));
    // Whoever signs out leaves nothing of their company's on this device but what is still to be sent.
    if (value.user === null && !isOld) await forgetKnown();
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
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
  await client.invalidateQueries({ queryKey: ['me'] });
}

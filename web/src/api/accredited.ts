// Whether a party certifies: the frame asks it, so it is small and apart.
import { queryOptions } from '@tanstack/react-query';
import { get } from './call.ts';

/** Whether a party is accredited for anything: who is, is shown what waits to be decided. */
export const accreditedQuery = (party: string | null) =>
  queryOptions({
    queryKey: ['accredited', party],
    enabled: party !== null,
    retry: false,
    staleTime: 10 * 60_000,
    queryFn: async () => {
      const { member } = await get<{ member: { claims: { party: string } }[] }>(
        `/accreditations?about=${encodeURIComponent(party ?? '')}&limit=20`,
      );
      return member.some(({ claims }) => claims.party === party);
    },
  });

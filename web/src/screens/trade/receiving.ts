// A shipment on its way to this party, with what is known of its lines.
import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/call.ts';
import { type Said, type TradeSaid, useOwnPlaces } from '../../api/work.ts';
import type { Line } from './handover.ts';
import { amountOf } from './measure.ts';
import type { Spoken } from './sent.tsx';

export interface Receiving {
  trade: Said<TradeSaid>;
  party: string;
  onSaid: (spoken: Spoken) => void;
}

export interface SentLine extends Line {
  readonly line: number;
  /** How the buyer named such a lot of this seller the last time. */
  readonly ownLot: string | null;
}

interface Remembered {
  readonly line: number;
  readonly ownLot: string | null;
}

/** Lines that name a lot; an order's lines may name products only. */
export function useSentLines({ claims }: Said<TradeSaid>): readonly SentLine[] {
  const { data = [] } = useQuery({
    queryKey: ['trades', claims.trade, 'lots'],
    queryFn: async () =>
      (await get<{ member: Remembered[] }>(`/trades/${encodeURIComponent(claims.trade)}/lots`)).member,
  });
  return (claims.lines ?? []).flatMap(({ line, lot, ...said }) => {
    if (lot === undefined) return [];
    const amount = amountOf(said);
    const ownLot = data.find((one) => one.line === line)?.ownLot ?? null;
    return [{ line, lot, base: amount?.base ?? null, dimension: amount?.dimension ?? null, ownLot }];
  });
}

/** Where it was sent to, or the one place of the party; '' where there are several and nobody said. */
export function useArrivalPlace({ claims }: Said<TradeSaid>, party: string): string {
  const places = useOwnPlaces(party).data ?? [];
  if (claims.toSite !== undefined) return claims.toSite;
  return places.length === 1 ? places[0]!.id : '';
}

// Everything that a form needs to know, with and without a line: places, products, what lies in the stores, what is usual.
import { useMemo } from 'react';
import { get } from '../../api/call.ts';
import { type Me, useMe } from '../../api/me.ts';
import { type Known as KeptAnswer, useKnown } from '../../offline/known.ts';
import { useQueue } from '../../offline/queue/use-queue.ts';
import { workshopPaths } from './asks.ts';
import type { YieldBand } from './balance.ts';
import { type StockLot, type Stored, storedNow } from './stock.ts';

export interface Place {
  readonly facility: string;
  readonly party: string;
  readonly name: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly processes: readonly string[];
}

export interface Product {
  readonly product: string;
  readonly name: string | null;
  readonly category: string | null;
}

export interface Figures {
  readonly member: readonly YieldBand[];
  readonly processes: readonly { readonly code: string; readonly title: string }[];
  readonly categories: readonly { readonly code: string; readonly title: string; readonly waste: boolean }[];
}

export interface Workshop {
  readonly party: string;
  /** Those that the person works at. */
  readonly places: readonly Place[];
  readonly products: readonly Product[];
  readonly stored: readonly Stored[];
  readonly figures: Figures;
  /** When the node was asked last; null = just now. */
  readonly asOfMs: number | null;
}

export interface AskedWorkshop {
  readonly me: Me | undefined;
  readonly party: string | null;
  /** undefined while nothing is known yet. */
  readonly workshop: Workshop | undefined;
  /** The node does not answer, and this device has never asked it before; or it refuses. */
  readonly fault: unknown;
  readonly retry: () => void;
}

interface List<T> {
  readonly member: readonly T[];
}

const nothing: Figures = { member: [], processes: [], categories: [] };

export function useWorkshop(): AskedWorkshop {
  const { data: me } = useMe();
  const party = me?.active?.party ?? null;
  const paths = workshopPaths(party ?? '');
  const places = usePart<Place>(party, 'facilities', paths.places);
  const products = usePart<Product>(party, 'products', paths.products);
  const stock = usePart<StockLot>(party, 'stock', paths.stock);
  const figures = useKnown(['yields', party], async () =>
    party === null ? nothing : get<Figures>('/yields'),
  );
  const items = useQueue();
  const sites = me?.active?.sites ?? null;
  const stored = useMemo(() => {
    const known = stock.data;
    if (known === undefined || items === undefined) return undefined;
    const since = items.filter(
      ({ party: own, state, doneAtMs }) =>
        own === party && state !== 'refused' && (state !== 'done' || (doneAtMs ?? 0) > known.atMs),
    );
    const effects = since.flatMap(({ effect, madeAtMs }) =>
      effect === null ? [] : [{ atMs: madeAtMs, effect }],
    );
    return storedNow(known.value.member, effects);
  }, [stock.data, items, party]);
  const parts = [places, products, stock];
  const isThere =
    party !== null && places.data !== undefined && products.data !== undefined && stored !== undefined;
  return {
    me,
    party,
    workshop: isThere
      ? {
          party,
          places: places.data.value.member.filter(
            ({ facility }) => sites === null || sites.includes(facility),
          ),
          products: products.data.value.member,
          stored,
          figures: figures.data?.value ?? nothing,
          asOfMs: oldest([places.data, products.data, stock.data]),
        }
      : undefined,
    fault: parts.find(({ isError, data }) => isError && data === undefined)?.error,
    retry: () => {
      for (const part of parts) void part.refetch();
    },
  };
}

function usePart<T>(party: string | null, noun: string, path: string): ReturnType<typeof useKnown<List<T>>> {
  // calls GET /parties/{}/lots, GET /facilities, GET /products, GET /trades
  return useKnown([noun, party, 'capture'], async () =>
    party === null ? { member: [] } : get<List<T>>(path),
  );
}

function oldest(answers: readonly (KeptAnswer<unknown> | undefined)[]): number | null {
  const old = answers.flatMap((answer) => (answer?.isOld ? [answer.atMs] : []));
  return old.length === 0 ? null : Math.min(...old);
}

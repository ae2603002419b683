// What a party has, what waits for it, and what changes hands: answers of the node as the screens of the working day read them.
import { type QueryClient, queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { modelOf } from '#verifier';
import { call, get } from './call.ts';
import { useMe } from './me.ts';

export interface StockLot {
  readonly id: string;
  readonly kind: 'item' | 'lot' | 'unit' | 'product' | 'other';
  readonly product: string | null;
  readonly productName: string | null;
  readonly dimension: string | null;
  readonly made: boolean;
  readonly declared: boolean;
  /** Base units, of this party; null = not known. */
  readonly produced: number | null;
  readonly received: number | null;
  readonly drawn: number | null;
  readonly shipped: number | null;
  readonly remaining: number | null;
  readonly inStock: boolean;
  readonly from: string | null;
  readonly place: string | null;
  readonly bornAtMs: number | null;
  readonly cameAtMs: number;
  readonly certificates: readonly {
    readonly id: string;
    readonly type: string;
    readonly scheme: string;
    readonly state: string | null;
  }[];
  readonly claims: readonly {
    readonly id: string;
    readonly scheme: string;
    readonly code: string;
    readonly state: string | null;
  }[];
}

export interface LotEvent {
  readonly eventId: string | null;
  readonly entry: number;
  readonly act:
    | 'made'
    | 'drawn'
    | 'packed'
    | 'unpacked'
    | 'emptied'
    | 'received'
    | 'shipped'
    | 'seen'
    | 'error';
  readonly atMs: number;
  readonly recordedAtMs: number;
  readonly amount: number | null;
  readonly party: string | null;
  readonly partyName: string | null;
  readonly place: string | null;
  readonly placeName: string | null;
  readonly country: string | null;
  readonly process: string | null;
  readonly custody: 'device' | 'custodial';
  readonly isVoided: boolean;
  readonly reason: string | null;
  readonly correctedBy: readonly string[];
}

export interface TodayList<T> {
  readonly count: number;
  readonly member: readonly T[];
}

export interface TradeWaiting {
  readonly trade: string;
  readonly from: string;
  readonly fromName: string | null;
  readonly atMs: number;
  readonly dueMs: number | null;
  readonly lines: number;
  readonly amounts: readonly { readonly dimension: string; readonly amount: number }[];
}

export interface Today {
  readonly party: string;
  readonly atMs: number;
  readonly receive: TodayList<TradeWaiting>;
  readonly confirm: TodayList<{
    readonly kind: 'contract' | 'order' | 'leg' | 'claim' | 'certificate';
    readonly id: string;
    readonly by: string;
    readonly byName: string | null;
    readonly scheme: string | null;
    readonly atMs: number;
  }>;
  readonly gaps: TodayList<{
    readonly kind: 'undeclared-input' | 'unknown-quantity';
    readonly lot: string;
    readonly productName: string | null;
    readonly from: string | null;
    readonly fromName: string | null;
  }>;
  readonly expiring: TodayList<{
    readonly certificate: string;
    readonly type: string;
    readonly scheme: string;
    readonly number: string | null;
    readonly validUntilMs: number;
    readonly isExpired: boolean;
  }>;
  readonly notices: TodayList<{
    readonly entry: number;
    readonly recordedAtMs: number;
    readonly kind: string;
    readonly word: string;
    readonly about: string;
    readonly by: string;
    readonly touches: readonly string[];
    readonly detail: string;
  }>;
  readonly cases: TodayList<{
    readonly case: string;
    readonly about: string;
    readonly by: string;
    readonly byName: string | null;
    readonly openedAtMs: number;
    readonly dueMs: number | null;
    readonly isOverdue: boolean;
  }>;
  readonly refused: TodayList<{
    readonly captureID: string;
    readonly createdAtMs: number;
    readonly errors: readonly { readonly code: string; readonly detail: string }[];
  }>;
  /** Of readers of pages, that nobody of the party has read. */
  readonly doubts: TodayList<{
    readonly id: string;
    readonly about: string;
    readonly kind: string;
    readonly atMs: number;
  }>;
}

/** A record as the log has it; claims that are withheld from this reader are null. */
export interface Said<C> {
  readonly kind: string;
  readonly id: string | null;
  readonly entry: number;
  readonly recordedAtMs: number;
  readonly issuer: string;
  readonly claims: C;
  readonly state: string | null;
  readonly withheld: readonly string[];
}

export interface TradeLine {
  readonly line: number;
  readonly product?: string;
  readonly lot?: string;
  readonly quantity?: number;
  readonly uom?: string;
}

export interface DocumentNamed {
  readonly digest: string;
  readonly type?: string;
  readonly name?: string;
}

export interface TradeSaid {
  readonly trade: string;
  readonly stage: 'contract' | 'order' | 'shipment' | 'leg';
  readonly seller: string;
  readonly buyer: string;
  readonly under?: string;
  readonly at: string;
  readonly due?: string;
  readonly toSite?: string;
  readonly tolerancePpm: number;
  readonly lines: readonly TradeLine[] | null;
  readonly documents?: readonly DocumentNamed[] | null;
}

export interface CertificateSaid {
  readonly certificate: string;
  readonly type: string;
  readonly scheme: string;
  readonly holder: string;
  readonly number?: string | null;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly buyer?: string | null;
  readonly lots?:
    | readonly { readonly lot: string; readonly grams: number; readonly certifiedGrams: number }[]
    | null;
  readonly processes: readonly string[];
  readonly codes: readonly string[];
  readonly documents?: readonly DocumentNamed[] | null;
}

export interface Named {
  readonly id: string;
  readonly name: string | null;
  readonly country: string | null;
}

/** The party that whoever is signed in acts for; null where there is none. */
export function useParty(): string | null {
  return useMe().data?.active?.party ?? null;
}

/** `own`: without what is at, or concerns, sites only that this clerk does not work for. */
export type SitesAsked = 'own' | 'all';

export interface StockAsked {
  readonly sites?: SitesAsked | null;
  readonly state: 'in-stock' | 'all';
  readonly search: string;
  readonly place?: string | undefined;
}

/** A page, and the address of the next. */
export interface StockPage {
  readonly member: readonly StockLot[];
  readonly next: string | null;
}

export async function stockPage(path: string): Promise<StockPage> {
  // calls GET /parties/{}/lots
  const response = await call('GET', path);
  const { member } = (await response.json()) as { member: StockLot[] };
  return { member, next: /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1] ?? null };
}

export function stockPath(party: string, { state, search, place, sites }: StockAsked, perPage = 30): string {
  const query = new URLSearchParams({ state, perPage: String(perPage) });
  if (search !== '') query.set('search', search);
  if (place !== undefined) query.set('place', place);
  if (sites != null) query.set('sites', sites);
  return `/parties/${encodeURIComponent(party)}/lots?${query}`;
}

export const ownLotQuery = (party: string, lot: string) =>
  queryOptions({
    queryKey: ['lots', party, lot],
    queryFn: () =>
      get<{ lot: StockLot; history: LotEvent[] }>(
        `/parties/${encodeURIComponent(party)}/lots/${encodeURIComponent(lot)}`,
      ),
  });

/** `since`: entry after which news are asked for. `sites`: null where there is nothing to choose. */
export interface DayAsked {
  readonly since: number | null;
  readonly sites: SitesAsked | null;
}

export const todayQuery = (party: string, asked: DayAsked) =>
  queryOptions({
    queryKey: ['today', party, asked],
    queryFn: () => get<Today>(`/today?${askedOf(asked)}`),
    refetchInterval: 60_000,
  });

export type TodayName = 'receive' | 'confirm' | 'gaps' | 'expiring' | 'notices' | 'cases';

const mostOfAList = 200;

/** One list, as far as anybody reads it. */
export const todayListQuery = (party: string, list: TodayName, asked: DayAsked) =>
  queryOptions({
    queryKey: ['today', party, list, asked],
    queryFn: () => get<Today>(`/today?list=${list}&perPage=${mostOfAList}&${askedOf(asked)}`),
  });

function askedOf({ since, sites }: DayAsked): string {
  return new URLSearchParams({
    ...(since !== null && { since: String(since) }),
    ...(sites !== null && { sites }),
  }).toString();
}

export const tradeQuery = (trade: string) =>
  queryOptions({
    queryKey: ['trades', trade],
    queryFn: () => get<Said<TradeSaid>>(`/trades/${encodeURIComponent(trade)}`),
  });

/** Trade of the party, newest first. */
export const tradesQuery = (party: string) =>
  queryOptions({
    queryKey: ['trades', 'of', party],
    queryFn: async () =>
      (await get<{ member: Said<TradeSaid>[] }>(`/trades?about=${encodeURIComponent(party)}&limit=300`))
        .member,
  });

export const certificatesQuery = (party: string) =>
  queryOptions({
    queryKey: ['certificates', 'of', party],
    queryFn: async () =>
      (
        await get<{ member: Said<CertificateSaid>[] }>(
          `/certificates?about=${encodeURIComponent(party)}&limit=300`,
        )
      ).member,
  });

const namesQuery = (noun: 'parties' | 'facilities' | 'products', id: 'party' | 'facility' | 'product') =>
  queryOptions({
    queryKey: [noun],
    queryFn: async () => {
      // calls GET /parties, GET /facilities, GET /products
      const { member } = await get<{ member: Record<string, string | null>[] }>(`/${noun}`);
      return member.map((one): Named & { readonly party: string } => ({
        id: one[id] ?? '',
        name: one['name'] ?? null,
        country: one['country'] ?? null,
        party: one['party'] ?? '',
      }));
    },
    staleTime: 5 * 60_000,
  });

export const partiesQuery = namesQuery('parties', 'party');
export const facilitiesQuery = namesQuery('facilities', 'facility');

export const productsQuery = namesQuery('products', 'product');

/** The name of the product that a lot is of, or that an id is; null where nobody has told it. */
export function useProductNames(): (id: string) => string | null {
  const { data } = useQuery(productsQuery);
  const names = new Map(data?.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? names.get(modelOf(id) ?? '') ?? null;
}

/** Names of parties by id; an id that has none stands for itself. */
export function usePartyNames(): (id: string) => string {
  const { data } = useQuery(partiesQuery);
  const names = new Map(data?.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

export function useOwnPlaces(party: string | null): UseQueryResult<readonly Named[]> {
  return useQuery({
    ...facilitiesQuery,
    select: (all: readonly (Named & { readonly party: string })[]) =>
      all.filter((one) => one.party === party),
  }) as UseQueryResult<readonly Named[]>;
}

/** After something was said: what was shown of the day, the stores and trade is not true any more. */
export async function workChanged(client: QueryClient): Promise<void> {
  const nouns = new Set(['today', 'lots', 'trades', 'certificates', 'seen']);
  await client.invalidateQueries({ predicate: ({ queryKey }) => nouns.has(String(queryKey[0])) });
}

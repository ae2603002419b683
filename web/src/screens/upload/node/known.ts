// Asks the node for all that a list can mean: own sites, products and lots, partners, processes.
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { call, get } from '../../../api/call.ts';
import { Directory, type Known, type KnownThing } from '../known/known.ts';

interface Facility {
  facility: string;
  party: string;
  name: string | null;
}
interface Product {
  product: string;
  party: string;
  name: string | null;
}
interface Party {
  party: string;
  name: string | null;
}
interface StockLot {
  id: string;
  productName: string | null;
  dimension: string | null;
}
interface Pack {
  claims: { content?: { kind: string; processes?: { code: string; title: string; aliases: string[] }[] } };
}

const lotPagesMax = 20;

/** `sites`: those that a clerk is limited to; null = all of the party. */
export function knownQuery(party: string, sites: readonly string[] | null) {
  return queryOptions({
    queryKey: ['upload', 'known', party, sites],
    queryFn: () => readKnown(party, sites),
    staleTime: 60_000,
  });
}

/** After something was sent: it can be meant from now on. */
export function knownChanged(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ['upload', 'known'] });
}

async function readKnown(party: string, sites: readonly string[] | null): Promise<Known> {
  const [facilities, products, parties, lots, packs] = await Promise.all([
    get<{ member: Facility[] }>('/facilities'),
    get<{ member: Product[] }>('/products'),
    get<{ member: Party[] }>('/parties'),
    allLots(party),
    get<{ member: Pack[] }>('/packs?limit=100'),
  ]);
  const own = <T extends { party: string }>(all: readonly T[]): T[] =>
    all.filter((one) => one.party === party);
  return {
    party,
    site: new Directory(
      own(facilities.member)
        .filter(({ facility }) => sites === null || sites.includes(facility))
        .map(({ facility, name }) => thingOf(facility, name)),
    ),
    product: new Directory(own(products.member).map(({ product, name }) => thingOf(product, name))),
    partner: new Directory(
      parties.member.filter((one) => one.party !== party).map((one) => thingOf(one.party, one.name)),
    ),
    lot: new Directory(lots.map(({ id, dimension }) => ({ ...thingOf(id, lastPart(id)), dimension }))),
    process: new Directory(processesOf(packs.member)),
  };
}

async function allLots(party: string): Promise<StockLot[]> {
  const lots: StockLot[] = [];
  let path: string | undefined = `/parties/${encodeURIComponent(party)}/lots?state=all&perPage=1000`;
  for (let page = 0; page < lotPagesMax && path !== undefined; page += 1) {
    const response: Response = await call('GET', path);
    lots.push(...((await response.json()) as { member: StockLot[] }).member);
    path = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  }
  return lots;
}

function thingOf(id: string, name: string | null): KnownThing {
  const last = lastPart(id);
  const digits = /^\d+$/.test(last) ? [last, last.replace(/^0+/, '')] : [];
  return { id, name: name ?? last, also: [...new Set([last, ...digits])] };
}

/** What stands behind the last stroke or colon: lot number, GTIN, GLN. */
export function lastPart(id: string): string {
  const last = id.split(/[/:]/).at(-1) ?? id;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

function processesOf(packs: readonly Pack[]): KnownThing[] {
  const found = new Map<string, KnownThing>();
  for (const { claims } of packs)
    for (const { code, title, aliases } of claims.content?.processes ?? [])
      if (!found.has(code)) found.set(code, { id: code, name: title, also: [code, ...aliases] });
  return [...found.values()];
}

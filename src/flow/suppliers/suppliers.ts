// GET /parties/{id}/suppliers: how much of a party's chain has joined and records for itself, tier by tier, and its invitations.
import type { StageCode } from '../../domain/trace/stage.ts';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { kindOf } from '../query.ts';
import type { ProductIndex } from '../product-index.ts';
import type { HeldLots } from '../stock/held.ts';
import { nameIn } from '../today/trade.ts';
import { type Grams, noGrams, type SupplierGround, supplierGround } from './ground.ts';
import { type Invited, invitedBy, isRecording, joinedBy } from './invited.ts';

export interface Supplier {
  party: string | null;
  name: string | null;
  country: string | null;
  stages: StageCode[];
  /** `recording`: it told of events itself. `joined`: it is admitted, and has not. `told`: others tell of it. */
  state: 'recording' | 'joined' | 'told';
  lots: number;
  grams: Grams;
  /** It sells to the party, came by an invitation of it, or the two have traded: so the party knows its name. */
  isKnown: boolean;
}

export interface Tier {
  /** 1 sells to the party itself. */
  tier: number;
  suppliers: number;
  joined: number;
  recording: number;
  grams: Grams;
  /** Of all grams of the tier, those told by who made them: 0 to 1; null where nothing is weighed. */
  share: number | null;
  member: Supplier[];
}

export interface SuppliersAnswer {
  party: string;
  atMs: number;
  /** Own batches (of each product among its newest 200 lots), and how many of them, the newest, were traced. */
  lots: number;
  looked: number;
  tiers: Tier[];
  /** Newest first. */
  invited: Invited[];
}

/** Lots and items of each product that are looked at to find the newest batches of all. */
const mostOfProduct = 200;

export function suppliersAnswer(
  ledger: Ledger,
  { products, held }: { products: ProductIndex; held: HeldLots },
  { party, limit }: { party: string; limit: number },
  atMs: number,
): SuppliersAnswer {
  const own = ownLots(ledger, products, held, party);
  const looked = own.newest.slice(0, limit);
  const ground = supplierGround(ledger, party, looked).filter(({ tier }) => tier > 0);
  const known = new Set([...joinedBy(ledger, party), ...partnersOf(ledger, party)]);
  return {
    party,
    atMs,
    lots: own.count,
    looked: looked.length,
    tiers: tiersOf(ledger, ground, known),
    invited: invitedBy(ledger, party, atMs),
  };
}

/** Batches of its products; of a party without products, what it made or received. Newest first. */
function ownLots(
  ledger: Ledger,
  products: ProductIndex,
  held: HeldLots,
  party: string,
): { count: number; newest: number[] } {
  const ids = [...ledger.register.products.values()]
    .filter((one) => one.party === party)
    .map(({ product }) => product);
  const batches = ids
    .flatMap((product) => products.newest(ledger, product, mostOfProduct))
    .filter((id) => kindOf(id) === 'lot')
    .map((id) => ledger.lots.find(id))
    .filter((lot) => ledger.columns.bornIn(lot) !== -1);
  if (batches.length > 0)
    return {
      count: batches.length,
      newest: batches.sort((one, other) => bornAt(ledger, other) - bornAt(ledger, one)),
    };
  const had = held.of(ledger, party).filter((lot) => typeof lot === 'number');
  return { count: had.length, newest: had.slice().reverse() };
}

function bornAt({ columns, events }: Ledger, lot: number): number {
  return events.timeOf(columns.bornIn(lot));
}

function partnersOf({ records }: Ledger, party: string): string[] {
  return records
    .ofKind('trade')
    .filter(({ seller, buyer }) => seller === party || buyer === party)
    .map(({ seller, buyer }) => (seller === party ? buyer : seller));
}

function tiersOf(ledger: Ledger, ground: readonly SupplierGround[], known: ReadonlySet<string>): Tier[] {
  const byTier = Map.groupBy(ground, ({ tier }) => tier);
  return [...byTier].map(([tier, all]) => {
    const member = all
      .map((one) => supplier(ledger, one, known))
      .sort((one, other) => total(other.grams) - total(one.grams));
    const grams = member.reduce((sum, one) => added(sum, one.grams), noGrams());
    const inState = (...states: Supplier['state'][]): number =>
      member.filter(({ state }) => states.includes(state)).length;
    return {
      tier,
      suppliers: member.length,
      joined: inState('joined', 'recording'),
      recording: inState('recording'),
      grams,
      share: total(grams) === 0 ? null : (grams.device + grams.custodial) / total(grams),
      member,
    };
  });
}

function supplier(
  ledger: Ledger,
  { party, tier, lots, grams, stages, country }: SupplierGround,
  known: ReadonlySet<string>,
): Supplier {
  const isAdmitted = party !== null && ledger.register.parties.has(party);
  return {
    party,
    name: party === null ? null : nameIn(ledger, party),
    country,
    stages: [...stages],
    state: !isAdmitted ? 'told' : isRecording(ledger, party) ? 'recording' : 'joined',
    lots,
    grams,
    isKnown: party !== null && (tier === 1 || known.has(party)),
  };
}

function total({ device, custodial, other, nobody }: Grams): number {
  return device + custodial + other + nobody;
}

function added(one: Grams, other: Grams): Grams {
  return {
    device: one.device + other.device,
    custodial: one.custodial + other.custodial,
    other: one.other + other.other,
    nobody: one.nobody + other.nobody,
  };
}

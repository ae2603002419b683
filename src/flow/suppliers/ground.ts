// Who stands behind a party's own lots: for each supplier how many hand-overs away it is, and how many kilograms it told of itself.
import { modelOf } from '#verifier';
import { dimensions } from '../../domain/ledger/event-table.ts';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { facilityAt } from '../../domain/party/register.ts';
import { type FlowLots, flowOf } from '../../domain/trace/flow/flow.ts';
import { eachInput } from '../../domain/trace/links.ts';
import { type StageCode, stageOf } from '../../domain/trace/stage.ts';
import { bornEvent, isRun, nameOf, productFor } from '../query.ts';

/** Who told of a making: its maker with a key of its own, with a key that the node holds for it, somebody else, or nobody. */
export type ToldBy = 'device' | 'custodial' | 'other' | 'nobody';

export type Grams = Record<ToldBy, number>;

export interface SupplierGround {
  /** null: of what nobody declared, and no shipment tells of either. */
  party: string | null;
  /** 0 is the party itself. */
  tier: number;
  lots: number;
  /** Of what its lots hold of the asked ones. */
  grams: Grams;
  stages: Set<StageCode>;
  country: string | null;
}

interface Maker {
  party: string | null;
  toldBy: ToldBy;
  stage: StageCode;
  country: string | null;
}

/** `lots`: numbers of the party's own lots. Nearest first; a supplier stands at the smallest of its tiers. */
export function supplierGround(ledger: Ledger, party: string, lots: readonly number[]): SupplierGround[] {
  ledger.graph.growTo(ledger.lots.size);
  const makers = new Makers(ledger);
  const tiers = tiersOf(ledger, makers, party, lots);
  const found = new Map<string | null, SupplierGround>();
  for (const start of lots) addGrams(ledger, makers, start, found);
  for (const [one, ground] of found) ground.tier = one === party ? 0 : (tiers.get(one) ?? 0);
  return [...found.values()].sort((one, other) => one.tier - other.tier);
}

function addGrams(
  ledger: Ledger,
  makers: Makers,
  start: number,
  found: Map<string | null, SupplierGround>,
): void {
  const groups = new MakerGroups(ledger, makers);
  const { sums } = flowOf(ledger.graph, start, 'back', ledger.balances, groups);
  groups.all.forEach(({ party, toldBy, stage, country }, group) => {
    const ground = found.get(party) ?? {
      party,
      tier: 0,
      lots: 0,
      grams: noGrams(),
      stages: new Set(),
      country,
    };
    found.set(party, ground);
    ground.lots += sums.lots[group] ?? 0;
    ground.grams[toldBy] += Math.round(sums.grams.contained[group] ?? 0);
    if (stage !== 'undeclared') ground.stages.add(stage);
    ground.country ??= country;
  });
}

export function noGrams(): Grams {
  return { device: 0, custodial: 0, other: 0, nobody: 0 };
}

/** The fewest hand-overs between each supplier and the party: lots of one maker in a row are one tier. */
function tiersOf(
  ledger: Ledger,
  makers: Makers,
  party: string,
  lots: readonly number[],
): Map<string | null, number> {
  const tiers = new Map<string | null, number>();
  const seen = new Set<number>();
  const makerOf = (node: number, by: string | null): string | null =>
    isRun(ledger, node) ? by : makers.of(node).party;
  const starts = lots.map((node): Reached => ({ node, maker: makerOf(node, party) }));
  let here = starts.filter(({ maker }) => maker === party);
  let next = starts.filter(({ maker }) => maker !== party);
  for (let tier = 0; here.length + next.length > 0; tier += 1) {
    for (let one = here.pop(); one !== undefined; one = here.pop()) {
      const { node, maker } = one;
      if (seen.has(node)) continue;
      seen.add(node);
      if (!tiers.has(maker)) tiers.set(maker, tier);
      eachInput(ledger.graph, node, (from) => {
        const other = makerOf(from, maker);
        (other === maker ? here : next).push({ node: from, maker: other });
      });
    }
    [here, next] = [next, []];
  }
  return tiers;
}

/** A run has the maker of what was made by it. */
interface Reached {
  node: number;
  maker: string | null;
}

class Makers {
  readonly #ledger: Ledger;
  readonly #known = new Map<number, Maker>();

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  of(lot: number): Maker {
    const known = this.#known.get(lot) ?? this.#look(lot);
    this.#known.set(lot, known);
    return known;
  }

  /** Whose place it is made it; who tells of somebody else's place speaks for another. */
  #look(lot: number): Maker {
    const born = bornEvent(this.#ledger, lot);
    if (born === undefined) return this.#undeclared(lot);
    const speaker = nameOf(this.#ledger, born.party);
    const place = facilityAt(this.#ledger.register, nameOf(this.#ledger, born.place) ?? '', born.entry);
    const party = place?.party ?? speaker;
    const toldBy = party !== speaker ? 'other' : born.custodial ? 'custodial' : 'device';
    const stage = stageOf(nameOf(this.#ledger, born.process), nameOf(this.#ledger, born.step));
    return { party, toldBy, stage, country: place?.country ?? nameOf(this.#ledger, born.country) };
  }

  #undeclared(lot: number): Maker {
    const [trade] = this.#ledger.records.tradesOf(this.#ledger.lots.textOf(lot));
    return { party: trade?.seller ?? null, toldBy: 'nobody', stage: 'undeclared', country: null };
  }
}

/** Groups of a flow: one for each maker, stage and teller. */
class MakerGroups implements FlowLots {
  readonly all: Maker[] = [];
  readonly #ledger: Ledger;
  readonly #makers: Makers;
  readonly #byKey = new Map<string, number>();

  constructor(ledger: Ledger, makers: Makers) {
    this.#ledger = ledger;
    this.#makers = makers;
  }

  groupOf(lot: number): number {
    const maker = this.#makers.of(lot);
    const key = `${maker.toldBy} ${maker.stage} ${maker.party ?? ''}`;
    const group = this.#byKey.get(key) ?? this.all.push(maker) - 1;
    this.#byKey.set(key, group);
    return group;
  }

  gramsPerUnit(lot: number): number {
    const dimension = dimensions[this.#ledger.balances.dimensionOf(lot) - 1];
    if (dimension === 'mass') return 1;
    if (dimension !== 'count') return 0;
    const id = this.#ledger.lots.textOf(lot);
    const product = modelOf(id);
    return (product === null ? null : productFor(this.#ledger, product, id, 0)?.netWeightGrams) ?? 0;
  }

  drawnOf(lot: number): number {
    return this.#ledger.balances.drawnOf(lot);
  }

  isShown(): boolean {
    return true;
  }
}

// The journey: stages of the trace as steps that a reader can follow, from the field on, the asked lot's own last.
import { actOf, isFarmWork, isPacking, rankOf } from './act.ts';
import type { Known, PassportLevel, Traced, TracedStage } from './known.ts';
import { productOf } from './title.ts';

export interface Amount {
  /** Base units: grams, pieces, millimetres, … */
  amount: number;
  dimension: string;
}

export interface Where {
  /** ISO 3166-1 alpha-2; null: nobody said. */
  country: string | null;
  /** ISO 3166-2, or free text; null: not known or withheld. */
  region: string | null;
  site: string | null;
  address: string | null;
}

export type Signed = 'party' | 'node';

export interface JourneySite {
  who: string | null;
  where: Where;
  lots: number;
  /** Of all traced lots made there. */
  amount: Amount | null;
  signed: Signed;
}

export interface JourneyStep {
  act: string;
  /** Names of the products that came out, as far as they are registered. */
  products: string[];
  lots: number;
  /** Whether what came out are parcels with goods in them. */
  packed: boolean;
  /** Null where an amount is not known, is withheld, or kilograms and pieces would be added. */
  amount: Amount | null;
  fromMs: number;
  toMs: number;
  countries: string[];
  sites: JourneySite[];
  /** Whether the asked lot was made in this step. */
  last: boolean;
}

export function journeyOf(traced: Traced, known: Known, level: PassportLevel): JourneyStep[] {
  const steps = inOrder(
    [...byAct(traced.stages)].map(([act, stages]) => stepOf(act, stages, traced, known, level)),
  );
  return [...steps.filter(({ last }) => !last), ...steps.filter(({ last }) => last)];
}

/** In the order of the trade; an act that is not in it comes after the known ones that began before it. */
function inOrder(steps: JourneyStep[]): JourneyStep[] {
  const known = steps.flatMap(({ act, fromMs }) => {
    const rank = rankOf(act);
    return rank === undefined ? [] : { rank, fromMs };
  });
  const placeOf = ({ act, fromMs }: JourneyStep): number => {
    const before = known.filter((step) => step.fromMs <= fromMs).map(({ rank }) => rank);
    return rankOf(act) ?? Math.max(-1, ...before) + 0.5;
  };
  return steps.toSorted((a, b) => placeOf(a) - placeOf(b) || a.fromMs - b.fromMs);
}

function byAct(stages: TracedStage[]): Map<string, TracedStage[]> {
  const groups = new Map<string, TracedStage[]>();
  for (const stage of stages) {
    const act = actOf(stage.process, stage.step);
    groups.set(act, [...(groups.get(act) ?? []), stage]);
  }
  return groups;
}

function stepOf(
  act: string,
  stages: TracedStage[],
  traced: Traced,
  known: Known,
  level: PassportLevel,
): JourneyStep {
  const sites = stages.map((stage) => siteOf(stage, known, level));
  const packed = stages.every(({ process, step }) => isPacking(process, step));
  return {
    act,
    products: packed ? [] : productsOf(stages, traced, known),
    packed,
    lots: sum(stages.map(({ lots }) => lots)),
    amount: total(sites.map(({ amount }) => amount)),
    fromMs: Math.min(...stages.map(({ fromMs }) => fromMs)),
    toMs: Math.max(...stages.map(({ toMs }) => toMs)),
    countries: [...new Set(stages.flatMap(({ country }) => country ?? []))],
    sites,
    last: stages.some((stage) => madeIn(stage, traced)),
  };
}

/** Whether the asked lot itself was made in that stage. */
export function madeIn(stage: TracedStage, { lot }: Traced): boolean {
  const atMs = lot.bornAtMs ?? Number.NaN;
  const there = stage.party === lot.party && stage.place === lot.place && stage.step === lot.step;
  return there && stage.fromMs <= atMs && atMs <= stage.toMs;
}

export function siteOf(stage: TracedStage, known: Known, level: PassportLevel): JourneySite {
  const { amount, dimension } = stage;
  const named = level === 'site' || level === 'full';
  return {
    who: named && stage.party !== null ? (known.party(stage.party)?.name ?? null) : null,
    where: whereOf(stage, known, level),
    lots: stage.lots,
    amount:
      level === 'full' && !isPacking(stage.process, stage.step) && amount !== null && dimension !== null
        ? { amount, dimension }
        : null,
    signed: stage.custodial ? 'node' : 'party',
  };
}

function whereOf(stage: TracedStage, known: Known, level: PassportLevel): Where {
  const named = level === 'site' || level === 'full';
  const facility = named && stage.place !== null ? known.facility(stage.place) : undefined;
  return {
    country: stage.country,
    region: level === 'country' ? null : stage.region,
    site: facility?.name ?? null,
    // The public is never shown where a smallholder lives, at no level.
    address: level === 'full' && !isFarmWork(stage.process) ? (facility?.address ?? null) : null,
  };
}

function productsOf(stages: TracedStage[], { page }: Traced, known: Known): string[] {
  const places = new Set(stages.map(({ party, place }) => `${party} ${place}`));
  const products = new Set(
    page.filter(({ party, place }) => places.has(`${party} ${place}`)).map(({ id }) => productOf(id)),
  );
  const names = [...products].flatMap((id) => (id === undefined ? [] : (known.product(id)?.name ?? [])));
  return [...new Set(names)];
}

function total(amounts: (Amount | null)[]): Amount | null {
  const [first] = amounts;
  if (first === undefined || first === null) return null;
  if (!amounts.every((one) => one?.dimension === first.dimension)) return null;
  return { amount: sum(amounts.map((one) => one?.amount ?? 0)), dimension: first.dimension };
}

function sum(numbers: number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

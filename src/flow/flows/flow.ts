// GET /flow: a traced chain summed up by stages and places, so that it can be drawn whatever its size.
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { type Flow, flowOf } from '../../domain/trace/flow/flow.ts';
import { fold, type Folded } from '../../domain/trace/flow/fold.ts';
import type { Answer } from '../node.ts';
import { bornEvent, dimensionOf, isRun, lotView } from '../query.ts';
import type { ApartAmount, FlowAnswer, FlowEdge, FlowNode, FlowQuestion, FlowTotals } from './answer.ts';
import {
  claimsIn,
  foundIn,
  gapKindsOf,
  isOverdrawn,
  type Judged,
  type JudgedClaims,
  type Members,
} from './found.ts';
import { lotsPage } from './lots.ts';
import { type PlaceOfWork, PlacesOfWork } from './place.ts';

/** No picture of more can be read, and no reader of JSON misses the least of them. */
const mostEdges = 5_000;

export function flowAnswer(
  ledger: Ledger,
  id: string,
  question: FlowQuestion,
  judged: Judged,
): Answer<FlowAnswer> {
  const startedAt = performance.now();
  const lot = lotView(ledger, id);
  if (lot === undefined) {
    const detail = `No statement in this log mentions ${id}.`;
    return { ok: false, refusals: [{ code: 'LOT_UNKNOWN', field: 'id', detail, lot: id }] };
  }
  const start = ledger.lots.find(id);
  ledger.graph.growTo(ledger.lots.size);
  const places = new PlacesOfWork(ledger, question.level, question);
  const flow = flowOf(ledger.graph, start, question.direction, ledger.balances, places);
  const drawn = drawnFlow(ledger, flow, places, question);
  const members = membersOf(ledger, start, drawn);
  const claims = question.verdicts ? claimsIn(ledger, members, judged) : { counts: new Map(), findings: [] };
  const found = foundIn(ledger, members);
  const value: FlowAnswer = {
    question: { id, direction: question.direction },
    lot,
    tookMs: 0,
    nodes: nodesOf(drawn, claims),
    edges: edgesOf(drawn),
    totals: totalsOf(ledger, drawn, members),
    ...found,
    findings: claims.findings.map(({ finding, ...rest }) => ({ ...finding, ...rest })),
    lots: question.lots === null ? null : lotsPage(ledger, drawn, members, question.lots, claims),
  };
  value.tookMs = performance.now() - startedAt;
  return { ok: true, value };
}

/** A flow with its places, as many as are to be drawn. */
export interface DrawnFlow {
  direction: FlowQuestion['direction'];
  flow: Flow;
  folded: Folded;
  places: readonly PlaceOfWork[];
  /** By node of the drawing. */
  keys: string[];
  told: Told[];
}

/** What is told of a node's lots beside what they weigh. */
interface Told {
  fromMs: number;
  untilMs: number;
  custodialLots: number;
  gaps: number;
  conflicts: number;
  apart: Map<string | null, ApartAmount>;
}

function drawnFlow(
  ledger: Ledger,
  flow: Flow,
  { all: places }: PlacesOfWork,
  { most, direction }: FlowQuestion,
): DrawnFlow {
  const bands = new Map<string, number>();
  const bandOf = (group: number): number => {
    const { band } = places[group]!;
    const number = bands.get(band) ?? bands.size;
    bands.set(band, number);
    return number;
  };
  const folded = fold(flow.sums, flow.edges, bandOf, most);
  const names = [...bands.keys()];
  const keys = Array.from(folded.kept, (kept, at) =>
    kept === -1 ? `${names[folded.bands[at]!]}|*` : places[kept]!.key,
  );
  return { direction, flow, folded, places, keys, told: toldOf(ledger, flow, folded) };
}

function toldOf(ledger: Ledger, flow: Flow, folded: Folded): Told[] {
  const told = Array.from(folded.kept, (): Told => emptyTold());
  const unregistered = new Set<number>();
  flow.nodes.forEach((node, place) => {
    const group = flow.groups[place]!;
    if (group < 0 || isRun(ledger, node)) return;
    const of = told[folded.groups[group]!]!;
    addTold(ledger, of, node, flow.perUnit[place] === 0);
    const facility = bornEvent(ledger, node)?.place ?? 0;
    if (facility === 0 || unregistered.has(facility)) return;
    unregistered.add(facility);
    if (!ledger.register.facilities.has(ledger.names.textOf(facility - 1))) of.gaps += 1;
  });
  return told;
}

function emptyTold(): Told {
  const [fromMs, untilMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return { fromMs, untilMs, custodialLots: 0, gaps: 0, conflicts: 0, apart: new Map() };
}

function addTold(ledger: Ledger, told: Told, lot: number, isApart: boolean): void {
  const born = bornEvent(ledger, lot);
  if (born !== undefined) {
    told.fromMs = Math.min(told.fromMs, born.timeMs);
    told.untilMs = Math.max(told.untilMs, born.timeMs);
    if (born.custodial) told.custodialLots += 1;
  }
  told.gaps += gapKindsOf(ledger, lot).length;
  if (isOverdrawn(ledger, lot)) told.conflicts += 1;
  if (!isApart) return;
  const dimension = dimensionOf(ledger, lot);
  const sum = told.apart.get(dimension) ?? { dimension, lots: 0, amount: 0 };
  told.apart.set(dimension, {
    dimension,
    lots: sum.lots + 1,
    amount: sum.amount + ledger.balances.producedOf(lot),
  });
}

function membersOf(ledger: Ledger, start: number, { flow, folded, keys }: DrawnFlow): Members {
  const lots: number[] = [];
  const nodes = new Map<number, number>();
  flow.nodes.forEach((node, place) => {
    if (flow.groups[place]! < 0 || isRun(ledger, node)) return;
    lots.push(node);
    nodes.set(node, folded.groups[flow.groups[place]!]!);
  });
  return { start, lots, nodeOf: (lot) => keys[nodes.get(lot) ?? -1] };
}

function nodesOf({ folded, places, keys, told }: DrawnFlow, claims: JudgedClaims): FlowNode[] {
  const { sums, kept, merged, bands } = folded;
  const shares = sharesOf(sums.grams.contained, bands);
  return keys.flatMap((key, at) => {
    if (sums.lots[at] === 0) return [];
    const gramsOf = (name: keyof typeof sums.grams): number => Math.round(sums.grams[name][at]!);
    const [made, gone] = [gramsOf('made'), gramsOf('gone')];
    const { fromMs, untilMs, apart, ...counts } = told[at]!;
    return {
      key,
      ...(kept[at] === -1 ? restOf(places, folded, at) : placeView(places[kept[at]!]!)),
      merged: merged[at]!,
      lots: sums.lots[at]!,
      ...counts,
      fromMs: Number.isFinite(fromMs) ? fromMs : null,
      untilMs: Number.isFinite(untilMs) ? untilMs : null,
      share: shares[at]!,
      containedGrams: gramsOf('contained'),
      inGrams: gramsOf('in'),
      bornGrams: gramsOf('born'),
      openGrams: gramsOf('open'),
      madeGrams: made,
      lossGrams: gramsOf('loss'),
      goneGrams: gone,
      remainingGrams: made - gone,
      lotsByInputs: sums.byInputs[at]!,
      apart: [...apart.values()],
      claims: claims.counts.get(key) ?? {},
      findings: codesOf(claims, key),
    };
  });
}

type PlaceView = Pick<
  FlowNode,
  'stage' | 'work' | 'place' | 'party' | 'name' | 'country' | 'region' | 'latitude' | 'longitude'
>;

function placeView({ key: _, band: __, work, ...place }: PlaceOfWork): PlaceView {
  return { ...place, work: [...work] };
}

/** A rest is in the country that all of its places are in. */
function restOf(places: readonly PlaceOfWork[], { groups, bands }: Folded, at: number): PlaceView {
  const members = places.filter((_, old) => old < groups.length && groups[old] === at);
  const countries = new Set(members.map(({ country }) => country));
  const work = new Set(members.flatMap((member) => [...member.work]));
  return {
    stage: members[0]?.stage ?? places[bands[at]!]!.stage,
    work: [...work],
    country: countries.size === 1 ? [...countries][0]! : null,
    ...{ place: null, party: null, name: null, region: null, latitude: null, longitude: null },
  };
}

function codesOf({ findings }: JudgedClaims, key: string): Record<string, number> {
  const codes: Record<string, number> = {};
  for (const { node, finding } of findings)
    if (node === key) codes[finding.code] = (codes[finding.code] ?? 0) + 1;
  return codes;
}

/** Each part of its band's whole; null where nothing of it weighs anything. */
function sharesOf(grams: Float64Array, bands: ArrayLike<number>): (number | null)[] {
  const totals = new Map<number, number>();
  grams.forEach((one, at) => void totals.set(bands[at]!, (totals.get(bands[at]!) ?? 0) + one));
  return Array.from(grams, (one, at) => {
    const total = totals.get(bands[at]!)!;
    return total > 0 ? one / total : null;
  });
}

/** The largest; shares are of all. */
function edgesOf({ folded: { edges, bands }, keys }: DrawnFlow): FlowEdge[] {
  const shares = sharesOf(
    edges.containedGrams,
    Array.from(edges.to, (to) => bands[to]!),
  );
  const all = shares.map((share, at) => ({
    from: keys[edges.from[at]!]!,
    to: keys[edges.to[at]!]!,
    share,
    grams: Math.round(edges.movedGrams[at]!),
    containedGrams: Math.round(edges.containedGrams[at]!),
    links: edges.links[at]!,
    unknown: edges.unknown[at]!,
  }));
  if (all.length <= mostEdges) return all;
  return all.sort((a, b) => b.containedGrams - a.containedGrams || b.grams - a.grams).slice(0, mostEdges);
}

function totalsOf(ledger: Ledger, { flow, places, folded, told }: DrawnFlow, members: Members): FlowTotals {
  const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((all, one) => all + one, 0);
  const reached = flow.nodes.reduce((count, node) => count + (isRun(ledger, node) ? 0 : 1), 0);
  const times = told.flatMap(({ fromMs, untilMs }) => [fromMs, untilMs]).filter(Number.isFinite);
  return {
    lots: members.lots.length,
    links: flow.links,
    nodes: places.filter((_, group) => (flow.sums.lots[group] ?? 0) > 0).length,
    edges: folded.edges.from.length,
    hidden: reached - members.lots.length,
    lotsByInputs: sum(folded.sums.byInputs),
    lotsApart: sum(folded.sums.apart),
    gaps: sum(told.map(({ gaps }) => gaps)),
    conflicts: sum(told.map(({ conflicts }) => conflicts)),
    firstMs: times.length === 0 ? null : Math.min(...times),
    lastMs: times.length === 0 ? null : Math.max(...times),
    askedGrams: Math.round(ledger.balances.producedOf(members.start) * flow.perUnit[0]!),
    endGrams: Math.round(flow.endGrams),
    unknownAmounts: flow.unknownAmounts,
  };
}

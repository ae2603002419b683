// Where a lot comes from, or what became of it: nodes, shares, stages, gaps.
import type { Ledger } from '../domain/ledger/ledger.ts';
import { originsOf } from '../domain/trace/origins.ts';
import { reachOf } from '../domain/trace/reach.ts';
import type { Walk } from '../domain/trace/walk.ts';
import { walk } from '../domain/trace/walk.ts';
import type { CountryShare, OriginView, Stage, TraceAnswer } from './answers.ts';
import type { Answer } from './node.ts';
import {
  bornEvent,
  conflictsOf,
  countryOf,
  dimensionOf,
  gapsOf,
  isRun,
  lotView,
  nameOf,
  traceNode,
} from './query.ts';

export type Direction = 'back' | 'forward';

interface Ends {
  lots: Uint32Array;
  amounts: Float64Array;
  unknownAmounts: boolean;
}

const massDimension = 'mass';

/** `page` cuts both the nodes and the origins; counts, countries and stages always cover the whole answer. */
export function traceAnswer(
  ledger: Ledger,
  id: string,
  direction: Direction,
  page: { offset: number; limit: number },
): Answer<TraceAnswer> {
  const startedAt = performance.now();
  const lot = lotView(ledger, id);
  if (lot === undefined) {
    return {
      ok: false,
      refusals: [
        { code: 'LOT_UNKNOWN', field: 'id', detail: `No statement in this log mentions ${id}.`, lot: id },
      ],
    };
  }
  const start = ledger.lots.find(id);
  ledger.graph.growTo(ledger.lots.size);
  const reached = walk(ledger.graph, start, direction);
  const ends = direction === 'back' ? originEnds(ledger, start) : destinationEnds(ledger, start);
  const lots = reached.nodes.filter((node) => !isRun(ledger, node));
  const value: TraceAnswer = {
    question: { id, direction },
    lot,
    nodes: lots.length,
    edges: reached.edges,
    depth: reached.maxDepth,
    tookMs: 0,
    originCount: ends.lots.length,
    origins: endViews(ledger, ends, page),
    countries: countryShares(ledger, ends),
    unknownAmounts: ends.unknownAmounts,
    stages: stagesOf(ledger, reached),
    gaps: gapsOf(ledger, lots),
    conflicts: conflictsOf(ledger, lots),
    ...pageOfNodes(ledger, reached, page),
  };
  value.tookMs = performance.now() - startedAt;
  return { ok: true, value };
}

function originEnds(ledger: Ledger, start: number): Ends {
  const { origins, originAmounts, unknownAmounts } = originsOf(ledger.graph, start, ledger.balances);
  return withoutRuns(ledger, origins, originAmounts, unknownAmounts);
}

/** Forward, the ends are the lots that nothing was made of yet. */
function destinationEnds(ledger: Ledger, start: number): Ends {
  const { nodes, amounts, unknownAmounts } = reachOf(ledger.graph, start, ledger.balances);
  const places = Array.from(nodes.keys()).filter((place) => isEnd(ledger, nodes[place]!));
  const lots = Uint32Array.from(places, (place) => nodes[place]!);
  return withoutRuns(
    ledger,
    lots,
    Float64Array.from(places, (place) => amounts[place]!),
    unknownAmounts,
  );
}

function isEnd(ledger: Ledger, node: number): boolean {
  let outgoing = 0;
  ledger.graph.forward(node, () => {
    outgoing += 1;
  });
  return outgoing === 0;
}

function withoutRuns(ledger: Ledger, nodes: Uint32Array, all: Float64Array, unknownAmounts: boolean): Ends {
  const kept = Array.from(nodes.keys()).filter((place) => !isRun(ledger, nodes[place]!));
  kept.sort((a, b) => all[b]! - all[a]! || nodes[a]! - nodes[b]!);
  return {
    lots: Uint32Array.from(kept, (at) => nodes[at]!),
    amounts: Float64Array.from(kept, (at) => all[at]!),
    unknownAmounts,
  };
}

function endViews(ledger: Ledger, ends: Ends, page: { offset: number; limit: number }): OriginView[] {
  const totals = totalsByDimension(ledger, ends);
  const views: OriginView[] = [];
  for (let at = page.offset; at < Math.min(page.offset + page.limit, ends.lots.length); at += 1) {
    const lot = ends.lots[at]!;
    const dimension = dimensionOf(ledger, lot);
    const total = totals.get(dimension) ?? 0;
    const born = bornEvent(ledger, lot);
    const known = !(ends.unknownAmounts && ends.amounts[at] === 0);
    views.push({
      id: ledger.lots.textOf(lot),
      amount: known ? Math.round(ends.amounts[at]!) : null,
      dimension,
      share: known && total > 0 ? ends.amounts[at]! / total : null,
      ...countryOf(ledger, born),
      place: born === undefined ? null : nameOf(ledger, born.place),
      party: born === undefined ? null : nameOf(ledger, born.party),
    });
  }
  return views;
}

function totalsByDimension(ledger: Ledger, ends: Ends): Map<string | null, number> {
  const totals = new Map<string | null, number>();
  ends.lots.forEach((lot, at) => {
    const dimension = dimensionOf(ledger, lot);
    totals.set(dimension, (totals.get(dimension) ?? 0) + ends.amounts[at]!);
  });
  return totals;
}

/** By mass: the only dimension in which origins of different kinds add up. */
function countryShares(ledger: Ledger, ends: Ends): CountryShare[] {
  const countries = new Map<string | null, { grams: number; origins: number }>();
  let total = 0;
  ends.lots.forEach((lot, at) => {
    if (dimensionOf(ledger, lot) !== massDimension) return;
    const { country } = countryOf(ledger, bornEvent(ledger, lot));
    const sum = countries.get(country) ?? { grams: 0, origins: 0 };
    sum.grams += ends.amounts[at]!;
    sum.origins += 1;
    total += ends.amounts[at]!;
    countries.set(country, sum);
  });
  return [...countries]
    .map(([country, { grams, origins }]) => ({
      country,
      grams: Math.round(grams),
      share: total > 0 ? grams / total : 0,
      origins,
    }))
    .sort((a, b) => b.grams - a.grams);
}

interface StageSum extends Omit<Stage, 'dimension'> {
  dimensions: Set<string | null>;
}

/** All lots born by the same step and process at the same place of the same party are one stage of the journey. */
function stagesOf(ledger: Ledger, reached: Walk): Stage[] {
  const stages = new Map<number, Map<number, StageSum>>();
  reached.nodes.forEach((node, at) => {
    const born = isRun(ledger, node) ? undefined : bornEvent(ledger, node);
    if (born === undefined) return;
    const where = born.party * 2 ** 32 + born.place;
    const what = born.step * 2 ** 32 + born.process;
    const there = stages.get(where) ?? new Map<number, StageSum>();
    stages.set(where, there);
    const stage = there.get(what) ?? newStage(ledger, born);
    there.set(what, stage);
    addToStage(ledger, stage, node, born.timeMs, born.custodial, reached.depths[at]!);
  });
  const all = [...stages.values()].flatMap((there) => [...there.values()]);
  return all
    .map(({ dimensions, amount, ...stage }) => finishedStage(stage, amount, dimensions))
    .sort((a, b) => b.depth - a.depth || a.fromMs - b.fromMs);
}

function newStage(ledger: Ledger, born: NonNullable<ReturnType<typeof bornEvent>>): StageSum {
  return {
    step: nameOf(ledger, born.step),
    process: nameOf(ledger, born.process),
    party: nameOf(ledger, born.party),
    place: nameOf(ledger, born.place),
    ...countryOf(ledger, born),
    lots: 0,
    amount: 0,
    dimensions: new Set(),
    fromMs: born.timeMs,
    toMs: born.timeMs,
    depth: Number.POSITIVE_INFINITY,
    custodial: false,
  };
}

function addToStage(
  ledger: Ledger,
  stage: StageSum,
  lot: number,
  timeMs: number,
  custodial: boolean,
  depth: number,
): void {
  stage.lots += 1;
  stage.amount = (stage.amount ?? 0) + ledger.balances.producedOf(lot);
  stage.dimensions.add(dimensionOf(ledger, lot));
  stage.fromMs = Math.min(stage.fromMs, timeMs);
  stage.toMs = Math.max(stage.toMs, timeMs);
  stage.depth = Math.min(stage.depth, depth);
  stage.custodial ||= custodial;
}

function finishedStage(
  stage: Omit<Stage, 'amount' | 'dimension'>,
  amount: number | null,
  dimensions: Set<string | null>,
): Stage {
  const [only] = dimensions.size === 1 ? dimensions : [null];
  return { ...stage, amount: only === null || only === undefined ? null : amount, dimension: only ?? null };
}

function pageOfNodes(
  ledger: Ledger,
  reached: Walk,
  { offset, limit }: { offset: number; limit: number },
): Pick<TraceAnswer, 'page' | 'next'> {
  const page: TraceAnswer['page'] = [];
  let skipped = 0;
  for (let at = 0; at < reached.nodes.length; at += 1) {
    const node = reached.nodes[at]!;
    if (isRun(ledger, node)) continue;
    if (skipped < offset) {
      skipped += 1;
      continue;
    }
    if (page.length === limit) return { page, next: offset + limit };
    page.push(traceNode(ledger, node, reached.depths[at]!));
  }
  return { page, next: null };
}

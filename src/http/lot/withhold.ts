// What a caller is shown of a lot and of a trace, by level. Everything not granted is null: withheld, not absent.
//
//             country, shares   region   party, place, ids of other lots   amounts
//  country          yes           -                  -                              -
//  region           yes          yes                 -                              -
//  site             yes          yes                yes                             -
//  full             yes          yes                yes                            yes
import type { Conflict, Gap, Level, LotView, OriginView, Stage, TraceAnswer } from '../../flow/answers.ts';
import { showsAtLeast } from '../access/role.ts';

/** A view with any of its members withheld. */
export type Shown<T> = { [Name in keyof T]: T[Name] | null };

export function shownLot(lot: LotView, level: Level): Shown<LotView> {
  const site = showsAtLeast(level, 'site');
  const full = showsAtLeast(level, 'full');
  return {
    ...lot,
    party: site ? lot.party : null,
    place: site ? lot.place : null,
    produced: full ? lot.produced : null,
    drawn: full ? lot.drawn : null,
    remaining: full ? lot.remaining : null,
  };
}

/** The trace as `level` shows it; below `site` the page of nodes is empty, because their ids name their makers. */
export function shownTrace(answer: TraceAnswer, level: Level): Record<string, unknown> {
  const site = showsAtLeast(level, 'site');
  const amount = showsAtLeast(level, 'full');
  return {
    ...answer,
    level,
    lot: shownLot(answer.lot, level),
    origins: answer.origins.map((origin) => shownOrigin(origin, level)),
    countries: answer.countries.map((one) => ({ ...one, grams: amount ? one.grams : null })),
    stages: answer.stages.map((stage) => shownStage(stage, level)),
    gaps: answer.gaps.map((gap) => shownFinding(gap, site)),
    conflicts: answer.conflicts.map((conflict) => shownConflict(conflict, level)),
    page: site ? answer.page.map((node) => ({ ...node, amount: amount ? node.amount : null })) : [],
    next: site ? answer.next : null,
  };
}

function shownOrigin(origin: OriginView, level: Level): Shown<OriginView> {
  const site = showsAtLeast(level, 'site');
  return {
    ...origin,
    id: site ? origin.id : null,
    party: site ? origin.party : null,
    place: site ? origin.place : null,
    region: showsAtLeast(level, 'region') ? origin.region : null,
    amount: showsAtLeast(level, 'full') ? origin.amount : null,
  };
}

function shownStage(stage: Stage, level: Level): Shown<Stage> {
  const site = showsAtLeast(level, 'site');
  return {
    ...stage,
    party: site ? stage.party : null,
    place: site ? stage.place : null,
    region: showsAtLeast(level, 'region') ? stage.region : null,
    amount: showsAtLeast(level, 'full') ? stage.amount : null,
  };
}

// The sentence names the lot, so it goes with it. That there is a gap is never withheld.
function shownFinding<T extends Gap | Conflict>(finding: T, site: boolean): Shown<T> {
  return { ...finding, lot: site ? finding.lot : null, detail: site ? finding.detail : null };
}

function shownConflict(conflict: Conflict, level: Level): Shown<Conflict> {
  const shown = shownFinding(conflict, showsAtLeast(level, 'site'));
  return showsAtLeast(level, 'full') ? shown : { ...shown, detail: null, produced: null, drawn: null };
}

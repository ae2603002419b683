// Where the material came from: known as far as the rule asks, not from where it may not come, and from where it is said to.
import type { Making } from './chain.ts';
import type { JudgeContext } from './context.ts';
import { enters } from './custody/entry.ts';
import type { Reach } from './custody/reach.ts';
import { finding } from './finding.ts';
import { processCovers } from './authority/scope.ts';
import type { Materials } from './material.ts';
import type { ClaimFinding } from './verdict.ts';

/** By place of the origin: why nothing of it enters. */
export type OriginBlocks = ReadonlyMap<number, 'fail' | 'unknown'>;

export interface OriginJudgement {
  readonly findings: readonly ClaimFinding[];
  readonly blocks: OriginBlocks;
  /** Origins that were looked at; 0 where the rule and the claim ask for nothing. */
  readonly count: number;
  readonly entries: readonly number[];
}

interface Origin {
  readonly place: number;
  readonly making: Making;
}

/** Origins on the way that can hold the claim's material, claimed or not: a blend is from all its countries. */
export function originsOf(context: JudgeContext, reach: Reach, materials: Materials): OriginJudgement {
  const { rule, claim, chain } = context;
  if (rule.origin === null && claim.countries.length === 0)
    return { findings: [], blocks: new Map(), count: 0, entries: [] };
  const origins = originsAmong(context, reach, materials);
  const nameless = rule.origin?.knownTo === 'gin' ? notGinned(context) : new Set<number>();
  const blocks = new Map<number, 'fail' | 'unknown'>();
  const findings = origins.flatMap((origin) => {
    const found = findingsOf(context, origin, nameless.has(origin.place));
    const fails = found.some(({ weight }) => weight === 'fail');
    if (found.length > 0) blocks.set(origin.place, fails ? 'fail' : 'unknown');
    return found;
  });
  const untold = reach.lots.filter((place) => chain.lots[place]!.madeBy.length === 0);
  const entries = origins.flatMap(({ making }) => making.entries);
  return { findings, blocks, count: origins.length + untold.length, entries };
}

function originsAmong(context: JudgeContext, reach: Reach, materials: Materials): Origin[] {
  const { chain } = context;
  const makings = reach.makings.map((at) => chain.makings[at]!).filter((making) => enters(context, making));
  return makings.flatMap((making) =>
    making.outputs.flatMap(({ lot: place }) => {
      const { known, bearingPpm } = materials.of(chain.lots[place]!.lot);
      const counts = reach.hasLot[place] === 1 && (bearingPpm > 0 || !known);
      return counts ? [{ place, making }] : [];
    }),
  );
}

function findingsOf(context: JudgeContext, { place, making }: Origin, isNameless: boolean): ClaimFinding[] {
  const { rule, claim, asked, chain, facility } = context;
  const { lot } = chain.lots[place]!;
  const { entries } = making;
  const country = making.country ?? facility(making.site, entries[0]!)?.country ?? null;
  const found: ClaimFinding[] = [];
  const tell = (code: string, weight: 'fail' | 'unknown', detail: string, about: string): void => {
    found.push(finding(code, 'origin', weight, detail, { lot: about, about: lot, entries }));
  };
  const countryMatters = claim.countries.length > 0 || rule.origin?.knownTo === 'country';
  const excluded = rule.origin?.excludedCountries ?? [];
  if (country === null && (countryMatters || excluded.length > 0))
    tell('ORIGIN_UNKNOWN', 'unknown', `the country of ${lot} is not told`, lot);
  if (isNameless) tell('ORIGIN_UNKNOWN', 'unknown', `${lot} is not known to its gin`, lot);
  if (country === null) return found;
  if (excluded.includes(country))
    tell('ORIGIN_EXCLUDED', 'fail', `${lot} comes from ${country}, which the rule excludes`, asked);
  if (claim.countries.length > 0 && !claim.countries.includes(country)) {
    const said = claim.countries.join(', ');
    tell(
      'ORIGIN_COUNTRY_DIFFERS',
      'fail',
      `${lot} comes from ${country}, not from ${said} as claimed`,
      asked,
    );
  }
  return found;
}

const ginning = ['ginning'];

/** What is reached from the asked lot without passing a gin that says where it is. */
function notGinned({ chain, asked, processOf }: JudgeContext): Set<number> {
  const reached = new Set([chain.indexOf.get(asked) ?? -1]);
  for (const place of reached) {
    for (const at of chain.lots[place]?.madeBy ?? []) {
      const { inputs, process, site } = chain.makings[at]!;
      if (site !== null && processCovers(ginning, processOf(process))) reached.delete(place);
      else for (const { lot } of inputs) reached.add(lot);
    }
  }
  return reached;
}

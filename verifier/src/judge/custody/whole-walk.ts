// All that a lot bears of a claim: what this claim's own rule carries, and where that is not all, what comes in as accepted.
import type { JudgeContext } from '../context.ts';
import type { ClaimFinding } from '../verdict.ts';
import { type Accepted, acceptedOf } from './accepted.ts';
import type { Bearing } from './flow/bearing.ts';
import { nothing } from './flow/bearing.ts';
import { type Goods, type Walked, type Way, walkOf } from './walk.ts';

export interface WholeWalk {
  /** What a lot bears, by its place. */
  readonly bearing: (place: number) => Bearing;
  /** Grams of a lot that accounts took in: nobody claims them of the goods any more. */
  readonly credited: (place: number) => number;
  readonly findings: readonly ClaimFinding[];
  /** Statements that let something through. */
  readonly entries: readonly number[];
  /** Certificates, and limits of them, were asked for. */
  readonly certificates: number;
  readonly limits: number;
}

export function wholeWalk(context: JudgeContext, way: Way, goods: Goods, claimed: number | null): WholeWalk {
  const own = walkOf(context, way, goods);
  const place = context.chain.indexOf.get(context.asked) ?? -1;
  const borne = own.flow.lots[place]?.grams ?? 0;
  if (claimed !== null && borne >= claimed) return told(own);
  const accepted = acceptedOf(context, goods).filter(({ walked }) =>
    walked.flow.lots.some(({ grams }) => grams > 0),
  );
  if (accepted.length === 0) return told(own);
  return joined(context, walkOf(context, way, goods, accepted), accepted);
}

function told({ flow, gates }: Walked): WholeWalk {
  return {
    bearing: (place) => flow.lots[place] ?? nothing(),
    credited: (place) => flow.credited(place),
    findings: [...gates.findings, ...flow.findings],
    entries: [...gates.entries],
    certificates: gates.certificates,
    limits: gates.limits,
  };
}

/** A lot bears what the claim that brings it most brings. Of lots that bear this one, or of which it tells why not, no other tells. */
function joined(context: JudgeContext, own: Walked, accepted: readonly Accepted[]): WholeWalk {
  const { chain } = context;
  const mine = told(own);
  const named = new Set(mine.findings.map(({ lot }) => lot));
  const isTold = (lot: string): boolean =>
    named.has(lot) || mine.bearing(chain.indexOf.get(lot) ?? -1).grams > 0;
  const others = accepted.flatMap((one) => one.findings(isTold));
  const gates = [own, ...accepted.map(({ walked }) => walked)].map((walked) => walked.gates);
  return {
    bearing: (place) =>
      accepted
        .map((one) => one.bearing(place))
        .reduce((best, one) => (one.grams > best.grams ? one : best), mine.bearing(place)),
    credited: mine.credited,
    findings: [...mine.findings, ...others],
    entries: gates.flatMap(({ entries }) => [...entries]),
    certificates: gates.reduce((sum, { certificates }) => sum + certificates, 0),
    limits: gates.reduce((sum, { limits }) => sum + limits, 0),
  };
}

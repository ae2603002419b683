// Every check of a verdict, always all and always in the same order: what decided it, or that there was nothing to check.
import { ascending } from './authority/scope.ts';
import {
  type ClaimCheck,
  type ClaimCheckName,
  type ClaimFinding,
  type ClaimState,
  claimChecks,
} from './verdict.ts';

/** What was looked at, whatever was found. */
export interface Ground {
  readonly name: ClaimCheckName;
  readonly checked: boolean;
  /** Said where nothing was found. */
  readonly detail: string;
  readonly entries: readonly number[];
  readonly state?: ClaimState;
  /** Of the claim: a dispute leaves open only what does not hold already. */
  readonly holds?: boolean;
}

/** `spared`: findings without which the claim holds; they stand where nothing else does. */
export function checksOf(
  findings: readonly ClaimFinding[],
  grounds: readonly Ground[],
  spared: ReadonlySet<ClaimFinding>,
): ClaimCheck[] {
  return claimChecks.map((name) =>
    checkOf(
      name,
      findings.filter(({ check }) => check === name),
      grounds.find((ground) => ground.name === name),
      spared,
    ),
  );
}

function checkOf(
  name: ClaimCheckName,
  findings: readonly ClaimFinding[],
  ground: Ground | undefined,
  spared: ReadonlySet<ClaimFinding>,
): ClaimCheck {
  const told = findings.filter((one) => one.weight !== 'note' || spared.has(one));
  const result = told.some((one) => spared.has(one)) ? 'pass' : resultOf(findings, ground);
  const codes = [...new Set(told.map(({ code }) => code))].sort();
  const detail = told[0]?.detail ?? (ground?.checked === true ? ground.detail : 'nothing to check');
  const more = told.length > 1 ? ` (and ${told.length - 1} more)` : '';
  const entries = ascending([...(ground?.entries ?? []), ...findings.flatMap((one) => one.entries)]);
  return { name, result, detail: `${detail}${more}`, codes, entries };
}

function resultOf(findings: readonly ClaimFinding[], ground: Ground | undefined): ClaimCheck['result'] {
  if (findings.some(({ weight }) => weight === 'fail')) return 'fail';
  if (findings.some(({ weight }) => weight === 'unknown')) return 'unknown';
  if (ground?.state !== undefined) return stateResult(ground.state, ground.holds === true);
  return ground?.checked === true ? 'pass' : 'not-checked';
}

function stateResult(state: ClaimState, holds: boolean): ClaimCheck['result'] {
  if (state === 'claimed' || state === 'confirmed' || (state === 'disputed' && holds)) return 'pass';
  return state === 'disputed' ? 'unknown' : 'fail';
}

// What the writer of a case expects, held against what was seen; every difference becomes one plain sentence.
import type { ClaimVerdict } from '#verifier';
import type { ClaimExpected } from './form.ts';
import type { CaseForm } from './read.ts';
import type { Seen } from './seen.ts';
import type { Told } from './tell.ts';

/** The code that names a fraud, and who said it: the node when it was told, a verdict, the standing report, or the scans. */
export interface Caught {
  readonly code: string;
  readonly by: 'capture' | 'verdict' | 'report' | 'scans';
  readonly detail: string;
}

export function problemsOf(one: CaseForm, seen: Seen): { caught: Caught | null; problems: string[] } {
  const { claims, caught: code, report } = one.expect;
  const said = catches(seen);
  const caught = typeof code === 'string' ? said.find((each) => each.code === code) : undefined;
  const problems = [
    ...seen.told.flatMap(stepProblems),
    ...Object.entries(claims).flatMap(([name, expected]) =>
      claimProblems(name, expected, seen.verdicts.get(name)),
    ),
    ...reportProblems(report, seen, code === null),
    ...seen.evidence,
    ...(typeof code === 'string' && caught === undefined
      ? [`nobody said ${code}; said was ${listed(said.map((each) => each.code))}`]
      : []),
  ];
  return { caught: caught ?? null, problems };
}

function catches({ told, verdicts, report, scans }: Seen): Caught[] {
  const said = (by: Caught['by'], all: readonly { code: string; detail: string }[]): Caught[] =>
    all.map(({ code, detail }) => ({ code, by, detail }));
  return [
    ...told.flatMap(({ refusals }) => said('capture', refusals)),
    ...[...verdicts.values()].flatMap((verdict) => said('verdict', judged(verdict))),
    ...said('report', report),
    ...said('scans', scans),
  ];
}

/** Notes catch nobody. What became of a withdrawn claim is told by its state: refuted, expired. */
function judged({ findings, result, state, checks }: ClaimVerdict): { code: string; detail: string }[] {
  const detail = checks.find(({ name }) => name === 'state')?.detail ?? '';
  return [
    ...findings.filter(({ weight }) => weight !== 'note'),
    ...(result === 'withdrawn' ? [{ code: state, detail }] : []),
  ];
}

function stepProblems({ step, refusals }: Told): string[] {
  const [first] = refusals;
  const which = `step ${step.name ?? step.place.pointer} (${step.act})`;
  if (step.refused === null)
    return first === undefined ? [] : [`${which} was refused with ${first.code}: ${first.detail}`];
  if (first === undefined) return [`${which} was taken, and should be refused with ${step.refused}`];
  if (refusals.some(({ code }) => code === step.refused)) return [];
  return [`${which} was refused with ${first.code}, not ${step.refused}: ${first.detail}`];
}

function claimProblems(name: string, expected: ClaimExpected, verdict: ClaimVerdict | undefined): string[] {
  if (verdict === undefined) return [`claim ${name}: there is no verdict on it for ${expected.lot}`];
  const found = verdict.findings.filter(({ weight }) => weight !== 'note').map(({ code }) => code);
  const all = verdict.findings.map(({ code }) => code);
  const missing = expected.codes.filter((code) => !all.includes(code));
  return [
    ...(verdict.result === expected.result
      ? []
      : [`claim ${name} ${verdict.result}, not ${expected.result}; found was ${listed(found)}`]),
    ...(missing.length === 0
      ? []
      : [`claim ${name}: ${listed(missing)} is not among what was found, ${listed(all)}`]),
    ...accusations(name, expected, verdict),
    ...kilogramProblems(name, expected, verdict),
  ];
}

/** What holds must hold without a complaint, but for those that the case names. */
function accusations(name: string, { result, codes }: ClaimExpected, { findings }: ClaimVerdict): string[] {
  if (result !== 'holds') return [];
  const failing = findings.filter(({ weight, code }) => weight === 'fail' && !codes.includes(code));
  return failing.map(({ code, detail }) => `claim ${name} is to hold, and yet there is ${code}: ${detail}`);
}

function kilogramProblems(name: string, { kg }: ClaimExpected, verdict: ClaimVerdict): string[] {
  if (kg === null) return [];
  const told = [
    ['claimed', kg.claimed, verdict.gramsClaimed],
    ['substantiated', kg.substantiated, verdict.gramsSubstantiated],
  ] as const;
  return told.flatMap(([what, wanted, grams]) =>
    wanted === null || grams === Math.round(wanted * 1000)
      ? []
      : [`claim ${name}: ${what} are ${grams === null ? '?' : grams / 1000} kg, not ${wanted} kg`],
  );
}

/** An honest case names all that the report may say; of a fraud it may say more. */
function reportProblems(expected: readonly string[], { report, scans }: Seen, honest: boolean): string[] {
  const said = [...report, ...scans].map(({ code }) => code);
  const missing = expected.filter((code) => !said.includes(code));
  const more = honest ? said.filter((code) => !expected.includes(code)) : [];
  return [
    ...(missing.length === 0 ? [] : [`the report does not say ${listed(missing)} but ${listed(said)}`]),
    ...(more.length === 0 ? [] : [`the report says ${listed(more)} of honest people`]),
  ];
}

function listed(codes: readonly string[]): string {
  return codes.length === 0 ? 'nothing' : [...new Set(codes)].join(', ');
}

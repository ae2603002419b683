// Findings, gathered: each once, in one order that has nothing to do with how they were met.
import { ascending } from './authority/scope.ts';
import { type ClaimCheckName, type ClaimFinding, claimChecks } from './verdict.ts';

export type Weight = ClaimFinding['weight'];

export interface FoundAt {
  readonly lot?: string | null;
  readonly about?: string | null;
  readonly entries?: readonly number[];
}

/** `detail`: one plain sentence with the numbers. */
export function finding(
  code: string,
  check: ClaimCheckName,
  weight: Weight,
  detail: string,
  { lot = null, about = null, entries = [] }: FoundAt = {},
): ClaimFinding {
  return { code, check, weight, detail, lot, about, entries: ascending(entries) };
}

/** By check, code, lot, what it is about, sentence; twice the same is once, with the statements of both. */
export function inOrder(findings: readonly ClaimFinding[]): ClaimFinding[] {
  const byKey = new Map<string, ClaimFinding>();
  for (const one of findings) {
    const key = [
      claimChecks.indexOf(one.check) + 10,
      one.code,
      one.lot,
      one.about,
      one.weight,
      one.detail,
    ].join('\n');
    const before = byKey.get(key);
    const entries = before === undefined ? one.entries : ascending([...before.entries, ...one.entries]);
    byKey.set(key, { ...one, entries });
  }
  return [...byKey].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, one]) => one);
}

/** `12.5 kg`, exact to the gram. */
export function kilograms(grams: number): string {
  const rest = String(grams % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '');
  return `${Math.floor(grams / 1000)}${rest === '' ? '' : `.${rest}`} kg`;
}

/** `95 %`, exact to the millionth. */
export function percent(ppm: number): string {
  const rest = String(ppm % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return `${Math.floor(ppm / 10_000)}${rest === '' ? '' : `.${rest}`} %`;
}

/** `2026-03-01`, in UTC. */
export function day(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

// What of a verdict is said first. Which words it gets is for the page that shows it.
import type { Check, CheckName, Verdict } from '#verifier';

export type Summary =
  | { readonly kind: 'failed'; readonly check: Check }
  /** Nothing failed, but what carries all the rest could not be checked. */
  | { readonly kind: 'unmade'; readonly check: CheckName }
  | { readonly kind: 'passed'; readonly passed: number; readonly open: number };

export function summaryOf({ ok, checks }: Verdict): Summary {
  const wrong = checks.find(({ result }) => result === 'fail');
  if (wrong !== undefined) return { kind: 'failed', check: wrong };
  const unmade = checks.find(({ result }) => result === 'not-checked')?.name ?? 'form';
  if (!ok) return { kind: 'unmade', check: unmade };
  const passed = checks.filter(({ result }) => result === 'pass').length;
  return { kind: 'passed', passed, open: checks.length - passed };
}

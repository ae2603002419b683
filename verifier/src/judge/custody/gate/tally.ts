// What was found at the gates, whichever gate it was.
import { type Assurance, assurances } from '../../../record/record.ts';
import type { Coverage } from '../../certificate/coverage.ts';
import type { ClaimFinding } from '../../verdict.ts';

export interface Passed {
  /** The most that passes. */
  readonly grams: number;
  /** More might pass if something unknown were known. */
  readonly open: boolean;
  /** Rank of the weakest certificate that carries it; `noAssurance` where none was asked for. */
  readonly assurance: number;
}

export const noAssurance: number = assurances.length;
export const noLimit: number = Number.MAX_SAFE_INTEGER;

/** Where nothing is asked for. */
export const free: Passed = { grams: noLimit, open: false, assurance: noAssurance };

export function rankOf(assurance: Assurance | null): number {
  return assurance === null ? noAssurance : assurances.indexOf(assurance);
}

export class Tally {
  readonly findings: ClaimFinding[] = [];
  /** Statements that let something through. */
  readonly entries: Set<number> = new Set();
  /** How often certificates were asked for, and how often how much they let through. */
  certificates = 0;
  limits = 0;

  /** What a certificate lets through; where none does, its findings are about `lot` unless they name another. */
  admitted(covered: Coverage, lot: string | null): Passed {
    if (covered.covered) {
      for (const entry of covered.entries) this.entries.add(entry);
      return { grams: noLimit, open: false, assurance: rankOf(covered.assurance) };
    }
    const { findings } = covered;
    this.findings.push(...findings.map((one) => ({ ...one, lot: one.lot ?? lot })));
    const open = findings.length > 0 && findings.every(({ weight }) => weight === 'unknown');
    return { grams: 0, open, assurance: noAssurance };
  }
}

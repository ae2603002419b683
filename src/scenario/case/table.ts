// Who was caught and who was not: the confusion table of a run over the corpus.
import { families, type Family } from './form.ts';
import type { PlayedCase } from './play.ts';

export interface FamilyRow {
  readonly family: Family;
  readonly cases: number;
  /** Of frauds: caught by the code that the case names. Of honest cases: taken, and judged as they are. */
  readonly right: number;
  /** Cannot be seen from data alone; told with what evidence would show it. */
  readonly unseen: number;
  /** Frauds that went through, honest people that were accused, and cases that ended otherwise than they must. */
  readonly wrong: number;
}

/** One row for each family that was played, the honest ones last. */
export function confusion(played: readonly PlayedCase[]): FamilyRow[] {
  return families.flatMap((family) => {
    const all = played.filter((one) => one.family === family);
    if (all.length === 0) return [];
    const wrong = all.filter(({ problems }) => problems.length > 0).length;
    const unseen = all.filter((one) => one.unseen !== null && one.problems.length === 0).length;
    return [{ family, cases: all.length, right: all.length - wrong - unseen, unseen, wrong }];
  });
}

/** All rows but the honest ones, added up. */
export function fraudTotal(rows: readonly FamilyRow[]): Omit<FamilyRow, 'family'> {
  const frauds = rows.filter(({ family }) => family !== 'honest');
  const sum = (of: (row: FamilyRow) => number): number => frauds.reduce((total, row) => total + of(row), 0);
  return {
    cases: sum(({ cases }) => cases),
    right: sum(({ right }) => right),
    unseen: sum(({ unseen }) => unseen),
    wrong: sum(({ wrong }) => wrong),
  };
}

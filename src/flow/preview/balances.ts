// The lots that a preview touches, as they would be afterwards.
import { changeOf } from '../../domain/ledger/decide.ts';
import { dimensions } from '../../domain/ledger/event-table.ts';
import type { Facts } from '../../domain/ledger/facts.ts';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { Trial } from '../../domain/ledger/trial.ts';
import type { BalanceAfter } from './answer.ts';

/** The ledger as it would be with these facts. */
export function trialOf(ledger: Ledger, facts: Facts[]): Trial {
  const trial = new Trial(ledger);
  changeOf(ledger, trial, facts, ledger.recordedAtMs);
  return trial;
}

export function balancesAfter(trial: Trial): BalanceAfter[] {
  return [...trial.touched].map(([number, lot]) => {
    const isKnown = lot.declarations > 0 && lot.unknownProduced === 0;
    return {
      lot: trial.textOf(number),
      isNew: number < 0,
      dimension: dimensions[lot.dimension - 1] ?? null,
      produced: isKnown ? lot.produced : null,
      drawn: lot.drawn,
      remaining: isKnown ? lot.produced - lot.drawn : null,
    };
  });
}

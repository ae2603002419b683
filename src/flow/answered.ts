// The ledger's refusals in the words of the doors.
import { dimensions } from '../domain/ledger/event-table.ts';
import type { Refusal as LedgerRefusal } from '../domain/ledger/refusal.ts';
import type { Refusal } from './answers.ts';

/** A refusal of a statement's form. */
export function answeredReading({
  code,
  detail,
  path,
}: {
  code: string;
  detail: string;
  path?: string;
}): Refusal {
  return {
    code,
    detail,
    ...(path === undefined ? {} : { pointer: path, field: path.split('/').at(-1) ?? '' }),
  };
}

export function answeredRefusal(refusal: LedgerRefusal): Refusal {
  const { dimension, statement: _statement, ...rest } = refusal;
  const name = dimension === undefined ? undefined : dimensions[dimension - 1];
  return name === undefined ? rest : { ...rest, dimension: name };
}

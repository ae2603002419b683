// "The origins and shares follow from the shown events alone."
import type { Account } from '../count/account.ts';
import type { CountedEvent } from '../count/event.ts';
import { makingOf } from '../count/making.ts';
import { lotsAmong, type OriginAmount, originsOf, type Reached } from '../count/origins.ts';
import type { Question } from '../form/evidence.ts';
import {
  type Answer,
  type Check,
  type CountryOfOrigin,
  counted,
  failed,
  type Origin,
  passed,
} from '../verdict.ts';

export interface TraceReading {
  readonly check: Check;
  /** null where the file does not answer its question. */
  readonly answered: Pick<Answer, 'origins' | 'countries' | 'lots' | 'events'> | null;
  /** Lots and runs on the way back, the asked lot among them. */
  readonly way: ReadonlySet<string>;
}

export function checkTrace({ id }: Question, account: Account): TraceReading {
  const making = makingOf(account);
  const asked = making.get(id);
  if (asked === undefined || asked.by.length === 0) {
    const detail = `The file does not answer its question: nothing shown makes or packs ${id}.`;
    return {
      check: failed('trace', [{ code: 'QUESTION_NOT_ANSWERED', detail, entries: [] }]),
      answered: null,
      way: new Set(),
    };
  }
  const reached = originsOf(making, id);
  const lots = lotsAmong(reached.nodes);
  const events = new Set(lots.flatMap((lot) => making.get(lot)?.by ?? []));
  const origins = withShares(reached, account, (lot) => making.get(lot)?.by[0]);
  const answered = { origins, countries: countriesOf(origins), lots: lots.length, events: events.size };
  return { check: passed('trace', sentence(answered, reached)), answered, way: new Set(reached.nodes) };
}

function sentence(
  { origins, lots, events }: { origins: readonly Origin[]; lots: number; events: number },
  reached: Reached,
): string {
  const way = `${counted(lots, 'lot')} in ${counted(events, 'event')} lead back to ${counted(origins.length, 'origin')}`;
  if (reached.hiddenInputs) return `${way}; something that went in is withheld, so that there may be others.`;
  const known = origins.every(({ amount }) => amount !== null);
  return known
    ? `${way}, with the amount of each.`
    : `${way}; how much of each cannot be computed from what is shown.`;
}

function withShares(
  reached: Reached,
  { tallies }: Account,
  madeBy: (lot: string) => CountedEvent | undefined,
): Origin[] {
  const complete = !reached.hiddenInputs && reached.origins.every(({ amount }) => amount !== undefined);
  const dimensionOf = (lot: string): Origin['dimension'] => tallies.get(lot)?.dimension ?? null;
  const totals = new Map<Origin['dimension'], number>();
  for (const { lot, amount } of reached.origins) {
    totals.set(dimensionOf(lot), (totals.get(dimensionOf(lot)) ?? 0) + (amount ?? 0));
  }
  const origins = reached.origins.map((origin: OriginAmount): Origin => {
    const { lot, amount } = origin;
    const dimension = dimensionOf(lot);
    const total = totals.get(dimension) ?? 0;
    const event = madeBy(lot);
    return {
      id: lot,
      amount: amount === undefined ? null : rounded(amount),
      dimension,
      share: complete && amount !== undefined && total > 0 ? rounded(amount / total) : null,
      country: event?.place.country ?? null,
      region: event?.place.region ?? null,
      place: event?.movement.place ?? null,
      party: event?.party ?? null,
    };
  });
  return origins.sort(
    (left, right) => (right.amount ?? -1) - (left.amount ?? -1) || (left.id < right.id ? -1 : 1),
  );
}

/** By country, in grams: only origins that are masses can be added up. */
function countriesOf(origins: readonly Origin[]): CountryOfOrigin[] {
  const complete = origins.every(({ share }) => share !== null);
  const weighed = origins.filter(({ dimension, amount }) => dimension === 'mass' && amount !== null);
  const grams = (some: readonly Origin[]): number => some.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  const total = grams(weighed);
  const countries = [...new Set(origins.map(({ country }) => country))].map((country): CountryOfOrigin => {
    const here = weighed.filter((origin) => origin.country === country);
    const count = origins.filter((origin) => origin.country === country).length;
    const known = complete && here.length > 0;
    return {
      country,
      grams: known ? rounded(grams(here)) : null,
      share: known && total > 0 ? rounded(grams(here) / total) : null,
      origins: count,
    };
  });
  const name = (country: string | null): string => country ?? '~';
  return countries.sort(
    (left, right) =>
      (right.grams ?? -1) - (left.grams ?? -1) ||
      right.origins - left.origins ||
      (name(left.country) < name(right.country) ? -1 : 1),
  );
}

/** To six decimals: far below a gram, and the same in every implementation. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

// What the log has taken since a moment, as far as a kept selection may rest on it (select/asked.ts).
import { placesOf } from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { nameOf } from '../query.ts';
import type { Asked } from '../select/asked.ts';

/** How far a ledger had come. */
export interface Moment {
  readonly events: number;
  readonly records: number;
}

export interface Touched {
  readonly lots: ReadonlySet<number>;
  readonly ids: ReadonlySet<string>;
  readonly parties: ReadonlySet<string>;
  /** Where records are found now that were not there. */
  readonly places: ReadonlySet<string>;
}

/** To look at more is dearer than to gather anew what is asked for again. */
const mostLookedAt = 20_000;

export function momentOf({ events, records }: Ledger): Moment {
  return { events: events.size, records: records.all.length };
}

/** Undefined where anything may have changed: what was declared an error never was, wherever it is mentioned. */
export function touchedSince(ledger: Ledger, since: Moment): Touched | undefined {
  const { events, records, lots: register } = ledger;
  if (events.size - since.events > mostLookedAt) return undefined;
  const [lots, parties] = [new Set<number>(), new Set<string>()];
  for (let event = since.events; event < events.size; event += 1) {
    const { declaresError, run, party } = events.get(event);
    if (declaresError) return undefined;
    parties.add(nameOf(ledger, party) ?? '');
    if (run !== 0) lots.add(run - 1);
    for (const { lot, role } of events.portionsOf(event)) if (role !== 'seen') lots.add(lot);
  }
  const ids = new Set([...lots].map((lot) => register.textOf(lot)));
  return { lots, ids, parties, places: new Set(records.all.slice(since.records).flatMap(placesOf)) };
}

export function isTouched(ledger: Ledger, asked: Asked, touched: Touched): boolean {
  const { productWords, facilityWords } = ledger.register;
  return (
    some(touched.lots, asked.lots) ||
    some(touched.ids, asked.unborn) ||
    some(touched.parties, asked.parties) ||
    some(touched.places, asked.places) ||
    [...asked.products].some(([id, words]) => words !== (productWords.get(id)?.length ?? 0)) ||
    [...asked.facilities].some(([id, words]) => words !== (facilityWords.get(id)?.length ?? 0)) ||
    [...asked.usedUp].some(([unit, isUsedUp]) => isUsedUp !== ledger.balances.drawnOf(unit) > 0)
  );
}

function some<T>(touched: ReadonlySet<T>, asked: ReadonlySet<T>): boolean {
  for (const one of touched) if (asked.has(one)) return true;
  return false;
}

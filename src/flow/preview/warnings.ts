// What a preview says about events that would be recorded: gaps that they leave open, and yields that are not usual.
import type { Portion } from '#verifier';
import type { EventFacts } from '../../domain/ledger/facts.ts';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import type { Trial } from '../../domain/ledger/trial.ts';
import { dimensions } from '../../domain/ledger/event-table.ts';
import type { PreviewWarning } from './answer.ts';
import { yieldWarnings } from './yield.ts';

/** By index of the event in what was sent; `places[k]` is that of `events[k]`. `trial`: the ledger with all of them. */
export function warningsOf(
  ledger: Ledger,
  trial: Trial,
  events: readonly EventFacts[],
  places: readonly number[],
): Map<number, PreviewWarning[]> {
  const warned = new Map<number, PreviewWarning[]>();
  const yields = yieldWarnings(ledger, events);
  for (const [at, event] of events.entries()) {
    const warnings = [...gapsOf(ledger, trial, event), ...(yields.get(at) ?? [])];
    if (warnings.length > 0) warned.set(places[at]!, warnings);
  }
  return warned;
}

function gapsOf(ledger: Ledger, trial: Trial, { movement }: EventFacts): PreviewWarning[] {
  if (movement.voids !== undefined) return [];
  const { place, drawn, produced, packed, seen } = movement;
  const used = [...drawn, ...packed].flatMap((portion) => [
    ...undeclared(trial, portion.lot),
    ...uncounted(trial, portion),
  ]);
  const mentioned = seen.flatMap((lot) => undeclared(trial, lot));
  const made = produced.flatMap((portion) => uncounted(trial, portion));
  return [...unknownPlace(ledger, place), ...used, ...mentioned, ...made];
}

function undeclared(trial: Trial, id: string): PreviewWarning[] {
  const lot = trial.lot(trial.numberOf(id));
  if (lot.declarations > 0 || lot.packings > 0) return [];
  const detail = `Nobody has told yet where ${id} comes from.`;
  return [{ code: 'UNDECLARED_LOT', lot: id, detail }];
}

/** Amounts that do not count into the lot's balance: none told, or told in another dimension than the lot's. */
function uncounted(trial: Trial, { lot, quantity }: Portion): PreviewWarning[] {
  if (quantity === null) {
    const detail = `How much of ${lot} is not told, so what is left of it cannot be computed.`;
    return [{ code: 'UNKNOWN_QUANTITY', lot, detail }];
  }
  const dimension = dimensions[trial.lot(trial.numberOf(lot)).dimension - 1];
  if (dimension === undefined || dimension === quantity.dimension) return [];
  const detail = `${lot} is counted by ${dimension}, and this amount is a ${quantity.dimension}: it does not count.`;
  return [{ code: 'UNIT_MISMATCH', lot, detail, dimension }];
}

function unknownPlace({ register }: Ledger, place: string | undefined): PreviewWarning[] {
  if (place === undefined || register.facilities.has(place)) return [];
  const detail = `${place} is not registered as a site: register it, so that others know where this happened.`;
  return [{ code: 'UNKNOWN_PLACE', field: 'readPoint', detail }];
}

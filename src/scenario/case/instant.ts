// Times of a case: `2026-03-01` is midnight UTC of that day, anything longer has its zone.
import { parseInstant } from '#verifier';
import { CaseMistake, type Place } from './mistake.ts';
import { type Json, text } from './value.ts';

const day = /^\d{4}-\d\d-\d\d$/;
const zone = /([+-])(\d\d):(\d\d)$/;

/** As a statement has it: a text with a zone. */
export function instantText(value: Json | undefined, place: Place): string {
  const told = text(value, place);
  const whole = day.test(told) ? `${told}T00:00:00Z` : told;
  if (parseInstant(whole) === undefined)
    throw new CaseMistake(place, `${told} is neither a day nor a time with a zone`);
  return whole;
}

/** Milliseconds since 1970. */
export function instantMs(value: Json | undefined, place: Place): number {
  return parseInstant(instantText(value, place))!;
}

/** Of the wall clock that a time was read from. */
export function offsetMinutesOf(instant: string): number {
  const found = zone.exec(instant);
  if (found === null) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return found[1] === '-' ? -minutes : minutes;
}

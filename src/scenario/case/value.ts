// JSON values of a case file, read with the place they stand at in every complaint.
import { CaseMistake, type Place, under } from './mistake.ts';

export type Json = string | number | boolean | null | Json[] | JsonMembers;
export interface JsonMembers {
  [member: string]: Json;
}

export const claimResults = ['holds', 'partly', 'fails', 'cannot-tell', 'withdrawn'] as const;

/** The members of an object; where `known` is given, no others. */
export function members(value: Json | undefined, place: Place, known?: readonly string[]): JsonMembers {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new CaseMistake(place, 'an object is needed here');
  const unknown = known === undefined ? [] : Object.keys(value).filter((member) => !known.includes(member));
  if (unknown.length > 0)
    throw new CaseMistake(
      under(place, unknown[0]!),
      `there is no such member here; there are ${known!.join(', ')}`,
    );
  return value;
}

export function list<T>(
  value: Json | undefined,
  place: Place,
  read: (one: Json | undefined, at: Place) => T,
): T[] {
  if (!Array.isArray(value)) throw new CaseMistake(place, 'a list is needed here');
  return value.map((one, index) => read(one, under(place, index)));
}

export function text(value: Json | undefined, place: Place): string {
  if (typeof value !== 'string' || value === '') throw new CaseMistake(place, 'a text is needed here');
  return value;
}

export function number(value: Json | undefined, place: Place): number {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new CaseMistake(place, 'a number is needed here');
  return value;
}

export function oneOf<W extends string>(words: readonly W[], value: Json | undefined, place: Place): W {
  const word = words.find((one) => one === value);
  if (word === undefined) throw new CaseMistake(place, `one of ${words.join(', ')} is needed here`);
  return word;
}

/** What `patch` changes in `value`: members in place of members, null takes one away (RFC 7396, JSON Merge Patch). */
export function patched(value: Json | undefined, patch: Json): Json {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const told = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  const kept = Object.entries(told).filter(([member]) => patch[member] === undefined);
  const put = Object.entries(patch)
    .filter(([, one]) => one !== null)
    .map(([member, one]) => [member, patched(told[member], one)] as const);
  return Object.fromEntries([...kept, ...put]);
}

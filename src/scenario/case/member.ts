// How one member of a record is read from a step: names turned into ids, days into times, kilograms into grams.
import { CaseMistake, type Place, under } from './mistake.ts';
import type { Names } from './names.ts';
import { type Json, type JsonMembers, list, members } from './value.ts';

/** What reading a record needs to know. `now`: the clock of the step, for times that are left out. */
export interface Setting {
  readonly names: Names;
  readonly now: string;
}

type Reading = (value: Json | undefined, place: Place, setting: Setting) => Json;
/** Reads a member, and says what stands where it is left out; undefined = nothing. */
export interface Member {
  readonly read: Reading;
  readonly otherwise?: (setting: Setting) => Json;
}
export type Form = Readonly<Record<string, Member>>;

export function many(one: Member): Member {
  return {
    read: (value, place, setting) => list(value, place, (told, at) => one.read(told, at, setting)),
    otherwise: () => [],
  };
}

export function object(
  form: Form,
  prepare: (told: JsonMembers, at: number) => JsonMembers = (told) => told,
): Member {
  return {
    read: (value, place, setting) => {
      const index = Number(place.pointer.slice(place.pointer.lastIndexOf('/') + 1));
      return membersOf(form, prepare(members(value, place), index), place, setting);
    },
  };
}

/** Stays away where it is left out. */
export const optional = (one: Member): Member => ({ read: one.read });

/** `*` stands for all. */
export const starOr = (one: Member): Member => ({
  read: (value, place, setting) => (value === '*' ? '*' : one.read(value, place, setting)),
});

/** What a form makes of an object; throws CaseMistake for a member that it has not. */
export function membersOf(form: Form, told: JsonMembers, place: Place, setting: Setting): JsonMembers {
  const claims: JsonMembers = {};
  for (const [member, value] of Object.entries(inBaseUnits(told))) {
    const known = form[member];
    if (known === undefined)
      throw new CaseMistake(
        under(place, member),
        `there is no such member here; there are ${Object.keys(form).join(', ')}`,
      );
    claims[member] = known.read(value, under(place, member), setting);
  }
  for (const [member, { otherwise }] of Object.entries(form)) {
    if (otherwise !== undefined && claims[member] === undefined) claims[member] = otherwise(setting);
  }
  return claims;
}

/** `kg` stands for `grams`, `certifiedKg` for `certifiedGrams`, `percent` for `sharePpm`. */
function inBaseUnits(told: JsonMembers): JsonMembers {
  return Object.fromEntries(
    Object.entries(told).map(([member, value]) => {
      if (typeof value !== 'number') return [member, value];
      if (member === 'kg') return ['grams', Math.round(value * 1000)];
      if (member.endsWith('Kg')) return [`${member.slice(0, -2)}Grams`, Math.round(value * 1000)];
      return member === 'percent' ? ['sharePpm', Math.round(value * 10_000)] : [member, value];
    }),
  );
}

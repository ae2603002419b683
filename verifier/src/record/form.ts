// Forms of JSON values, put together from small ones. A form says where a value is wrong first, never just that it is.
import { isJsonObject } from '../bytes/json.ts';
import { isNatural } from '../bytes/member.ts';
import { readIdentifier } from '../identifier/identifier.ts';
import { parseInstant } from '../movement/instant.ts';
import { pointerTo, rootSpot } from '../sdjwt/spot.ts';

export interface Wrong {
  /** JSON pointer from the value to what is wrong in it; '' for the value itself. */
  readonly path: string;
  /** What goes on after the name of it: "is no text". */
  readonly detail: string;
}

/** Undefined where the value has the form. */
export type Form = (value: unknown) => Wrong | undefined;

export type Forms = Readonly<Record<string, Form>>;

/** An object with each of `required`, perhaps some of `optional`, and nothing else. `T`: the type that it is to have. */
export function exactly<T extends object>(
  required: { readonly [K in keyof T]: Form },
  optional: Forms = {},
): Form {
  const all: Forms = { ...(required as Forms), ...optional };
  return (value) => {
    if (!isJsonObject(value)) return wrong('is no object');
    const missing = Object.keys(required).find((name) => !Object.hasOwn(value, name));
    if (missing !== undefined) return wrong('is missing', missing);
    return firstOf(Object.keys(value), (name) =>
      Object.hasOwn(all, name) ? within(name, all[name]!(value[name])) : wrong('is unknown', name),
    );
  };
}

/** `unique`: the member by which no two of the elements may be equal. */
export function listOf(element: Form, unique?: string): Form {
  return (value) => {
    if (!Array.isArray(value)) return wrong('is no list');
    const known = new Set<unknown>();
    return firstOf([...value.keys()], (at) => {
      const found = within(String(at), element(value[at]));
      if (found !== undefined || unique === undefined) return found;
      const key = value[at][unique];
      return known.size === known.add(key).size ? wrong('is there twice', String(at), unique) : undefined;
    });
  };
}

export function notEmpty(list: Form): Form {
  return (value) => list(value) ?? ((value as unknown[]).length === 0 ? wrong('is empty') : undefined);
}

/** The second may rely on the first. */
export function both(first: Form, second: Form): Form {
  return (value) => first(value) ?? second(value);
}

export function orNull(form: Form): Form {
  return (value) => (value === null ? undefined : form(value));
}

export function oneOf(words: readonly string[]): Form {
  return that(`is none of ${words.join(', ')}`, (value) => words.includes(value as string));
}

/** `*` stands for all. */
export function orAll(form: Form): Form {
  return (value) => (value === '*' ? undefined : form(value));
}

export function that(otherwise: string, holds: (value: unknown) => boolean): Form {
  return (value) => (holds(value) ? undefined : wrong(otherwise));
}

export function naturalUpTo(most: number): Form {
  return that(
    `is no whole number from 0 to ${most}`,
    (value) => isNatural(value) && (value as number) <= most,
  );
}

export const text: Form = that('is no text', isText);
export const textList: Form = listOf(text);
export const uri: Form = that('is no URI', isUri);
export const uriList: Form = listOf(uri);
export const natural: Form = that('is no natural number', isNatural);
export const partsPerMillion: Form = naturalUpTo(1_000_000);
export const finite: Form = that('is no number', Number.isFinite);
export const truth: Form = that('is neither true nor false', (value) => typeof value === 'boolean');
export const digest: Form = that('is no SHA-256 in base64url', isDigest);
export const country: Form = that('is no country in two capital letters', isCountry);
export const object: Form = that('is no object', isJsonObject);
export const instant: Form = that('is no time with a zone', (value) => parseInstant(value) !== undefined);

/** Of a lot, product or facility, in any spelling of docs/protocol/bytes.md. */
export const identifier: Form = (value) => {
  if (typeof value !== 'string') return wrong('is no text');
  const reading = readIdentifier(value);
  return reading.ok ? undefined : wrong(`names nothing: ${reading.refusal.detail}`);
};

export function isDigest(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/.test(value);
}

export function isCountry(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Z]{2}$/.test(value);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isUri(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$/.test(value);
}

function wrong(detail: string, ...steps: string[]): Wrong {
  return { detail, path: steps.reduce((path, step) => path + pointerTo({ holder: rootSpot, step }), '') };
}

function within(name: string, found: Wrong | undefined): Wrong | undefined {
  if (found === undefined) return undefined;
  return { ...found, path: pointerTo({ holder: rootSpot, step: name }) + found.path };
}

function firstOf<T>(all: readonly T[], look: (one: T) => Wrong | undefined): Wrong | undefined {
  for (const one of all) {
    const found = look(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

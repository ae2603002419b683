// Query parameters: each known, each once, each of its form.
import type { Answer } from '../../flow/node.ts';
import { refused } from '../problem/problem.ts';

/** Checks the value of one parameter; a sentence says what it takes. */
export interface ParameterForm {
  pattern: RegExp;
  takes: string;
}

export const wholeNumber: ParameterForm = { pattern: /^(0|[1-9]\d{0,14})$/, takes: 'a whole number' };
export const anyText: ParameterForm = { pattern: /^[^\0-\x1f]+$/, takes: 'text' };

export function oneOf(...values: string[]): ParameterForm {
  return { pattern: new RegExp(`^(${values.join('|')})$`), takes: values.join(', ') };
}

export type Parameters<Name extends string> = Partial<Record<Name, string>>;

/** The pairs of the query string, in order. */
export function pairsOf(url: string): [string, string][] {
  const start = url.indexOf('?');
  return start === -1 ? [] : [...new URLSearchParams(url.slice(start + 1))];
}

/** QUERY_PARAMETER_UNKNOWN or QUERY_PARAMETER_INVALID where `pairs` are not as `forms` says. */
export function readParameters<Name extends string>(
  pairs: [string, string][],
  forms: Record<Name, ParameterForm>,
): Answer<Parameters<Name>> {
  const read: Parameters<Name> = {};
  for (const [name, value] of pairs) {
    if (!Object.hasOwn(forms, name)) return unknown(name, Object.keys(forms));
    const form = forms[name as Name];
    if (read[name as Name] !== undefined) return invalid(name, 'is given twice');
    if (!form.pattern.test(value)) return invalid(name, `takes ${form.takes}`);
    read[name as Name] = value;
  }
  return { ok: true, value: read };
}

export function unknown(
  name: string,
  known: string[],
): { ok: false; refusals: [{ code: string; detail: string; field: string }] } {
  const list = known.length === 0 ? 'This address takes none.' : `Known here: ${known.join(', ')}.`;
  return {
    ok: false,
    refusals: [
      { code: 'QUERY_PARAMETER_UNKNOWN', detail: `There is no parameter ${name}. ${list}`, field: name },
    ],
  };
}

export function invalid(name: string, why: string): Answer<never> {
  return refused('QUERY_PARAMETER_INVALID', `${name} ${why}.`, { field: name });
}

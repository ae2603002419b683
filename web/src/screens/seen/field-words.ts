// Facts as people call them. What has no words here is shown by the name that the statement gives it.
import { useQuery } from '@tanstack/react-query';
import { facilitiesQuery, usePartyNames } from '../../api/work.ts';
import { useWords } from '../../language/words.tsx';
import { shortName } from '../capture/label.ts';
import { amountOf } from '../trade/measure.ts';

export interface FieldWords {
  name: (name: string) => string;
  /** `dimension`: of the lot that the fact is about. */
  value: (name: string, value: unknown, dimension: string | null) => string;
}

const grams: ReadonlySet<string> = new Set([
  'gramsClaimed',
  'gramsSubstantiated',
  'volumeGrams',
  'netWeightGrams',
]);
const amounts: ReadonlySet<string> = new Set(['produced', 'drawn', 'remaining']);
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

export function useFieldWords(): FieldWords {
  const { t, has, formats } = useWords();
  const idWords = useIdWords();
  const text = (value: string): string => {
    if (has(`seen.value.${value}`)) return t(`seen.value.${value}`);
    if (has(`capture.process.${value}`)) return t(`capture.process.${value}`);
    return instant.test(value) ? formats.moment(Date.parse(value)) : idWords(value);
  };
  const number = (name: string, value: number, dimension: string | null): string => {
    if (name.endsWith('Ms')) return formats.moment(value);
    if (name.endsWith('Ppm')) return formats.percent(value / 1_000_000);
    if (grams.has(name)) return formats.kilograms(value);
    return amounts.has(name) ? formats.amount(value, dimension) : formats.number(value);
  };
  const measured = (line: Measured): string => {
    const amount = amountOf(line);
    return amount === null ? '' : formats.amount(amount.base, amount.dimension);
  };
  /** The texts and numbers in a value, one after the other. */
  const compact = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(compact).join(' · ');
    if (isMeasured(value))
      return [idWords(value.epcClass ?? value.lot ?? ''), measured(value)].join(' ').trim();
    if (typeof value === 'object' && value !== null)
      return Object.values(value).map(compact).filter(Boolean).join(' ');
    if (typeof value === 'boolean') return t(value ? 'seen.yes' : 'seen.no');
    return typeof value === 'number' ? formats.number(value) : text(String(value ?? ''));
  };
  return {
    name: (name) => (has(`seen.field.${name}`) ? t(`seen.field.${name}`) : shortName(name)),
    value: (name, value, dimension) =>
      typeof value === 'number' ? number(name, value, dimension) : compact(value),
  };
}

interface Measured {
  readonly epcClass?: string;
  readonly lot?: string;
  readonly quantity: number;
  readonly uom?: string;
}

/** A portion of an event, or a line of trade. */
function isMeasured(value: unknown): value is Measured {
  return typeof value === 'object' && value !== null && typeof (value as Measured).quantity === 'number';
}

/** Companies and places by their names, other ids by what stands on a label. */
function useIdWords(): (text: string) => string {
  const partyName = usePartyNames();
  const places = useQuery(facilitiesQuery).data;
  return (text) => {
    const named = partyName(text);
    if (named !== text) return named;
    const place = places?.find(({ id }) => id === text)?.name;
    if (typeof place === 'string') return place;
    return /^(https?|urn):/.test(text) ? shortName(text) : text;
  };
}

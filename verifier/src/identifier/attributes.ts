// Attributes in the query string of a Digital Link that the strict grammar knows how to check.
// GS1 General Specifications section 3; identifiers of other attributes are left unread.
import { endsWithCheckDigit } from './check-digit.ts';
import type { LinkElement } from './digital-link.ts';

const dates = new Set(['11', '12', '13', '15', '16', '17']);
const amountOfContained = new Set(['30', '37']);

/** What is wrong with one attribute beside the identifiers already seen, or undefined. */
export function attributeFault({ ai, value }: LinkElement, seen: Set<string>): string | undefined {
  if (dates.has(ai)) return dateFault(value);
  if (/^3[1-6]\d\d$/.test(ai)) return /^\d{6}$/.test(value) ? undefined : 'is not six digits';
  if (/^41[0-5]$/.test(ai))
    return /^\d{13}$/.test(value) && endsWithCheckDigit(value, 0, 13) ? undefined : 'is no GLN';
  if (amountOfContained.has(ai) && !/^\d{1,8}$/.test(value)) return 'is not one to eight digits';
  if (ai === '37' && !seen.has('02') && !seen.has('8026'))
    return 'counts contained items, but no (02) or (8026) is given';
  return value === '' ? 'is empty' : undefined;
}

// YYMMDD; day 00 means the end of the month. The century does not matter to the length of a month except in 00,
// which GS1's sliding window reads as 2000, a leap year.
function dateFault(value: string): string | undefined {
  if (!/^\d{6}$/.test(value)) return 'is not six digits';
  const [year, month, day] = [value.slice(0, 2), value.slice(2, 4), value.slice(4)].map(Number) as [
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12) return 'has no such month';
  return day <= daysIn(year, month) ? undefined : 'has no such day';
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

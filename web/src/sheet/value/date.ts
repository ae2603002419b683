// Days as people type them into sheets. Which of day and month stands first is found in the column where it can be, and asked where not.
import { plainDigits } from '../../language/digits.ts';
import type { Cell } from '../sheet.ts';
import { monthNamed } from './month.ts';

export type DayOrder = 'day-first' | 'month-first';

/** `2026-03-04`, with a time of the day where one was told: `2026-03-04T14:30`. */
export type LocalDate = string;

/** What the texts of a column show; `ask` where every one of them could be read both ways and would be another day. */
export function dayOrderOf(cells: readonly Cell[]): DayOrder | 'either' | 'ask' {
  let isOpen = false;
  const shown = new Set<DayOrder>();
  for (const cell of cells) {
    const order = typeof cell === 'string' ? orderIn(plainDigits(cell).trim()) : 'either';
    if (order === 'ask') isOpen = true;
    else if (order !== 'either') shown.add(order);
  }
  const [only] = shown;
  if (shown.size === 1 && only !== undefined) return only;
  return isOpen || shown.size > 1 ? 'ask' : 'either';
}

const numeric = /^(\d{1,2})([./\- ])(\d{1,2})\2(\d{4}|\d{2})(?:[ ,T]+(.+))?$/;

function orderIn(text: string): DayOrder | 'either' | 'ask' {
  const [, first, mark, second] = numeric.exec(text) ?? [];
  if (first === undefined || second === undefined || first === second) return 'either';
  if (Number(first) > 12) return 'day-first';
  if (Number(second) > 12) return 'month-first';
  // Nobody writes the month first with points.
  return mark === '.' ? 'day-first' : 'ask';
}

/** null where it is no day. `order` says how `03/04/2026` is meant; what can be read one way only is read that way. */
export function readDate(cell: Cell, order: DayOrder): LocalDate | null {
  if (cell === null) return null;
  if (typeof cell === 'number') return fromSerial(cell);
  const text = plainDigits(cell).trim();
  return fromIso(text) ?? fromNumeric(text, order) ?? fromWords(text) ?? fromSerialText(text);
}

/** Years in which goods of today were made: a number outside is no day. */
const [firstYear, lastYear] = [1990, 2100];

function fromIso(text: string): LocalDate | null {
  const found = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]+(.+))?$/.exec(text);
  if (found === null) return /^\d{8}$/.test(text) ? fromIso(text.replace(/^(....)(..)/, '$1-$2-')) : null;
  return built(Number(found[1]), Number(found[2]), Number(found[3]), found[4]);
}

function fromNumeric(text: string, order: DayOrder): LocalDate | null {
  const [, first, mark, second, year, time] = numeric.exec(text) ?? [];
  if (first === undefined || second === undefined || year === undefined) return null;
  const isDayFirst = Number(first) > 12 || (Number(second) <= 12 && (mark === '.' || order === 'day-first'));
  const [day, month] = isDayFirst ? [first, second] : [second, first];
  return built(fullYear(year), Number(month), Number(day), time);
}

/** `4 March 2026`, `4-Mar-26`, `March 4, 2026`, `4. März 2026`, in the languages of the application. */
function fromWords(text: string): LocalDate | null {
  const found =
    /^(\d{1,2})[ .\-/]*(\p{L}[\p{L}\p{M}.]*)[ .,\-/]*(\d{4}|\d{2})(?:[ ,T]+(.+))?$/u.exec(text) ??
    /^(\p{L}[\p{L}\p{M}.]*)[ .]*(\d{1,2})[ .,]+(\d{4})(?:[ ,T]+(.+))?$/u.exec(text);
  if (found === null) return null;
  const [, one = '', two = '', year = '', time] = found;
  const [day, name] = /^\d/.test(one) ? [one, two] : [two, one];
  const month = monthNamed(name);
  return month === null ? null : built(fullYear(year), month, Number(day), time);
}

function fullYear(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

/** Days since 30 December 1899, as Excel counts them from March 1900 on. */
function fromSerial(serial: number): LocalDate | null {
  const ms = Math.round((serial - 25_569) * 86_400) * 1000;
  const moment = new Date(ms);
  if (!Number.isFinite(ms) || moment.getUTCFullYear() < firstYear || moment.getUTCFullYear() > lastYear)
    return null;
  const [day = '', time = ''] = moment.toISOString().split('T');
  return time.startsWith('00:00:00') ? day : `${day}T${time.slice(0, 5)}`;
}

/** A serial that became text on its way. */
function fromSerialText(text: string): LocalDate | null {
  return /^\d{5}$/.test(text) ? fromSerial(Number(text)) : null;
}

function built(year: number, month: number, day: number, time: string | undefined): LocalDate | null {
  const moment = new Date(Date.UTC(year, month - 1, day));
  if (
    year < firstYear ||
    year > lastYear ||
    moment.getUTCMonth() !== month - 1 ||
    moment.getUTCDate() !== day
  )
    return null;
  const date = moment.toISOString().slice(0, 10);
  if (time === undefined) return date;
  const clock = clockOf(time.trim());
  return clock === null ? null : clock === '00:00' ? date : `${date}T${clock}`;
}

/** `14:30`, `2:30 PM`, `14:30:00.000`, `14.30`; null where it is no time. Seconds are left out. */
function clockOf(text: string): string | null {
  const found = /^(\d{1,2})[:.h](\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*([ap])?\.?m?\.?Z?$/i.exec(text);
  if (found === null) return null;
  const half = found[3]?.toLowerCase();
  const hour = half === undefined ? Number(found[1]) : (Number(found[1]) % 12) + (half === 'p' ? 12 : 0);
  if (hour > 23 || Number(found[2]) > 59) return null;
  return `${String(hour).padStart(2, '0')}:${found[2]}`;
}

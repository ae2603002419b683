// What somebody types into a cell, brought to the one form: as it shows itself, and else as the language writes it.
import { type DayOrder, dayOrderOf, readDate } from '../../../sheet/value/date.ts';
import { decimalMarkOf, readAmount } from '../../../sheet/value/number.ts';
import { columnForms, type ColumnKey } from '../kind/kinds.ts';
import { markOf } from '../template/words.ts';

/** The text itself where it is no day or number: the check says so. */
export function typedText(column: ColumnKey, text: string, language: string): string {
  const form = columnForms[column];
  if (form === 'day') {
    const shown = dayOrderOf([text]);
    return readDate(text, shown === 'either' || shown === 'ask' ? orderOf(language) : shown) ?? text;
  }
  if (form !== 'amount' && form !== 'grams' && form !== 'degrees') return text;
  const shown = decimalMarkOf([text]);
  const amount = readAmount(text, shown === 'either' || shown === 'ask' ? markOf(language) : shown);
  return amount === null || amount.unit !== '' ? text : amount.decimal;
}

function orderOf(language: string): DayOrder {
  const parts = new Intl.DateTimeFormat(language === 'en-XA' ? 'en' : language).formatToParts(0);
  const place = (type: string): number => parts.findIndex((part) => part.type === type);
  return place('month') < place('day') && place('year') > place('day') ? 'month-first' : 'day-first';
}

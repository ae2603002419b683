// Decimal numbers as people type them into sheets. A column is read by one mark of fractions: found in the column itself where it can be,
// asked where it cannot.
import { plainDigits } from '../../language/digits.ts';
import type { Cell } from '../sheet.ts';

export type DecimalMark = '.' | ',';

const spaces = /[\s\u00a0\u202f'’٬]/g;

/** The text with digits 0-9 and no spaces between them; what Excel holds as a number has no doubt. */
function bare(text: string): string {
  return plainDigits(text).replace(spaces, '').replace('٫', '.');
}

/** Which mark of fractions the texts of a column show; `either` where none shows any, `ask` where all that have one could be both. */
export function decimalMarkOf(cells: readonly Cell[]): DecimalMark | 'either' | 'ask' {
  let isOpen = false;
  const shown = new Set<DecimalMark>();
  for (const cell of cells) {
    if (typeof cell !== 'string') continue;
    const mark = markIn(withoutUnit(bare(cell)).number);
    if (mark === 'ask') isOpen = true;
    else if (mark !== 'either') shown.add(mark);
  }
  const [only] = shown;
  if (shown.size === 1 && only !== undefined) return only;
  return isOpen || shown.size > 1 ? 'ask' : 'either';
}

function markIn(text: string): DecimalMark | 'either' | 'ask' {
  const marks = text.replace(/[^.,]/g, '');
  if (!/^[+-]?[\d.,]+$/.test(text) || marks === '') return 'either';
  if (marks.includes('.') && marks.includes(',')) return marks.endsWith('.') ? '.' : ',';
  const mark = marks[0] as DecimalMark;
  if (marks.length > 1) return mark === '.' ? ',' : '.';
  return /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(text) ? 'ask' : mark;
}

/** `12.5kg` → `12.5` and `kg`. */
export function withoutUnit(text: string): { number: string; unit: string } {
  const found = /^([+-]?[\d.,]+)([^\d.,]*)$/.exec(text);
  return { number: found?.[1] ?? text, unit: found?.[2] ?? '' };
}

export interface Amount {
  /** `1234.5`: digits, at most one point, no useless zeros. */
  readonly decimal: string;
  /** A unit that stood behind the number. */
  readonly unit: string;
}

/** null where it is no number of this mark: never guessed. */
export function readAmount(cell: Cell, mark: DecimalMark): Amount | null {
  if (cell === null) return null;
  if (typeof cell === 'number')
    return Number.isFinite(cell) ? { decimal: tidy(plain(cell)), unit: '' } : null;
  const { number, unit } = withoutUnit(bare(cell));
  const group = mark === '.' ? ',' : '.';
  const [whole = '', fraction, ...more] = number.split(mark);
  if (more.length > 0 || fraction?.includes(group)) return null;
  const sign = whole.startsWith('-') ? '-' : '';
  const digits = ungrouped(whole.replace(/^[+-]/, ''), group);
  if (digits === null || (digits === '' && !fraction) || !/^\d*$/.test(fraction ?? '')) return null;
  return { decimal: sign + tidy(`${digits || '0'}.${fraction ?? ''}`), unit };
}

/** 12 significant digits: what Excel computed (0.1 + 0.2) is meant as it is shown. */
function plain(value: number): string {
  return Number(value.toPrecision(12)).toLocaleString('en', {
    useGrouping: false,
    maximumFractionDigits: 20,
  });
}

function tidy(decimal: string): string {
  const [whole = '0', fraction = ''] = decimal.split('.');
  const kept = fraction.replace(/0+$/, '');
  const lead = whole.replace(/^(-?)0+(?=\d)/, '$1');
  return kept === '' ? lead : `${lead}.${kept}`;
}

/** null where marks of thousands do not stand before each three digits (or two, as in India). */
function ungrouped(whole: string, group: string): string | null {
  if (/^\d*$/.test(whole)) return whole;
  const parts = whole.split(group);
  const [first = '', ...rest] = parts;
  const last = rest.at(-1) ?? '';
  const isGrouped =
    /^\d{1,3}$/.test(first) && /^\d{3}$/.test(last) && rest.every((part) => /^\d{2,3}$/.test(part));
  return isGrouped ? parts.join('') : null;
}

// What this device can tell of a row by itself: is each cell readable, and what does it mean.
import { canonicalId } from '#verifier';
import { readDate } from '../../../sheet/value/date.ts';
import { foldedId } from '../columns/fold.ts';
import { type ColumnForm, type ColumnKey, columnForms, type Kind } from '../kind/kinds.ts';
import type { Known, Remembered, Sort } from '../known/known.ts';
import { compositionOf } from './composition.ts';
import { countryOf } from './country.ts';
import type { CellMatch, Checked, Row, Wrong, WrongCode } from './row.ts';
import { aboveZero, readDegrees, readId, readUnitCell } from './values.ts';

export interface CheckHelp {
  readonly kind: Kind;
  readonly known: Known;
  readonly remembered: Remembered;
  /** Lots that other rows of the list make: folded name → ids. */
  readonly made: ReadonlyMap<string, readonly string[]>;
  readonly today: string;
}

export type Outcome =
  | { value: string; match?: CellMatch }
  | { wrong: WrongCode; candidates?: Wrong['candidates'] };

export function checkRow(row: Row, help: CheckHelp): Checked {
  const { kind } = help;
  const wrongs: Wrong[] = [];
  const matches: CellMatch[] = [];
  const values: Partial<Record<ColumnKey, string>> = {};
  for (const column of kind.columns) {
    const text = row.cells[column]?.trim() ?? '';
    if (text === '') {
      if (isNeeded(kind, row, column)) wrongs.push({ code: missingCode(column), column });
      continue;
    }
    const found = outcomeOf(row, column, text, values, help);
    if ('wrong' in found)
      wrongs.push({ code: found.wrong, column, ...(found.candidates && { candidates: found.candidates }) });
    else {
      values[column] = found.value;
      if (found.match !== undefined) matches.push(found.match);
    }
  }
  if (kind.key === 'runs' && row.cells.inLot === undefined && row.cells.outLot === undefined)
    wrongs.push({ code: 'LINE_EMPTY', column: 'inLot' });
  return { wrongs, matches, values };
}

/** Of a run a line tells an input, an output or both: whichever has a lot needs its amount. */
function isNeeded(kind: Kind, { cells }: Row, column: ColumnKey): boolean {
  if (kind.required.includes(column)) return true;
  if (kind.key !== 'runs') return false;
  if (column === 'inAmount' || column === 'inUnit') return cells.inLot !== undefined;
  if (column === 'inLot') return cells.inAmount !== undefined;
  if (column === 'outLot') return cells.outAmount !== undefined;
  return ['outProduct', 'outAmount', 'outUnit'].includes(column) && cells.outLot !== undefined;
}

function missingCode(column: ColumnKey): WrongCode {
  return columnForms[column] === 'unit' ? 'UNIT_MISSING' : 'MISSING';
}

type Read = (
  text: string,
  column: ColumnKey,
  row: Row,
  values: Checked['values'],
  help: CheckHelp,
) => Outcome;

const readers: Readonly<Record<ColumnForm, Read>> = {
  run: (text) => ({ value: text }),
  text: (text) => ({ value: text }),
  day: readDay,
  site: (text, column, row, _, help) => found('site', 'SITE_UNKNOWN', text, column, row, help),
  product: (text, column, row, _, help) => found('product', 'PRODUCT_UNKNOWN', text, column, row, help),
  partner: (text, column, row, _, help) => found('partner', 'PARTNER_UNKNOWN', text, column, row, help),
  process: readProcess,
  'new-lot': readNewLot,
  'known-lot': readKnownLot,
  amount: (text) => aboveZero(text),
  grams: (text) => (/^\d+$/.test(text) ? aboveZero(text) : { wrong: 'NOT_A_NUMBER' }),
  unit: readUnitCell,
  id: readId,
  country: (text) => {
    const country = countryOf(text);
    return country === null ? { wrong: 'COUNTRY_UNKNOWN' } : { value: country };
  },
  degrees: readDegrees,
  composition: (text) => (compositionOf(text) === null ? { wrong: 'COMPOSITION_WRONG' } : { value: text }),
};

function outcomeOf(
  row: Row,
  column: ColumnKey,
  text: string,
  values: Checked['values'],
  help: CheckHelp,
): Outcome {
  return readers[columnForms[column]](text, column, row, values, help);
}

function readDay(
  text: string,
  _column: ColumnKey,
  _row: Row,
  _values: Checked['values'],
  { today }: CheckHelp,
): Outcome {
  // By now a day that could be read is an ISO one; both orders must agree on what is typed later.
  const day = readDate(text, 'day-first');
  if (day === null || day !== readDate(text, 'month-first')) return { wrong: 'NOT_A_DAY' };
  return day.slice(0, 10) > today ? { wrong: 'DAY_TO_COME' } : { value: day };
}

function found(
  sort: Sort,
  code: WrongCode,
  text: string,
  column: ColumnKey,
  row: Row,
  help: CheckHelp,
): Outcome {
  const directory = help.known[sort];
  const chosen = row.chosen[column];
  const thing = chosen === undefined ? undefined : directory.get(chosen);
  if (thing !== undefined)
    return { value: thing.id, match: { column, sort, text, id: thing.id, name: thing.name, how: 'chosen' } };
  const finding = directory.find(text, help.remembered[sort]?.[foldedId(text)]);
  if (finding.match !== null) {
    const { id, name, how } = finding.match;
    return how === 'exact' ? { value: id } : { value: id, match: { column, sort, text, id, name, how } };
  }
  const candidates = finding.candidates.map(({ id, name }) => ({ id, name }));
  return { wrong: candidates.length > 1 ? 'SEVERAL_MEANT' : code, candidates };
}

/** Which processes there are is for packs to say: another word is taken as it is. */
function readProcess(
  text: string,
  column: ColumnKey,
  row: Row,
  _: Checked['values'],
  help: CheckHelp,
): Outcome {
  const outcome = found('process', 'MISSING', text, column, row, help);
  return 'wrong' in outcome || outcome.match?.how === 'near' ? { value: text } : outcome;
}

/** GS1 General Specifications, figure 7.11-1: letters, digits and these signs, at most 20 of them. */
const lotName = /^[A-Za-z0-9!"%&'()*+,\-./_:;<=>?]{1,20}$/;

function readNewLot(text: string, column: ColumnKey, _row: Row, values: Checked['values']): Outcome {
  if (isSpoilt(text)) return { wrong: 'LONG_NUMBER' };
  const whole = canonicalId(text);
  if (whole !== undefined && text.includes(':')) return { value: whole.id };
  const product = values[column === 'outLot' ? 'outProduct' : 'product'];
  if (product === undefined) return { value: text };
  const id = lotIdOf(product, text);
  return id === undefined ? { wrong: 'LOT_NAME_WRONG' } : { value: id };
}

/** Id of a lot by its number: with a GTIN as GS1 writes it, else below the product's own address. */
export function lotIdOf(product: string, name: string): string | undefined {
  const isGtin = product.startsWith('https://id.gs1.org/01/');
  if (isGtin && !lotName.test(name)) return undefined;
  const id = `${product}/${isGtin ? '10' : 'lot'}/${encodeURIComponent(name)}`;
  return canonicalId(id)?.id;
}

/** More digits than Excel keeps, or an exponent: part of the number is lost. */
function isSpoilt(text: string): boolean {
  return /^\d(\.\d+)?e\+?\d+$/i.test(text) || /^\d{15,}0{2,}$/.test(text);
}

function readKnownLot(
  text: string,
  column: ColumnKey,
  row: Row,
  _: Checked['values'],
  help: CheckHelp,
): Outcome {
  if (isSpoilt(text)) return { wrong: 'LONG_NUMBER' };
  const whole = text.includes(':') ? canonicalId(text) : undefined;
  // Nobody need know it yet: the preview then says that a gap stays.
  if (whole !== undefined) return { value: whole.id };
  const made = help.made.get(foldedId(text)) ?? [];
  const outcome = found('lot', 'LOT_UNKNOWN', text, column, row, help);
  const isMeant = !('wrong' in outcome) && outcome.match?.how !== 'near';
  return !isMeant && made.length === 1 && made[0] !== undefined ? { value: made[0] } : outcome;
}

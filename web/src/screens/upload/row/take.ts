// From the cells of a sheet to rows: blank lines left out, days and amounts brought to one form.
import { type Cell, type Sheet, textOfCell } from '../../../sheet/sheet.ts';
import { type DayOrder, dayOrderOf, readDate } from '../../../sheet/value/date.ts';
import { type DecimalMark, decimalMarkOf, readAmount } from '../../../sheet/value/number.ts';
import { type ColumnForm, type ColumnKey, columnForms } from '../kind/kinds.ts';
import { readUnit } from './units.ts';
import type { Row } from './row.ts';
import type { Same } from '../state/upload.ts';

/** What only a person can say: asked once for the whole list. */
export interface Ways {
  readonly mark: DecimalMark | 'ask';
  readonly order: DayOrder | 'ask';
}

type Columns = readonly (ColumnKey | null)[];

const numberForms: readonly ColumnForm[] = ['amount', 'grams', 'degrees'];

function cellsOf(sheet: Sheet, headingRow: number, columns: Columns, forms: readonly ColumnForm[]): Cell[][] {
  return columns.flatMap((column, at) =>
    column !== null && forms.includes(columnForms[column])
      ? [sheet.rows.slice(headingRow + 1).map((row) => row[at] ?? null)]
      : [],
  );
}

/** How days and fractions are written in this list, as far as it shows it; `usual` where it does not matter. */
export function waysOf(sheet: Sheet, headingRow: number, columns: Columns, usualMark: DecimalMark): Ways {
  const marks = cellsOf(sheet, headingRow, columns, numberForms).map(decimalMarkOf);
  const orders = cellsOf(sheet, headingRow, columns, ['day']).map(dayOrderOf);
  return { mark: settled(marks, usualMark), order: settled(orders, 'day-first') };
}

/** One program wrote all columns: what one of them shows counts for the others. */
function settled<T extends string>(found: readonly (T | 'either' | 'ask')[], usual: T): T | 'ask' {
  const shown = [...new Set(found.filter((one): one is T => one !== 'either' && one !== 'ask'))];
  if (shown.length === 1 && shown[0] !== undefined) return shown[0];
  return shown.length > 1 || found.includes('ask') ? 'ask' : usual;
}

/** `mark` and `order` must be settled by now. */
export function rowsOf(
  sheet: Sheet,
  headingRow: number,
  columns: Columns,
  ways: { readonly mark: DecimalMark; readonly order: DayOrder },
): Row[] {
  const heading = sheet.rows[headingRow] ?? [];
  const units = unitsInHeadings(heading, columns);
  return sheet.rows.flatMap((row, at) => {
    if (at <= headingRow || isBlank(row, columns) || isRepeated(row, heading)) return [];
    const cells: Partial<Record<ColumnKey, string>> = {};
    for (const [place, column] of columns.entries()) {
      if (column === null) continue;
      const { text, unit } = readCell(row[place] ?? null, columnForms[column], ways);
      if (text !== '') cells[column] = text;
      const unitColumn = unitOf[column];
      if (unitColumn !== undefined && text !== '') cells[unitColumn] ??= unit || (units[column] ?? '');
    }
    return [{ line: at + 1, cells: withoutEmpty(cells), chosen: {} }];
  });
}

/** What is the same in every line, in those that do not say it themselves. */
export function withSame(rows: readonly Row[], same: Same): Row[] {
  const told = Object.entries(same) as [ColumnKey, { text: string; id?: string }][];
  return rows.map((row) => {
    const cells = { ...row.cells };
    const chosen = { ...row.chosen };
    for (const [column, { text, id }] of told) {
      if (cells[column] !== undefined) continue;
      cells[column] = text;
      if (id !== undefined) chosen[column] = id;
    }
    return { ...row, cells, chosen };
  });
}

/** Of lines that belong to one run the first tells run, day and place; those below may leave them out. */
export function carried(rows: readonly Row[]): Row[] {
  const firsts = new Map<string, Row>();
  let run: string | undefined;
  return rows.map((row) => {
    run = row.cells.run ?? run;
    if (run === undefined) return row;
    const first = firsts.get(run);
    if (first === undefined) firsts.set(run, row);
    const { day, site, process } = first?.cells ?? {};
    const told = { run, ...(day && { day }), ...(site && { site }), ...(process && { process }) };
    return { ...row, cells: { ...told, ...row.cells } };
  });
}

const unitOf: Readonly<Partial<Record<ColumnKey, ColumnKey>>> = {
  amount: 'unit',
  inAmount: 'inUnit',
  outAmount: 'outUnit',
};

/** `Weight (kg)` says of what unit the numbers below are. */
function unitsInHeadings(heading: readonly Cell[], columns: Columns): Partial<Record<ColumnKey, string>> {
  const found: Partial<Record<ColumnKey, string>> = {};
  for (const [at, column] of columns.entries()) {
    if (column === null || unitOf[column] === undefined) continue;
    const words = textOfCell(heading[at]).split(/[\s()[\]/,.]+/);
    const unit = words.findLast(
      (word) => word !== '' && typeof readUnit(word) === 'object' && readUnit(word) !== null,
    );
    if (unit !== undefined) found[column] = unit;
  }
  return found;
}

function readCell(
  cell: Cell,
  form: ColumnForm,
  { mark, order }: { readonly mark: DecimalMark; readonly order: DayOrder },
): { text: string; unit: string } {
  const text = textOfCell(cell);
  if (form === 'day') return { text: readDate(cell, order) ?? text, unit: '' };
  if (!numberForms.includes(form)) return { text, unit: '' };
  const amount = readAmount(cell, mark);
  return amount === null ? { text, unit: '' } : { text: amount.decimal, unit: amount.unit };
}

function isBlank(row: readonly Cell[], columns: Columns): boolean {
  return columns.every((column, at) => column === null || textOfCell(row[at]) === '');
}

/** Lists that were printed have their headings on every page. */
function isRepeated(row: readonly Cell[], heading: readonly Cell[]): boolean {
  return row.every((cell, at) => textOfCell(cell) === textOfCell(heading[at]));
}

function withoutEmpty(cells: Partial<Record<ColumnKey, string>>): Partial<Record<ColumnKey, string>> {
  return Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''));
}

// One worksheet. The order of its elements is that of CT_Worksheet (ECMA-376 part 1, 18.3.1.99): Excel refuses any other.
import type { Cell } from '../sheet.ts';
import { looksLikeFormula } from './formula.ts';
import { style } from './styles.ts';
import type { BookSheet, Form } from './workbook.ts';
import { columnName, element, escaped } from './xml.ts';

/** What may stand in a column, from a row on. */
export interface Validation {
  /** Place of the column. */
  readonly column: number;
  readonly fromRow: number;
  /** A range of another sheet: `Lists!$A$1:$A$9`. */
  readonly source: string;
  /** false: others are taken too, after a word. */
  readonly isStrict: boolean;
  readonly title: string;
  readonly text: string;
}

/** Last row to which lists reach. */
const lastRow = 10_000;

export function worksheetXml(sheet: BookSheet, namespace: string): string {
  const { columns, rows, headingRow } = sheet;
  const parts = [
    element('sheetViews', {}, viewXml(headingRow)),
    element('sheetFormatPr', { defaultRowHeight: 15 }),
    columns.length === 0 ? '' : element('cols', {}, columns.map(columnXml).join('')),
    `<sheetData>${rows.map((row, at) => rowXml(sheet, row, at)).join('')}</sheetData>`,
    validationsXml(sheet.validations ?? []),
    element('pageMargins', { left: 0.5, right: 0.5, top: 0.75, bottom: 0.75, header: 0.3, footer: 0.3 }),
  ];
  return element('worksheet', { xmlns: namespace }, parts.join(''));
}

function viewXml(headingRow: number | undefined): string {
  if (headingRow === undefined) return element('sheetView', { workbookViewId: 0 });
  const ySplit = headingRow + 1;
  const pane = element('pane', {
    ySplit,
    topLeftCell: `A${ySplit + 1}`,
    activePane: 'bottomLeft',
    state: 'frozen',
  });
  return element('sheetView', { workbookViewId: 0 }, pane);
}

const looks: Readonly<Record<Form, number>> = {
  text: style.text,
  number: style.number,
  date: style.date,
  wide: style.wide,
};

function columnXml({ form, width }: BookSheet['columns'][number], at: number): string {
  return element('col', { min: at + 1, max: at + 1, width, style: looks[form], customWidth: 1 });
}

function rowXml(sheet: BookSheet, row: readonly Cell[], at: number): string {
  const cells = row.map((cell, column) =>
    cellXml(cell, `${columnName(column)}${at + 1}`, lookOf(sheet, at, column)),
  );
  return element('row', { r: at + 1, ...(sheet.hiddenRows?.includes(at) && { hidden: 1 }) }, cells.join(''));
}

function lookOf({ columns, headingRow, marked }: BookSheet, row: number, column: number): number {
  if (row === headingRow) return style.heading;
  if (marked?.includes(column)) return style.marked;
  return looks[columns[column]?.form ?? 'text'];
}

function cellXml(cell: Cell, r: string, s: number): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return element('c', { r, s }, `<v>${cell}</v>`);
  const look = s === style.text && looksLikeFormula(cell) ? style.quoted : s;
  return element(
    'c',
    { r, s: look, t: 'inlineStr' },
    `<is><t xml:space="preserve">${escaped(cell)}</t></is>`,
  );
}

function validationsXml(validations: readonly Validation[]): string {
  if (validations.length === 0) return '';
  const listed = validations.map(({ column, fromRow, source, isStrict, title, text }) => {
    const name = columnName(column);
    const said = {
      promptTitle: title.slice(0, 32),
      prompt: text.slice(0, 255),
      errorTitle: title.slice(0, 32),
    };
    return element(
      'dataValidation',
      {
        type: 'list',
        errorStyle: isStrict ? 'stop' : 'warning',
        allowBlank: 1,
        showInputMessage: 1,
        showErrorMessage: 1,
        ...said,
        sqref: `${name}${fromRow + 1}:${name}${lastRow}`,
      },
      `<formula1>${escaped(source)}</formula1>`,
    );
  });
  return element('dataValidations', { count: listed.length }, listed.join(''));
}

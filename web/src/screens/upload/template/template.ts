// The empty lists that people fill in: one for each kind, in the reader's language, with what they can choose from.
import { csvOf } from '../../../sheet/write/csv.ts';
import { type BookColumn, type BookSheet, type Form, workbookOf } from '../../../sheet/write/workbook.ts';
import { columnName } from '../../../sheet/write/xml.ts';
import type { Validation } from '../../../sheet/write/worksheet.ts';
import { hiddenKey } from '../columns/headings.ts';
import { type ColumnForm, type ColumnKey, columnForms, type Kind } from '../kind/kinds.ts';
import type { Directory, Known } from '../known/known.ts';
import { offeredUnits } from '../row/units.ts';

export interface TemplateWords {
  readonly title: string;
  readonly help: string;
  readonly columnHead: string;
  readonly meaningHead: string;
  readonly exampleHead: string;
  readonly choose: string;
  /** For lines of a list that is given back: what is wrong with each. */
  readonly reason: string;
  readonly headingOf: (column: ColumnKey) => string;
  readonly meaningOf: (column: ColumnKey) => string;
  readonly exampleOf: (column: ColumnKey) => string;
}

/** A line that is given back, with the reason why. */
export interface GivenBack {
  readonly cells: Readonly<Partial<Record<ColumnKey, string>>>;
  readonly reason: string;
}

const forms: Readonly<Partial<Record<ColumnForm, Form>>> = { day: 'date', amount: 'number', grams: 'number' };
const listRowsMax = 2_000;

export function templateBook(
  kind: Kind,
  known: Known,
  words: TemplateWords,
  given: readonly GivenBack[] = [],
): Uint8Array<ArrayBuffer> {
  const lists = kind.columns.map((column) => choicesFor(column, known));
  const chosen = lists.flatMap((list, column) => (list.length > 0 ? [{ list, column }] : []));
  return workbookOf([
    rowsSheet(kind, words, chosen, given),
    helpSheet(kind, words),
    listsSheet(chosen.map(({ list }) => list)),
  ]);
}

interface Chosen {
  readonly list: readonly string[];
  readonly column: number;
}

function rowsSheet(
  kind: Kind,
  words: TemplateWords,
  chosen: readonly Chosen[],
  given: readonly GivenBack[],
): BookSheet {
  const { key, columns } = kind;
  const isGivenBack = given.length > 0;
  const more = isGivenBack ? 1 : 0;
  return {
    name: words.title,
    columns: [...columns.map(bookColumn), ...(isGivenBack ? [{ form: 'wide' as const, width: 60 }] : [])],
    rows: [
      columns.map((column) => hiddenKey(key, column)),
      [...columns.map((column) => headingWith(kind, column, words)), ...(isGivenBack ? [words.reason] : [])],
      ...given.map(({ cells, reason }) => [
        ...columns.map((column) => cellFor(column, cells[column])),
        reason,
      ]),
    ],
    hiddenRows: [0],
    headingRow: 1,
    marked: more > 0 ? [columns.length] : [],
    validations: chosen.map(({ list, column }, at): Validation => {
      const name = columnName(at);
      return {
        column,
        fromRow: 2,
        source: `Lists!$${name}$1:$${name}$${list.length}`,
        // Another text is taken, too, after a word: the check tells what is meant by it.
        isStrict: false,
        title: words.headingOf(columns[column]!),
        text: words.choose,
      };
    }),
  };
}

function bookColumn(column: ColumnKey): BookColumn {
  const form = forms[columnForms[column]] ?? 'text';
  return { form, width: form === 'text' ? 24 : 14 };
}

function headingWith({ required }: Kind, column: ColumnKey, { headingOf }: TemplateWords): string {
  return required.includes(column) ? `${headingOf(column)} *` : headingOf(column);
}

/** Numbers as numbers, where they are; what is wrong stays text. */
function cellFor(column: ColumnKey, text: string | undefined): string | number | null {
  if (text === undefined) return null;
  const isNumber = forms[columnForms[column]] === 'number' && /^\d+(\.\d+)?$/.test(text);
  return isNumber ? Number(text) : text;
}

function helpSheet(kind: Kind, words: TemplateWords): BookSheet {
  const { columnHead, meaningHead, exampleHead, help } = words;
  return {
    name: help,
    columns: [
      { form: 'text', width: 24 },
      { form: 'wide', width: 70 },
      { form: 'text', width: 30 },
    ],
    rows: [
      [columnHead, meaningHead, exampleHead],
      ...kind.columns.map((column) => [
        headingWith(kind, column, words),
        words.meaningOf(column),
        words.exampleOf(column),
      ]),
    ],
    headingRow: 0,
  };
}

/** Formulas name it, so its name is the same in every language. */
function listsSheet(lists: readonly (readonly string[])[]): BookSheet {
  const length = Math.max(0, ...lists.map((list) => list.length));
  return {
    name: 'Lists',
    columns: lists.map(() => ({ form: 'text' as const, width: 30 })),
    rows: Array.from({ length }, (_, at) => lists.map((list) => list[at] ?? null)),
    isHidden: true,
  };
}

/** Names, where each name is one thing; ids of those that share theirs. */
function choicesFor(column: ColumnKey, known: Known): readonly string[] {
  const form = columnForms[column];
  if (form === 'unit') return offeredUnits;
  const directories: Partial<Record<ColumnForm, Directory>> = {
    site: known.site,
    product: known.product,
    partner: known.partner,
    process: known.process,
    'known-lot': known.lot,
  };
  const things = directories[form]?.things ?? [];
  const counts = new Map<string, number>();
  for (const { name } of things) counts.set(name, (counts.get(name) ?? 0) + 1);
  return things.slice(0, listRowsMax).map(({ id, name }) => (counts.get(name) === 1 ? name : id));
}

export function templateCsv(
  kind: Kind,
  words: TemplateWords,
  delimiter: ',' | ';',
  given: readonly GivenBack[] = [],
): Uint8Array<ArrayBuffer> {
  const heading = kind.columns.map((column) => headingWith(kind, column, words));
  return csvOf(
    [
      given.length > 0 ? [...heading, words.reason] : heading,
      ...given.map(({ cells, reason }) => [
        ...kind.columns.map((column) => cellFor(column, cells[column])),
        reason,
      ]),
    ],
    delimiter,
  );
}

// Writes .xlsx (ECMA-376 part 1, SpreadsheetML), with what templates need: cells that stay text, lists to choose from, a hidden row.
import { strToU8, zipSync } from 'fflate';
import type { Cell } from '../sheet.ts';
import { declaration, element } from './xml.ts';
import { styles } from './styles.ts';
import { type Validation, worksheetXml } from './worksheet.ts';

/** How a column's cells are held: `text` keeps leading zeros and never becomes a date. */
export type Form = 'text' | 'number' | 'date' | 'wide';

export interface BookColumn {
  readonly form: Form;
  /** In characters. */
  readonly width: number;
}

export interface BookSheet {
  readonly name: string;
  readonly columns: readonly BookColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Places of rows that are not shown, and of the row that is a heading: all before and with it stay in sight. */
  readonly hiddenRows?: readonly number[];
  readonly headingRow?: number;
  /** Places of columns whose filled cells are marked. */
  readonly marked?: readonly number[];
  readonly validations?: readonly Validation[];
  readonly isHidden?: boolean;
}

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const contentTypes = 'http://schemas.openxmlformats.org/package/2006/content-types';
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Bytes of the file. Names of sheets are cut to what Excel takes. */
export function workbookOf(sheets: readonly BookSheet[]): Uint8Array<ArrayBuffer> {
  const files: Record<string, string> = {
    '[Content_Types].xml': typesXml(sheets.length),
    '_rels/.rels': relationshipsXml([[`${relationships}/officeDocument`, 'xl/workbook.xml']]),
    'xl/workbook.xml': bookXml(sheets),
    'xl/_rels/workbook.xml.rels': relationshipsXml([
      ...sheets.map((_, at): [string, string] => [
        `${relationships}/worksheet`,
        `worksheets/sheet${at + 1}.xml`,
      ]),
      [`${relationships}/styles`, 'styles.xml'],
    ]),
    'xl/styles.xml': styles,
    ...Object.fromEntries(
      sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, worksheetXml(sheet, main)]),
    ),
  };
  // One moment for all files: the same content is the same bytes.
  const mtime = new Date(2000, 0, 1);
  const zipped = zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, xml]) => [name, [strToU8(declaration + xml), { mtime }]]),
    ),
  );
  return Uint8Array.from(zipped);
}

function typesXml(count: number): string {
  const parts = Array.from({ length: count }, (_, at) => [`/xl/worksheets/sheet${at + 1}.xml`, 'worksheet']);
  const overrides = [['/xl/workbook.xml', 'sheet.main'], ...parts, ['/xl/styles.xml', 'styles']];
  const defaults =
    element('Default', {
      Extension: 'rels',
      ContentType: 'application/vnd.openxmlformats-package.relationships+xml',
    }) + element('Default', { Extension: 'xml', ContentType: 'application/xml' });
  const listed = overrides.map(([PartName = '', type = '']) =>
    element('Override', { PartName, ContentType: `${sheetType}.${type}+xml` }),
  );
  return element('Types', { xmlns: contentTypes }, defaults + listed.join(''));
}

function relationshipsXml(all: readonly (readonly [type: string, target: string])[]): string {
  const listed = all.map(([Type, Target], at) =>
    element('Relationship', { Id: `rId${at + 1}`, Type, Target }),
  );
  return element('Relationships', { xmlns: packageRelationships }, listed.join(''));
}

function bookXml(sheets: readonly BookSheet[]): string {
  const names = sheetNames(sheets.map(({ name }) => name));
  const listed = sheets.map(({ isHidden }, at) =>
    element('sheet', {
      name: names[at]!,
      sheetId: at + 1,
      ...(isHidden && { state: 'hidden' }),
      'r:id': `rId${at + 1}`,
    }),
  );
  return element(
    'workbook',
    { xmlns: main, 'xmlns:r': relationships },
    element('sheets', {}, listed.join('')),
  );
}

/** 31 characters, none of []:*?/\, no apostrophe at an end, no name twice. */
export function sheetNames(wishes: readonly string[]): string[] {
  const given = new Set<string>();
  return wishes.map((wish, at) => {
    const clean =
      wish
        .replace(/[[\]:*?/\\]/g, ' ')
        .replace(/^'+|'+$/g, '')
        .trim()
        .slice(0, 31) || `Sheet ${at + 1}`;
    const name = given.has(clean.toLowerCase()) ? `${clean.slice(0, 27)} ${at + 1}` : clean;
    given.add(name.toLowerCase());
    return name;
  });
}

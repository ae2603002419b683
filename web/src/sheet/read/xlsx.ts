// Workbooks of Excel. read-excel-file reads the cells; what is given to it was looked at before.
import { type Cell, columnsMax, type Sheet } from '../sheet.ts';
import { rezipped, unzipped } from './archive.ts';
import { type Extent, extentOf, fits } from './extent.ts';
import type { SheetReading } from './read.ts';

/** All visible worksheets with their values: of formulas what Excel computed last. Cells joined downwards all have the value of the first. */
export async function readWorkbook(bytes: Uint8Array): Promise<SheetReading> {
  const archive = unzipped(bytes);
  if (!archive.ok) return archive;
  const { files } = archive;
  const named = sheetFiles(files);
  const extents: Extent[] = [];
  for (const { path } of named) {
    const extent = extentOf(textOf(files[path]));
    const code = fits(extent);
    if (code !== undefined) return { ok: false, code };
    extents.push(extent);
  }
  try {
    const { default: read } = await import('read-excel-file/universal');
    const sheets = await read(rezipped(files));
    const shown = sheets
      .map(({ sheet, data }, at): Sheet & { isHidden: boolean } => ({
        name: sheet,
        isHidden: named[at]?.isHidden === true,
        rows: filled(
          data.map((row) => row.slice(0, columnsMax).map(cellOf)),
          extents[at],
        ),
      }))
      .filter(({ isHidden, rows }) => !isHidden && rows.some((row) => row.some((cell) => cell !== null)))
      .map(({ name, rows }): Sheet => ({ name, rows }));
    return shown.length === 0 ? { ok: false, code: 'EMPTY' } : { ok: true, sheets: shown };
  } catch {
    return { ok: false, code: 'DAMAGED' };
  }
}

interface SheetFile {
  readonly path: string;
  readonly isHidden: boolean;
}

/** In the order of the workbook, which is that of the reader. */
function sheetFiles(files: Readonly<Record<string, Uint8Array>>): SheetFile[] {
  const targets = new Map(
    [...textOf(files['xl/_rels/workbook.xml.rels']).matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)].map(
      ([tag]) => [attribute(tag, 'Id'), attribute(tag, 'Target').replace(/^\/?(?:xl\/)?/, 'xl/')],
    ),
  );
  return [...textOf(files['xl/workbook.xml']).matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)].map(([tag]) => ({
    path: targets.get(attribute(tag, '\\w+:id')) ?? '',
    isHidden: attribute(tag, 'state') !== '' && attribute(tag, 'state') !== 'visible',
  }));
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}

function textOf(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '' : new TextDecoder().decode(bytes);
}

function cellOf(value: unknown): Cell {
  if (value instanceof Date) return dayOf(value);
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  const text = typeof value === 'string' ? value.replace(/\u00a0/g, ' ').trim() : '';
  return text === '' ? null : text;
}

/** Excel knows no time zones: what it shows is what is meant. To the minute, for its fractions of a day are not exact. */
function dayOf(date: Date): Cell {
  const ms = Math.round(date.getTime() / 60_000) * 60_000;
  if (!Number.isFinite(ms)) return null;
  const [day = '', time = ''] = new Date(ms).toISOString().split('T');
  return time.startsWith('00:00') ? day : `${day}T${time.slice(0, 5)}`;
}

function filled(rows: Cell[][], extent: Extent | undefined): Cell[][] {
  for (const { fromRow, toRow, column } of extent?.joined ?? []) {
    const value = rows[fromRow]?.[column] ?? null;
    for (let row = fromRow + 1; row <= Math.min(toRow, rows.length - 1); row += 1) {
      if (value !== null) rows[row]![column] ??= value;
    }
  }
  return rows;
}

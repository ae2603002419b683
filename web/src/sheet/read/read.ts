// Any file that somebody drops here, as sheets or as the reason why not.
import type { Sheet } from '../sheet.ts';
import { type FileKind, kindOfFile } from './kind.ts';
import { readTextSheet } from './text.ts';
import { readWorkbook } from './xlsx.ts';

/** Larger files are not even looked into. */
export const fileBytesMax: number = 20 * 1024 * 1024;

export const sheetRefusals = [
  'EMPTY',
  'TOO_LARGE',
  'TOO_LARGE_UNPACKED',
  'TOO_MANY_ROWS',
  'TOO_MANY_COLUMNS',
  'OLD_EXCEL',
  'OPEN_DOCUMENT',
  'NOT_A_SHEET',
  'DAMAGED',
] as const;
export type SheetRefusal = (typeof sheetRefusals)[number];

export type SheetReading =
  | { readonly ok: true; readonly sheets: readonly Sheet[] }
  | { readonly ok: false; readonly code: SheetRefusal };

const refusals: Readonly<Partial<Record<FileKind, SheetRefusal>>> = {
  empty: 'EMPTY',
  'old-excel': 'OLD_EXCEL',
  'open-document': 'OPEN_DOCUMENT',
};

/** `name` only becomes the name of the sheet of a text file. */
export async function readSheets(bytes: Uint8Array, name: string): Promise<SheetReading> {
  if (bytes.length > fileBytesMax) return { ok: false, code: 'TOO_LARGE' };
  const kind = kindOfFile(bytes);
  if (kind === 'xlsx') return readWorkbook(bytes);
  if (kind !== 'text') return { ok: false, code: refusals[kind] ?? 'NOT_A_SHEET' };
  const reading = readTextSheet(bytes, safeName(name));
  const isEmpty =
    reading.ok && reading.sheets.every(({ rows }) => rows.every((row) => row.every((one) => one === null)));
  return isEmpty ? { ok: false, code: 'EMPTY' } : reading;
}

/** A name for people to read and for saving under: no way into folders, no controls or marks of direction, not too long. */
export function safeName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 100);
  return clean === '' || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(clean) ? 'file' : clean;
}

// CSV as Excel opens it by a double click: UTF-8 with its mark, lines ended by CR LF (RFC 4180), every text quoted.
import type { Cell } from '../sheet.ts';
import { harmless } from './formula.ts';

/** `delimiter`: `;` where the language writes fractions with a comma, as Excel there expects it. */
export function csvOf(rows: readonly (readonly Cell[])[], delimiter: ',' | ';'): Uint8Array<ArrayBuffer> {
  const lines = rows.map((row) => row.map((cell) => fieldOf(cell, delimiter)).join(delimiter));
  return new TextEncoder().encode(`\ufeff${lines.map((line) => `${line}\r\n`).join('')}`);
}

function fieldOf(cell: Cell, delimiter: ',' | ';'): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return delimiter === ';' ? String(cell).replace('.', ',') : String(cell);
  return `"${harmless(cell).replaceAll('"', '""')}"`;
}

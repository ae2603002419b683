// Text files: which encoding, which delimiter, then rows.
import Papa from 'papaparse';
import { type Cell, columnsMax, rowsMax, type Sheet } from '../sheet.ts';
import { unquoted } from '../write/formula.ts';
import { utf16Side } from './kind.ts';
import type { SheetReading } from './read.ts';

const delimiters = [',', ';', '\t', '|', '^', '~', ':'];

/** Rows as text; nothing in a file of text is a number yet. */
export function readTextSheet(bytes: Uint8Array, name: string): SheetReading {
  const text = decoded(bytes);
  const { body, said } = saidDelimiter(text);
  const delimiter = said ?? likelyDelimiter(body);
  const { data } = Papa.parse<string[]>(body, { delimiter, preview: rowsMax + 101, skipEmptyLines: false });
  if (data.length > rowsMax + 100) return { ok: false, code: 'TOO_MANY_ROWS' };
  if (data.some((row) => row.length > columnsMax)) return { ok: false, code: 'TOO_MANY_COLUMNS' };
  const rows = data.map((row) => row.map((field): Cell => cellOf(field)));
  const sheet: Sheet = { name, rows };
  return { ok: true, sheets: [sheet] };
}

function cellOf(field: string): Cell {
  const text = unquoted(field.replace(/\u00a0/g, ' ').trim());
  // `="00123"` is how some programs keep Excel from taking a number out of it.
  const kept = /^="(.*)"$/.exec(text)?.[1] ?? text;
  return kept === '' ? null : kept;
}

/** By its mark; else UTF-8 where it is UTF-8; else what Windows wrote in the west. */
export function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const side = utf16Side(bytes.subarray(0, 4096));
  if (side !== null) return new TextDecoder(`utf-16${side}`).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Excel's own `sep=;` in the first line. */
function saidDelimiter(text: string): { body: string; said: string | undefined } {
  const found = /^sep=(.)\r?\n/i.exec(text);
  return found === null
    ? { body: text, said: undefined }
    : { body: text.slice(found[0].length), said: found[1] };
}

/** The one that cuts most lines into the same number of fields, more fields before fewer. */
function likelyDelimiter(text: string): string {
  const sample = text.slice(0, 64 * 1024);
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of delimiters) {
    const { data } = Papa.parse<string[]>(sample, { delimiter, preview: 60, skipEmptyLines: true });
    const counts = new Map<number, number>();
    for (const { length } of data) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
    for (const [fields, lines] of counts) {
      const score = (lines / data.length) * Math.log2(fields + 1);
      if (score > best.score * 1.0001) best = { delimiter, score };
    }
  }
  return best.delimiter;
}

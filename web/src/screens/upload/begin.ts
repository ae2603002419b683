// A file becomes an upload: its kind, where its headings stand, how its days and numbers are written.
import type { Words } from '../../language/words.tsx';
import type { Sheet } from '../../sheet/sheet.ts';
import { findHeadings, headingsAt, type Headings, type HeadingHelp, saidKind } from './columns/headings.ts';
import { digestOf } from './event/digest.ts';
import { columnsFor, type RememberedColumns } from './history/history.ts';
import { type KindKey, kinds } from './kind/kinds.ts';
import { carried, rowsOf, waysOf, withSame } from './row/take.ts';
import { noUpload, type Upload } from './state/upload.ts';
import { markOf } from './template/words.ts';

/** Goes straight to the rows where nothing has to be asked. */
export function begunUpload(
  wished: KindKey,
  name: string,
  bytes: Uint8Array,
  sheets: readonly Sheet[],
  remembered: RememberedColumns,
  words: Words,
): Upload {
  const kind = sheets.map(saidKind).find((said) => said !== null) ?? wished;
  const found = sheets.map((sheet) => findHeadings(sheet, kinds[kind], helpFor(kind, remembered, words)));
  const sheetAt = bestOf(found);
  const digest = digestOf(bytes);
  const openedAtMs = Date.now();
  const upload: Upload = {
    ...noUpload,
    ...{ kind, sheets, sheetAt, openedAtMs },
    id: `${openedAtMs} ${digest.slice(0, 16)}`,
    stage: 'columns',
    file: { name, digest },
    headingRow: found[sheetAt]!.row,
    columns: found[sheetAt]!.columns,
  };
  const ready = withWays(upload, words);
  const { mark, order } = ready.ways;
  return found[sheetAt]!.isSure && mark !== 'ask' && order !== 'ask' ? withRows(ready) : ready;
}

function bestOf(found: readonly Headings[]): number {
  const scores = found.map(({ columns }) => columns.filter((column) => column !== null).length);
  return Math.max(0, scores.indexOf(Math.max(...scores)));
}

export function helpFor(kind: KindKey, remembered: RememberedColumns, { t }: Pick<Words, 't'>): HeadingHelp {
  return {
    textOf: (column) => t(`upload.column.${column}`),
    remembered: (texts) => columnsFor(remembered, kind, texts),
  };
}

/** Another sheet or another line of headings was chosen. */
export function withHeadings(
  upload: Upload,
  sheetAt: number,
  row: number | null,
  help: HeadingHelp,
  words: Words,
): Upload {
  const sheet = upload.sheets[sheetAt]!;
  const found =
    row === null
      ? findHeadings(sheet, kinds[upload.kind], help)
      : headingsAt(sheet, row, kinds[upload.kind], help);
  return withWays({ ...upload, sheetAt, headingRow: found.row, columns: found.columns }, words);
}

export function withWays(upload: Upload, { language }: Pick<Words, 'language'>): Upload {
  const { sheets, sheetAt, headingRow, columns } = upload;
  return { ...upload, ways: waysOf(sheets[sheetAt]!, headingRow, columns, markOf(language)) };
}

/** `ways` must be settled. The sheet itself is not needed any more. */
export function withRows(upload: Upload): Upload {
  const { mark, order } = upload.ways;
  if (mark === 'ask' || order === 'ask') throw new Error('rows are read before anybody said how');
  const read = rowsOf(upload.sheets[upload.sheetAt]!, upload.headingRow, upload.columns, { mark, order });
  const rows = withSame(read, upload.same ?? {});
  return { ...upload, stage: 'rows', sheets: [], rows: upload.kind === 'runs' ? carried(rows) : rows };
}

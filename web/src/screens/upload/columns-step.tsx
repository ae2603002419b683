// Which column is which, and the two things that only a person can say: how days and fractions are written.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../design/parts/button.tsx';
import { Choices, SelectField } from '../../design/parts/field.tsx';
import { Note, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { textOfCell } from '../../sheet/sheet.ts';
import { dayOrderOf, readDate } from '../../sheet/value/date.ts';
import { type DecimalMark, decimalMarkOf, readAmount } from '../../sheet/value/number.ts';
import { columnName } from '../../sheet/write/xml.ts';
import { helpFor, withHeadings, withRows, withWays } from './begin.ts';
import { hasAll } from './columns/headings.ts';
import { DropList } from './drop-list.tsx';
import { rememberColumns, rememberedColumns } from './history/history.ts';
import { columnForms, type ColumnKey, kinds } from './kind/kinds.ts';
import { waysOf } from './row/take.ts';
import { SameInAll } from './same-in-all.tsx';
import { markOf } from './template/words.ts';
import type { StepProps } from './upload.tsx';

export function ColumnsStep({ known, upload, change, drop }: StepProps): ReactNode {
  const words = useWords();
  const { t, formats } = words;
  const kind = kinds[upload.kind];
  const untold = kind.required.filter((column) => !hasAll({ ...kind, required: [column] }, upload.columns));
  const missing = untold.filter((column) => upload.same?.[column] === undefined);
  const isSettled = missing.length === 0 && upload.ways.mark !== 'ask' && upload.ways.order !== 'ask';
  const goOn = (): void => {
    const texts = (upload.sheets[upload.sheetAt]?.rows[upload.headingRow] ?? []).map(textOfCell);
    void rememberColumns(upload.kind, texts, upload.columns);
    // A column that was found after all says it itself.
    const same = Object.fromEntries(
      Object.entries(upload.same ?? {}).filter(([key]) => untold.includes(key as ColumnKey)),
    );
    change((now) => withRows({ ...now, same }));
  };
  return (
    <Panel title={t('upload.columnsTitle')} aside={<span className="quiet">{upload.file?.name}</span>}>
      <div className="stack">
        <p className="quiet">{t('upload.columnsLead')}</p>
        <Places {...{ upload, change }} />
        <div className="grid">
          {upload.columns.map((column, at) => (
            <ColumnChoice key={columnName(at)} {...{ upload, change, column, at }} />
          ))}
        </div>
        <Questions {...{ upload, change }} />
        <SameInAll {...{ known, upload, change, untold }} />
        {missing.length > 0 && (
          <Note tone="warn" live>
            <p>
              {t('upload.columnsMissing', {
                columns: formats.list(missing.map((column) => t(`upload.column.${column}`))),
              })}
            </p>
          </Note>
        )}
        <div className="row">
          <Button icon="next" disabled={!isSettled} onClick={goOn}>
            {t('upload.goOn')}
          </Button>
          <DropList drop={drop} />
        </div>
      </div>
    </Panel>
  );
}

const none = '';

type Part = Pick<StepProps, 'upload' | 'change'>;

/** The sheet of the workbook, and the line in which the headings stand. */
function Places({ upload, change }: Part): ReactNode {
  const words = useWords();
  const { t } = words;
  const { data: remembered } = useQuery({ queryKey: ['upload', 'columns'], queryFn: rememberedColumns });
  const help = helpFor(upload.kind, remembered ?? {}, words);
  const { sheets, sheetAt, headingRow } = upload;
  const lines = Math.min(20, sheets[sheetAt]?.rows.length ?? 0);
  return (
    <div className="grid">
      {sheets.length > 1 && (
        <SelectField
          label={t('upload.sheet')}
          value={sheetAt}
          options={sheets.map(({ name }, at) => ({ value: String(at), text: name }))}
          onChange={(event) =>
            change((now) => withHeadings(now, Number(event.target.value), null, help, words))
          }
        />
      )}
      <SelectField
        label={t('upload.headingRow')}
        value={headingRow}
        options={Array.from({ length: lines }, (_, at) => ({ value: String(at), text: String(at + 1) }))}
        onChange={(event) =>
          change((now) => withHeadings(now, sheetAt, Number(event.target.value), help, words))
        }
      />
    </div>
  );
}

function ColumnChoice({
  upload,
  change,
  column,
  at,
}: Part & { column: ColumnKey | null; at: number }): ReactNode {
  const words = useWords();
  const { t } = words;
  const { sheets, sheetAt, headingRow, kind } = upload;
  const rows = sheets[sheetAt]?.rows ?? [];
  const heading = textOfCell(rows[headingRow]?.[at]);
  const example = rows
    .slice(headingRow + 1)
    .map((row) => textOfCell(row[at]))
    .find((text) => text !== '');
  const choose = (wish: string): void =>
    change((now) => {
      const columns = now.columns.map((one, place) =>
        place === at ? ((wish || null) as ColumnKey | null) : one === wish ? null : one,
      );
      return withWays({ ...now, columns }, words);
    });
  return (
    <SelectField
      label={heading || t('upload.columnNo', { name: columnName(at) })}
      {...(example !== undefined && { hint: t('upload.example', { text: example.slice(0, 40) }) })}
      value={column ?? none}
      options={[
        { value: none, text: t('upload.notUsed') },
        ...kinds[kind].columns.map((key) => ({ value: key, text: t(`upload.column.${key}`) })),
      ]}
      onChange={(event) => choose(event.target.value)}
    />
  );
}

/** Asked with a text of the list itself, and what it would be in words. */
function Questions({ upload, change }: Part): ReactNode {
  const { t, formats, language } = useWords();
  const day = doubtful(upload, 'day', markOf(language));
  const amount = doubtful(upload, 'amount', markOf(language));
  const { ways } = upload;
  return (
    <>
      {day !== undefined && (
        <Choices
          legend={t('upload.dayOrder', { text: day })}
          options={[
            {
              value: 'day-first',
              text: t('upload.dayFirst', { text: dayText(day, 'day-first', formats.date.bind(formats)) }),
            },
            {
              value: 'month-first',
              text: t('upload.monthFirst', { text: dayText(day, 'month-first', formats.date.bind(formats)) }),
            },
          ]}
          chosen={[ways.order]}
          onChoose={([order]) =>
            change((now) => ({ ...now, ways: { ...now.ways, order: order as 'day-first' } }))
          }
        />
      )}
      {amount !== undefined && (
        <Choices
          legend={t('upload.decimalMark', { text: amount })}
          options={(['.', ','] as const).map((mark) => ({
            value: mark,
            text: formats.number(Number(readAmount(amount, mark)?.decimal ?? 0)),
          }))}
          chosen={[ways.mark]}
          onChoose={([mark]) => change((now) => ({ ...now, ways: { ...now.ways, mark: mark as '.' } }))}
        />
      )}
    </>
  );
}

/** A text of the list that may be read in two ways, or that others contradict; undefined where nothing has to be asked. */
function doubtful(
  { sheets, sheetAt, headingRow, columns }: StepProps['upload'],
  form: 'day' | 'amount',
  usualMark: DecimalMark,
): string | undefined {
  const sheet = sheets[sheetAt]!;
  const { mark, order } = waysOf(sheet, headingRow, columns, usualMark);
  if ((form === 'day' ? order : mark) !== 'ask') return undefined;
  const find = form === 'day' ? dayOrderOf : decimalMarkOf;
  const cells = columns.flatMap((column, at) =>
    column !== null && columnForms[column] === form
      ? sheet.rows.slice(headingRow + 1).map((row) => row[at] ?? null)
      : [],
  );
  const text =
    cells.find((cell) => find([cell]) === 'ask') ?? cells.find((cell) => find([cell]) !== 'either');
  return typeof text === 'string' ? text : undefined;
}

function dayText(text: string, order: 'day-first' | 'month-first', say: (ms: number) => string): string {
  const day = readDate(text, order);
  return day === null ? text : say(new Date(`${day.slice(0, 10)}T12:00`).getTime());
}

// What is wrong with a row, and what there is to know about it, in the reader's words.
import type { Words } from '../../../language/words.tsx';
import type { NodeRefusal, RowView } from '../row/list.ts';
import type { Refused, Wrong } from '../row/row.ts';

export function wrongText(words: Words, { code, column, refusal }: Wrong): string {
  if (refusal !== undefined) return refusedText(words, refusal);
  return words.t(`upload.wrong.${code}`, {
    column: column === null ? '' : words.t(`upload.column.${column}`),
  });
}

/** In the reader's words where there are any, else in the node's. */
function refusedText(
  { t, has, formats }: Words,
  { code, detail, asked = 0, available = 0, dimension }: Refused,
): string {
  const amounts = {
    asked: formats.amount(asked, dimension ?? null),
    available: formats.amount(available, dimension ?? null),
  };
  if (has(`upload.refused.${code}`)) return t(`upload.refused.${code}`, amounts);
  return has(`problem.${code}`) ? t(`problem.${code}`) : detail;
}

export function warningText({ t, has, formats }: Words, warning: NodeRefusal): string {
  const { code, detail, yieldPpm = 0, lowPpm = 0, highPpm = 0 } = warning;
  if (!has(`upload.warning.${code}`)) return detail;
  const percent = (ppm: number): string => formats.percent(ppm / 1_000_000);
  return t(`upload.warning.${code}`, {
    got: percent(yieldPpm),
    low: percent(lowPpm),
    high: percent(highPpm),
  });
}

/** All sentences about a row, the most urgent first. */
export function sentencesOf(words: Words, view: RowView): string[] {
  const { t } = words;
  const { wrongs, warnings, matches, state, entry, sameAs } = view;
  const said = wrongs.map((wrong) => wrongText(words, wrong));
  if (state === 'duplicate' && sameAs !== null) said.push(t('upload.sameAs', { line: sameAs }));
  else if (state === 'duplicate') said.push(t('upload.already', { entry: entry ?? '' }));
  if (state === 'sent' && entry !== null) said.push(t('upload.sentIn', { entry }));
  if (state === 'matched')
    for (const { text, name, how } of matches)
      if (how !== 'name') said.push(t('upload.takenFor', { text, name }));
  if (state !== 'duplicate') for (const warning of warnings) said.push(warningText(words, warning));
  return [...new Set(said)];
}

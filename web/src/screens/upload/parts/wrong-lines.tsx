// What is still wrong, as a file with the reason beside each line: for whoever can put it right.
import type { ReactNode } from 'react';
import { Button } from '../../../design/parts/button.tsx';
import { useWords } from '../../../language/words.tsx';
import { kinds } from '../kind/kinds.ts';
import type { RowView } from '../row/list.ts';
import { csvType, saveFile, xlsxType } from '../save.ts';
import { templateBook, templateCsv } from '../template/template.ts';
import { csvDelimiter, templateWords } from '../template/words.ts';
import type { StepProps } from '../upload.tsx';
import { sentencesOf } from './say.ts';

export function WrongLines({
  upload,
  known,
  wrong,
}: Pick<StepProps, 'upload' | 'known'> & { wrong: readonly RowView[] }): ReactNode {
  const words = useWords();
  const { t, language } = words;
  if (wrong.length === 0) return null;
  const kind = kinds[upload.kind];
  const given = wrong.map((view) => ({ cells: view.row.cells, reason: sentencesOf(words, view).join(' ') }));
  const name = `${(upload.file?.name ?? '').replace(/\.\w+$/, '')} - ${t('upload.state.wrong')}`;
  const text = templateWords(words, kind);
  return (
    <div className="row">
      <Button
        kind="plain"
        icon="download"
        onClick={() => saveFile(templateBook(kind, known, text, given), `${name}.xlsx`, xlsxType)}
      >
        {t('upload.wrongExcel')}
      </Button>
      <Button
        kind="plain"
        icon="download"
        onClick={() =>
          saveFile(templateCsv(kind, text, csvDelimiter(language), given), `${name}.csv`, csvType)
        }
      >
        {t('upload.wrongCsv')}
      </Button>
    </div>
  );
}

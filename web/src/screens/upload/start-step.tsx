// What does your list tell; an empty one to fill in; the file; and what was uploaded before.
import { useQuery } from '@tanstack/react-query';
import { type DragEvent, type ReactNode, useId, useState } from 'react';
import { Button } from '../../design/parts/button.tsx';
import { Note, Panel } from '../../design/parts/show.tsx';
import { Icon, type IconName } from '../../design/icon.tsx';
import { useWords } from '../../language/words.tsx';
import { fileBytesMax, readSheets, safeName, type SheetRefusal } from '../../sheet/read/read.ts';
import { begunUpload } from './begin.ts';
import { History } from './history-list.tsx';
import { rememberedColumns } from './history/history.ts';
import { type KindKey, kindKeys, kinds } from './kind/kinds.ts';
import { csvType, saveFile, xlsxType } from './save.ts';
import { templateBook, templateCsv } from './template/template.ts';
import { csvDelimiter, templateWords } from './template/words.ts';
import type { StepProps } from './upload.tsx';

export function StartStep({ party, known, upload, change }: StepProps): ReactNode {
  return (
    <div className="two">
      <div className="stack">
        <KindChoice {...{ upload, change }} />
        <FileChoice {...{ upload, change }} />
      </div>
      <div className="stack">
        <Templates {...{ known, upload }} />
        <History party={party} />
      </div>
    </div>
  );
}

const kindIcons: Readonly<Record<KindKey, IconName>> = {
  made: 'field',
  runs: 'run',
  shipments: 'ship',
  receipts: 'receive',
  products: 'product',
  sites: 'place',
  mapping: 'trace',
};

function KindChoice({ upload, change }: Pick<StepProps, 'upload' | 'change'>): ReactNode {
  const { t } = useWords();
  const name = useId();
  return (
    <fieldset className="field">
      <legend>{t('upload.kinds')}</legend>
      <div className="choices">
        {kindKeys.map((key) => (
          <label className="choice" key={key}>
            <input
              type="radio"
              name={name}
              checked={upload.kind === key}
              onChange={() => change({ kind: key })}
            />
            <Icon name={kindIcons[key]} />
            <span>
              {t(`upload.kind.${key}`)}
              <br />
              <small>{t(`upload.kindMore.${key}`)}</small>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Templates({ known, upload }: Pick<StepProps, 'known' | 'upload'>): ReactNode {
  const words = useWords();
  const { t } = words;
  const kind = kinds[upload.kind];
  const text = templateWords(words, kind);
  return (
    <Panel title={t('upload.template')}>
      <div className="stack">
        <p className="quiet">{t('upload.templateMore')}</p>
        <div className="row">
          <Button
            kind="second"
            icon="download"
            onClick={() => saveFile(templateBook(kind, known, text), `${text.title}.xlsx`, xlsxType)}
          >
            {t('upload.templateExcel')}
          </Button>
          <Button
            kind="second"
            icon="download"
            onClick={() =>
              saveFile(templateCsv(kind, text, csvDelimiter(words.language)), `${text.title}.csv`, csvType)
            }
          >
            {t('upload.templateCsv')}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

function FileChoice({ upload, change }: Pick<StepProps, 'upload' | 'change'>): ReactNode {
  const words = useWords();
  const { t } = words;
  const id = useId();
  const { data: remembered } = useQuery({
    queryKey: ['upload', 'columns'],
    queryFn: rememberedColumns,
    staleTime: 0,
  });
  const [reading, setReading] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<SheetRefusal | null>(null);
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setRefusal(null);
    setReading(safeName(file.name));
    // Nothing is read of what is too large anyway.
    const bytes = new Uint8Array(
      file.size > fileBytesMax ? new ArrayBuffer(fileBytesMax + 1) : await file.arrayBuffer(),
    );
    const read = await readSheets(bytes, file.name);
    setReading(null);
    if (read.ok)
      change(begunUpload(upload.kind, safeName(file.name), bytes, read.sheets, remembered ?? {}, words));
    else setRefusal(read.code);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    void take(event.dataTransfer.files[0]);
  };
  return (
    <div className="field">
      <span className="label">{t('upload.file')}</span>
      <span className="hint" id={`${id}-hint`}>
        {t('upload.fileHint')}
      </span>
      <label className="upload-drop" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <Icon name="upload" />
        <span>{reading === null ? t('upload.drop') : t('upload.reading', { name: reading })}</span>
        <input
          type="file"
          className="visually-hidden"
          aria-describedby={`${id}-hint`}
          accept=".xlsx,.csv,.tsv,.txt"
          onChange={(event) => {
            void take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </label>
      {refusal !== null && (
        <Note tone="bad" live>
          <p>{t(`upload.file.${refusal}`)}</p>
        </Note>
      )}
    </div>
  );
}

// Is this the paper? Its digest is worked out here, in the browser: the file goes nowhere.
import { type DragEvent, type ReactNode, useState } from 'react';
import { encodeBase64url, purePrimitives } from '#verifier';
import type { DocumentNamed } from '../../api/work.ts';
import { Field } from '../../design/parts/field.tsx';
import { Note } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';

type Found = { file: string; match: DocumentNamed | null };

export function CheckDocument({ documents }: { documents: readonly DocumentNamed[] }): ReactNode {
  const { t } = useWords();
  const [found, setFound] = useState<Found>();
  const [isOver, setOver] = useState(false);
  const check = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const digest = encodeBase64url(purePrimitives.sha256(new Uint8Array(await file.arrayBuffer())));
    setFound({ file: file.name, match: documents.find((one) => one.digest === digest) ?? null });
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void check(event.dataTransfer.files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut; the field inside does the same
    <div
      className={isOver ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Field label={t('certificates.check')} hint={t('certificates.checkHint')}>
        {(ties) => (
          <input
            className="input"
            type="file"
            {...ties}
            onChange={(event) => void check(event.target.files?.[0])}
          />
        )}
      </Field>
      <div role="status">
        {found !== undefined && (
          <Note tone={found.match === null ? 'bad' : 'good'}>
            <p>
              {found.match === null
                ? t('certificates.checkDiffers', { file: found.file })
                : t('certificates.checkSame', { file: found.file })}
            </p>
          </Note>
        )}
      </div>
    </div>
  );
}

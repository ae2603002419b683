// Papers that speak for a challenge or an answer: kept on this device as they are until it is sent.
import type { ReactNode } from 'react';
import { Icon } from '../../design/icon.tsx';
import { Button } from '../../design/parts/button.tsx';
import { Field } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';

export function Papers(props: {
  files: readonly File[];
  onChange: (files: readonly File[]) => void;
}): ReactNode {
  const { files, onChange } = props;
  const { t } = useWords();
  return (
    <>
      <Field label={t('cases.papers')} hint={t('cases.papersHint')}>
        {(ties) => (
          <input
            className="input"
            type="file"
            multiple
            accept="application/pdf,image/jpeg,image/png,image/webp,text/plain,text/csv"
            {...ties}
            onChange={({ target }) => {
              onChange([...files, ...(target.files ?? [])]);
              // They stand below: here the next ones are chosen.
              target.value = '';
            }}
          />
        )}
      </Field>
      {files.length > 0 && (
        <ul className="list">
          {files.map((file) => (
            <li key={`${file.name} ${file.size} ${file.lastModified}`} className="row apart">
              <span>
                <Icon name="certificate" /> {file.name}
              </span>
              <Button kind="plain" icon="close" onClick={() => onChange(files.filter((one) => one !== file))}>
                <span className="visually-hidden">{t('cases.removePaper', { name: file.name })}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

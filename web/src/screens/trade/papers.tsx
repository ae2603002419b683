// Papers and photos that go with it: photos are made small, all of them are kept on this device until they are sent.
import { type ReactNode, useRef } from 'react';
import { Icon } from '../../design/icon.tsx';
import { Button } from '../../design/parts/button.tsx';
import { useWords } from '../../language/words.tsx';
import { digestOf, smallPhoto } from '../../offline/photo.ts';

/** As the queue attaches it. */
export interface Paper {
  digest: string;
  mediaType: string;
  bytes: Blob;
  name: string;
}

const taken = 'image/*,application/pdf,text/csv';

export function Papers(props: {
  label: string;
  hint?: string;
  papers: readonly Paper[];
  onChange: (papers: readonly Paper[]) => void;
}): ReactNode {
  const { label, hint, papers, onChange } = props;
  const { t } = useWords();
  const picker = useRef<HTMLInputElement>(null);
  const add = async (files: readonly File[]): Promise<void> => {
    const made = await Promise.all(files.map(paperOf));
    const known = new Set(papers.map(({ digest }) => digest));
    onChange([...papers, ...made.filter(({ digest }) => !known.has(digest))]);
  };
  return (
    <div className="field">
      <span className="label">{label}</span>
      {hint !== undefined && <span className="hint">{hint}</span>}
      {/* The browser's own field speaks the browser's language, not the one that was chosen here. */}
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept={taken}
        aria-label={label}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = '';
          void add(files);
        }}
      />
      {papers.length > 0 && (
        <ul className="list">
          {papers.map(({ digest, name }) => (
            <li key={digest} className="row apart">
              <span>
                <Icon name="photo" /> {name}
              </span>
              <Button
                kind="plain"
                icon="close"
                onClick={() => onChange(papers.filter((one) => one.digest !== digest))}
              >
                <span className="visually-hidden">{t('capture.remove', { name })}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button kind="second" icon="photo" onClick={() => picker.current?.click()}>
          {t('trade.addPaper')}
        </Button>
      </div>
    </div>
  );
}

async function paperOf(file: File): Promise<Paper> {
  const isPhoto = file.type.startsWith('image/');
  const bytes = isPhoto ? await smallPhoto(file) : file;
  return {
    digest: await digestOf(bytes),
    mediaType: isPhoto ? 'image/jpeg' : file.type,
    bytes,
    name: file.name,
  };
}

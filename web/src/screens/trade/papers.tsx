// Papers and photos that go with it: photos are made small, all of them are kept on this device until they are sent.
import { type ReactNode, useId } from 'react';
import { Icon } from '../../design/icon.tsx';
import { Button } from '../../design/parts/button.tsx';
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
  const id = useId();
  const add = async (files: FileList | null): Promise<void> => {
    const made = await Promise.all([...(files ?? [])].map(paperOf));
    const known = new Set(papers.map(({ digest }) => digest));
    onChange([...papers, ...made.filter(({ digest }) => !known.has(digest))]);
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <input
        id={id}
        type="file"
        className="input"
        multiple
        accept={taken}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => void add(event.target.files)}
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
                <span className="visually-hidden">{name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
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

// Photos and papers that go with it: photos are made small here, and sent behind what they belong to on a bad line.
import { type ChangeEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { Icon } from '../../design/icon.tsx';
import { Button } from '../../design/parts/button.tsx';
import { useWords } from '../../language/words.tsx';
import { digestOf, smallPhoto } from '../../offline/photo.ts';
import type { Photo } from './form.ts';
import type { FormParts } from './parts.ts';

const mostPhotos = 6;
const mostPaperBytes = 2 * 1024 * 1024;

export function Photos({ form, change }: Pick<FormParts, 'form' | 'change'>): ReactNode {
  const { t } = useWords();
  const picker = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<string>();
  const take = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    setWrong(undefined);
    const files = [...(target.files ?? [])];
    target.value = '';
    for (const file of files) {
      const photo = await photoOf(file).catch(() => undefined);
      if (photo === undefined) setWrong(t('capture.photoUnread', { name: file.name }));
      else if (!form.photos.some(({ digest }) => digest === photo.digest))
        change({ photos: [...form.photos, photo].slice(0, mostPhotos) });
    }
  };
  return (
    <div className="stack">
      <h3>{t('capture.photos')}</h3>
      <ul className="photos">
        {form.photos.map((photo) => (
          <Shown
            key={photo.digest}
            photo={photo}
            onRemove={() => change({ photos: form.photos.filter((one) => one !== photo) })}
          />
        ))}
      </ul>
      <input
        ref={picker}
        type="file"
        accept="image/*,application/pdf"
        hidden
        aria-label={t('capture.addPhoto')}
        onChange={(event) => void take(event)}
      />
      {wrong !== undefined && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      <div>
        <Button kind="second" icon="photo" onClick={() => picker.current?.click()}>
          {t('capture.addPhoto')}
        </Button>
      </div>
    </div>
  );
}

async function photoOf(file: File): Promise<Photo> {
  if (file.type === 'application/pdf') {
    if (file.size > mostPaperBytes) throw new Error('too large');
    return {
      digest: await digestOf(file),
      name: file.name,
      mediaType: file.type,
      bytes: file.slice(0, file.size, file.type),
    };
  }
  const bytes = await smallPhoto(file);
  return { digest: await digestOf(bytes), name: file.name, mediaType: 'image/jpeg', bytes };
}

function Shown({ photo, onRemove }: { photo: Photo; onRemove: () => void }): ReactNode {
  const { t } = useWords();
  const address = useMemo(() => URL.createObjectURL(photo.bytes), [photo.bytes]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return (
    <li>
      {photo.mediaType === 'image/jpeg' ? (
        <img src={address} alt={photo.name} />
      ) : (
        <span className="name">{photo.name}</span>
      )}
      <button
        type="button"
        className="icon-button"
        aria-label={t('capture.remove', { name: photo.name })}
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

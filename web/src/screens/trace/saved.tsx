// Views that somebody saved by a name, on this device and for this person only.
import { Link, useLocation } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useMe } from '../../api/me.ts';
import { Button } from '../../design/parts/button.tsx';
import { Dialog } from '../../design/parts/dialog.tsx';
import { TextField } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';

interface SavedView {
  readonly name: string;
  readonly id: string;
  readonly search: Readonly<Record<string, string>>;
}

function keyFor(person: string): string {
  return `selvedge-views-${person}`;
}

function savedBy(person: string): SavedView[] {
  const kept: unknown = JSON.parse(localStorage.getItem(keyFor(person)) ?? '[]');
  return Array.isArray(kept) ? (kept as SavedView[]) : [];
}

export function SavedViews({ id, search }: { id: string; search: Record<string, string> }): ReactNode {
  const { t } = useWords();
  const person = useMe().data?.user?.id ?? 'nobody';
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="second" icon="eye" onClick={() => setOpen(true)}>
        {t('trace.views')}
      </Button>
      <Dialog open={open} title={t('trace.views')} onClose={() => setOpen(false)}>
        <Views key={person} {...{ person, id, search }} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Views(props: {
  person: string;
  id: string;
  search: Record<string, string>;
  onDone: () => void;
}): ReactNode {
  const { person, id, search, onDone } = props;
  const { t } = useWords();
  const [views, setViews] = useState(() => savedBy(person));
  const [name, setName] = useState('');
  const keep = (all: SavedView[]): void => {
    localStorage.setItem(keyFor(person), JSON.stringify(all));
    setViews(all);
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    keep([{ name: name.trim(), id, search }, ...views.filter((view) => view.name !== name.trim())]);
    setName('');
  };
  return (
    <div className="stack">
      <form className="stack" onSubmit={save}>
        <TextField
          label={t('trace.viewName')}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <div className="row">
          <Button type="submit">{t('trace.saveView')}</Button>
          <Button kind="second" onClick={onDone}>
            {t('trace.close')}
          </Button>
        </div>
      </form>
      {views.length === 0 && <p className="quiet">{t('trace.noViews')}</p>}
      <ul className="list">
        {views.map((view) => (
          <li key={view.name} className="row apart">
            <Link to="/trace/$id" params={{ id: view.id }} search={view.search as never} onClick={onDone}>
              {view.name}
            </Link>
            <Button kind="plain" icon="close" onClick={() => keep(views.filter((one) => one !== view))}>
              <span className="visually-hidden">{t('trace.removeView', { name: view.name })}</span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The address of this view, handed on. */
export function ShareLink(): ReactNode {
  const { t } = useWords();
  const { href } = useLocation();
  const [told, setTold] = useState<{ href: string; text: string } | undefined>();
  const share = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(location.href);
      setTold({ href, text: t('trace.copied') });
    } catch {
      setTold({ href, text: t('trace.copyByHand') });
    }
  };
  return (
    <>
      <Button kind="second" icon="share" onClick={() => void share()}>
        {t('trace.share')}
      </Button>
      <span role="status" className="quiet flow-told">
        {told?.href === href ? told.text : ''}
      </span>
    </>
  );
}

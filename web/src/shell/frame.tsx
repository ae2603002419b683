// What stands around every screen: the selvedge, the top line, the rooms, and a word when there is no line.
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { accreditedQuery } from '../api/accredited.ts';
import { useMe } from '../api/me.ts';
import { Icon } from '../design/icon.tsx';
import { useWords } from '../language/words.tsx';
import { OfflineWord } from '../offline/offline-word.tsx';
import { QueueCount } from '../offline/queue/queue-count.tsx';
import { type Area, areasFor } from './areas.ts';
import './frame.css';
import { SignInAgain } from './sign-in-again.tsx';
import { Who } from './who.tsx';

export function Frame(): ReactNode {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  // A new screen: the menu closes, and a screen reader begins at its content.
  useEffect(() => {
    setOpen(false);
    if (isFirst.current) isFirst.current = false;
    else main.current?.focus({ preventScroll: true });
    if (path !== '') scrollTo(0, 0);
  }, [path]);
  return (
    <div className="frame">
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <header className="frame-top">
        <button
          type="button"
          className="frame-menu"
          aria-expanded={isOpen}
          aria-controls="rooms"
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name={isOpen ? 'close' : 'menu'} />
          <span className="visually-hidden">{t('shell.menu')}</span>
        </button>
        <Link to="/" className="wordmark">
          Selvedge
        </Link>
        <Who />
      </header>
      <nav id="rooms" className={isOpen ? 'frame-side open' : 'frame-side'} aria-label={t('shell.rooms')}>
        <Rooms />
      </nav>
      <main id="main" ref={main} tabIndex={-1}>
        <OfflineWord />
        <Outlet />
      </main>
      <SignInAgain />
    </div>
  );
}

const groups: readonly Area['group'][] = ['work', 'chain', 'trust', 'node'];

function Rooms(): ReactNode {
  const { t } = useWords();
  const { data: me } = useMe();
  const { data: isAccredited = false } = useQuery(accreditedQuery(me?.active?.party ?? null));
  const shown = areasFor(me, { isAccredited });
  return groups
    .map((group) => shown.filter((area) => area.group === group))
    .filter((areas) => areas.length > 0)
    .map((areas) => (
      <ul key={areas[0]!.group} aria-label={t(`shell.group.${areas[0]!.group}`)}>
        {areas.map(({ id, to, icon }) => (
          <li key={id}>
            <Link to={to} activeProps={{ 'aria-current': 'page' }}>
              <Icon name={icon} />
              {t(`shell.area.${id}`)}
              {id === 'queue' && <QueueCount />}
            </Link>
          </li>
        ))}
      </ul>
    ));
}

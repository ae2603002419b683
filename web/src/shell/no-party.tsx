// A room of companies, and nobody signed in or no company chosen.
import { useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMe } from '../api/me.ts';
import { LinkButton } from '../design/parts/button.tsx';
import { Empty } from '../design/parts/show.tsx';
import { useWords } from '../language/words.tsx';

/** `children`: what to do where somebody is signed in. */
export function NoParty({ children }: { children: ReactNode }): ReactNode {
  const { t } = useWords();
  const { data: me } = useMe();
  if (me?.user !== null) return <Empty icon="people">{children}</Empty>;
  return (
    <Empty icon="key">
      <div className="stack">
        <p>{t('shell.signInFirst')}</p>
        <SignInLink />
      </div>
    </Empty>
  );
}

/** Leads back here afterwards. */
export function SignInLink(): ReactNode {
  const { t } = useWords();
  const to = useRouterState({ select: ({ location }) => location.pathname + location.searchStr });
  return (
    <div>
      <LinkButton to="/sign-in" search={{ to }} icon="key">
        {t('shell.signIn')}
      </LinkButton>
    </div>
  );
}

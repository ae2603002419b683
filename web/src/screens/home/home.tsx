// Where everybody arrives: one search box for anything; who is signed in finds the day's list behind it.
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useMe } from '../../api/me.ts';
import { Button, LinkButton } from '../../design/parts/button.tsx';
import { TextField } from '../../design/parts/field.tsx';
import { Page } from '../../design/parts/page.tsx';
import { useWords } from '../../language/words.tsx';

export function Home(): ReactNode {
  const { t } = useWords();
  const { data: me } = useMe();
  return (
    <Page title={t('home.title')} lead={t('home.lead')}>
      <SearchBox />
      <div className="row">
        {me?.active?.party && (
          <LinkButton to="/today" icon="today">
            {t('shell.area.today')}
          </LinkButton>
        )}
        <LinkButton to="/verify" kind="second" icon="verify">
          {t('shell.area.verify')}
        </LinkButton>
        <LinkButton to="/log" kind="second" icon="log">
          {t('shell.area.log')}
        </LinkButton>
      </div>
    </Page>
  );
}

function SearchBox(): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const search = (event: FormEvent): void => {
    event.preventDefault();
    void navigate({ to: '/search', search: { q: text } });
  };
  return (
    <search>
      <form className="stack" onSubmit={search}>
        <TextField
          type="search"
          label={t('home.search')}
          hint={t('home.searchHint')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          after={
            <Button type="submit" icon="search">
              {t('home.searchButton')}
            </Button>
          }
        />
      </form>
    </search>
  );
}

// Signing in: by passkey, by password and code, or by the company's own provider.
import { useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { meChanged, useMe } from '../../api/me.ts';
import { Page } from '../../design/parts/page.tsx';
import { Note } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { sendNow } from '../../offline/queue/use-queue.ts';
import { SignInWays } from './sign-in-ways.tsx';

export function SignIn(): ReactNode {
  const { t } = useWords();
  const { data: me } = useMe();
  const { history } = useRouter();
  const client = useQueryClient();
  const to = useWanted();
  // Where a provider leads back to when it did not work.
  const { error } = useSearch({ strict: false }) as { error?: string };
  const arrive = async (): Promise<void> => {
    await meChanged(client);
    sendNow();
    history.push(to);
  };
  return (
    <Page icon="key" title={t('account.signIn')}>
      {error !== undefined && (
        <Note tone="bad" live>
          <p>{t('account.providerFailed')}</p>
        </Note>
      )}
      <SignInWays me={me} email="" to={to} onDone={arrive} />
    </Page>
  );
}

/** Where somebody wanted to go before they were asked who they are: an address of this application. */
function useWanted(): string {
  const { to } = useSearch({ strict: false }) as { to?: string };
  const path = to?.replace(/^\/app(?=\/)/, '');
  return path?.startsWith('/') && !path.startsWith('//') ? `/app${path}` : '/app/today';
}

// A new password by the link that somebody was handed.
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { resetPassword } from '../../api/sign-in.ts';
import { Page } from '../../design/parts/page.tsx';
import { Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { CallForm } from './form.tsx';
import { PasswordField } from './newcomer.tsx';

export function Reset(): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const [token] = useState(() => decodeURIComponent(location.hash.replace(/^#/, '')));
  const [password, setPassword] = useState('');
  const send = async (): Promise<void> => {
    await resetPassword(token, password);
    await navigate({ to: '/sign-in' });
  };
  return (
    <Page icon="key" title={t('account.reset')}>
      <Panel>
        <CallForm onSend={send} button={t('account.resetButton')}>
          <PasswordField label={t('account.newPassword')} isNew value={password} onChange={setPassword} />
        </CallForm>
      </Panel>
    </Page>
  );
}

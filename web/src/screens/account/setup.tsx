// The first person of a node: whoever can read its disk becomes its operator.
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { post } from '../../api/call.ts';
import { meChanged, useMe } from '../../api/me.ts';
import { LinkButton } from '../../design/parts/button.tsx';
import { TextField } from '../../design/parts/field.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Note, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { useDraft } from '../../offline/draft.ts';
import { CallForm } from './form.tsx';
import { NewcomerFields, nobodyYet, PasswordField } from './newcomer.tsx';

export function Setup(): ReactNode {
  const { t } = useWords();
  const { data: me } = useMe();
  return (
    <Page icon="operate" title={t('account.setup')} lead={t('account.setupLead')}>
      {me?.needsSetup === false ? (
        <Note>
          <p>{t('account.setupDone')}</p>
          <div>
            <LinkButton to="/sign-in">{t('account.signIn')}</LinkButton>
          </div>
        </Note>
      ) : (
        <SetupForm />
      )}
    </Page>
  );
}

function SetupForm(): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [token, setToken] = useState('');
  const draft = useDraft('setup', nobodyYet, 'device');
  const [password, setPassword] = useState('');
  const send = async (): Promise<void> => {
    const person = { ...draft.value, password };
    await draft.send(() => post('/account/setup', { token: token.trim(), ...person }));
    await meChanged(client);
    await navigate({ to: '/people' });
  };
  return (
    <Panel>
      <CallForm onSend={send} button={t('account.setupButton')} draft={draft}>
        <TextField
          label={t('account.token')}
          hint={t('account.tokenHint')}
          autoComplete="off"
          required
          value={token}
          onChange={(event) => setToken(event.target.value)}
        />
        <NewcomerFields value={draft.value} onChange={draft.set} />
        <PasswordField label={t('account.password')} isNew value={password} onChange={setPassword} />
      </CallForm>
    </Panel>
  );
}

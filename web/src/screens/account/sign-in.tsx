// Signing in: by passkey, by password and code, or by the company's own provider.
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type Me, meChanged, useMe } from '../../api/me.ts';
import {
  giveSecondFactor,
  hasPasskeys,
  signInByPasskey,
  signInByPassword,
  signInByProvider,
} from '../../api/sign-in.ts';
import { TextField } from '../../design/parts/field.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Panel } from '../../design/parts/show.tsx';
import { plainDigits } from '../../language/digits.ts';
import { useWords } from '../../language/words.tsx';
import { CallForm } from './form.tsx';
import { PasswordField } from './newcomer.tsx';

export function SignIn(): ReactNode {
  const { t } = useWords();
  const arrive = useArrival();
  const { data: me } = useMe();
  const [needsCode, setNeedsCode] = useState(false);
  return (
    <Page icon="key" title={t('account.signIn')}>
      <div className="two">
        <Panel>
          {needsCode ? (
            <Code onDone={arrive} />
          ) : (
            <Password onDone={arrive} onCode={() => setNeedsCode(true)} />
          )}
        </Panel>
        {!needsCode && <OtherWays me={me} onDone={arrive} />}
      </div>
    </Page>
  );
}

/** Where somebody wanted to go before they were asked who they are. */
function useArrival(): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { to } = useSearch({ strict: false }) as { to?: string };
  return async () => {
    await meChanged(client);
    await navigate({ to: to?.startsWith('/') && !to.startsWith('//') ? to : '/today' });
  };
}

function Password({ onDone, onCode }: { onDone: () => Promise<void>; onCode: () => void }): ReactNode {
  const { t } = useWords();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const send = async (): Promise<void> => {
    if ((await signInByPassword(email, password)) === 'second-factor') onCode();
    else await onDone();
  };
  return (
    <CallForm onSend={send} button={t('account.signIn')} icon="key">
      <TextField
        label={t('account.email')}
        type="email"
        autoComplete="username webauthn"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <PasswordField label={t('account.password')} value={password} onChange={setPassword} />
      <p className="quiet">{t('account.forgotten')}</p>
    </CallForm>
  );
}

function Code({ onDone }: { onDone: () => Promise<void> }): ReactNode {
  const { t } = useWords();
  const [code, setCode] = useState('');
  const send = async (): Promise<void> => {
    await giveSecondFactor(plainDigits(code).trim());
    await onDone();
  };
  return (
    <CallForm onSend={send} button={t('account.goOn')}>
      <TextField
        label={t('account.code')}
        hint={t('account.codeHint')}
        autoComplete="one-time-code"
        required
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
    </CallForm>
  );
}

function OtherWays({ me, onDone }: { me: Me | undefined; onDone: () => Promise<void> }): ReactNode {
  const { t } = useWords();
  const passkey = async (): Promise<void> => {
    await signInByPasskey();
    await onDone();
  };
  return (
    <Panel title={t('account.otherWays')}>
      <div className="stack">
        {hasPasskeys() && (
          <CallForm onSend={passkey} button={t('account.byPasskey')} icon="verify">
            <p className="quiet">{t('account.passkeyHint')}</p>
          </CallForm>
        )}
        {me?.signIn.oidc.map(({ id, name }) => (
          <CallForm
            key={id}
            onSend={() => signInByProvider(id)}
            button={t('account.byProvider', { name })}
            icon="people"
          />
        ))}
      </div>
    </Panel>
  );
}

// All ways of signing in at this node. What is typed here is filled in by the browser, and kept by nothing of ours.
import { type ReactNode, useState } from 'react';
import type { Me } from '../../api/me.ts';
import {
  giveSecondFactor,
  hasPasskeys,
  signInByPasskey,
  signInByPassword,
  signInByProvider,
} from '../../api/sign-in.ts';
import { TextField } from '../../design/parts/field.tsx';
import { Panel } from '../../design/parts/show.tsx';
import { plainDigits } from '../../language/digits.ts';
import { useWords } from '../../language/words.tsx';
import { CallForm } from './form.tsx';
import { PasswordField } from './newcomer.tsx';

/** `email`: as it is known; `to`: where a provider leads back to, this screen where it is not said. */
export function SignInWays(props: {
  me: Me | undefined;
  email: string;
  to?: string;
  onDone: () => Promise<void>;
}): ReactNode {
  const { me, email, to, onDone } = props;
  const [needsCode, setNeedsCode] = useState(false);
  return (
    <div className="two">
      <Panel>
        {needsCode ? (
          <Code onDone={onDone} />
        ) : (
          <Password first={email} onDone={onDone} onCode={() => setNeedsCode(true)} />
        )}
      </Panel>
      {!needsCode && <OtherWays me={me} to={to} onDone={onDone} />}
    </div>
  );
}

function Password(props: { first: string; onDone: () => Promise<void>; onCode: () => void }): ReactNode {
  const { first, onDone, onCode } = props;
  const { t } = useWords();
  const [email, setEmail] = useState(first);
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

function OtherWays(props: {
  me: Me | undefined;
  to: string | undefined;
  onDone: () => Promise<void>;
}): ReactNode {
  const { me, to = location.pathname + location.search, onDone } = props;
  const { t } = useWords();
  const passkey = async (): Promise<void> => {
    await signInByPasskey();
    await onDone();
  };
  return (
    <Panel title={t('account.otherWays')}>
      <div className="stack">
        {hasPasskeys() && (
          <CallForm onSend={passkey} button={t('account.byPasskey')} icon="key" kind="second">
            <p className="quiet">{t('account.passkeyHint')}</p>
          </CallForm>
        )}
        {me?.signIn.oidc.map(({ id, name }) => (
          <CallForm
            key={id}
            onSend={() => signInByProvider(id, to)}
            button={t('account.byProvider', { name })}
            icon="people"
          />
        ))}
      </div>
    </Panel>
  );
}

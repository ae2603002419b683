// A code from an app beside the password: shown as a picture for the app and as text, with spare codes for a lost phone.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { encode } from 'uqr';
import { meChanged } from '../../api/me.ts';
import { beginSecondFactor, endSecondFactor, giveSecondFactor } from '../../api/sign-in.ts';
import { TextField } from '../../design/parts/field.tsx';
import { Badge, Note, Panel } from '../../design/parts/show.tsx';
import { plainDigits } from '../../language/digits.ts';
import { useWords } from '../../language/words.tsx';
import { CallForm } from '../account/form.tsx';
import { PasswordField } from '../account/newcomer.tsx';

type Begun = Awaited<ReturnType<typeof beginSecondFactor>>;

export function SecondFactor({ isOn }: { isOn: boolean }): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const [begun, setBegun] = useState<Begun>();
  const begin = async (): Promise<void> => {
    setBegun(await beginSecondFactor(password));
    setPassword('');
  };
  const end = async (): Promise<void> => {
    await endSecondFactor(password);
    setPassword('');
    await meChanged(client);
  };
  const state = isOn ? (
    <Badge tone="good">{t('settings.on')}</Badge>
  ) : (
    <Badge icon="close">{t('settings.off')}</Badge>
  );
  return (
    <Panel title={t('settings.secondFactor')} aside={state}>
      {begun === undefined ? (
        <CallForm
          onSend={isOn ? end : begin}
          button={t(isOn ? 'settings.switchOff' : 'settings.switchOn')}
          danger={isOn}
        >
          <p className="quiet">{t('settings.secondFactorHint')}</p>
          <PasswordField label={t('account.password')} value={password} onChange={setPassword} />
        </CallForm>
      ) : (
        <Confirm begun={begun} onDone={() => setBegun(undefined)} />
      )}
    </Panel>
  );
}

function Confirm({
  begun: { totpURI, backupCodes },
  onDone,
}: {
  begun: Begun;
  onDone: () => void;
}): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const [code, setCode] = useState('');
  const confirm = async (): Promise<void> => {
    await giveSecondFactor(plainDigits(code).trim());
    await meChanged(client);
    onDone();
  };
  return (
    <CallForm onSend={confirm} button={t('account.goOn')}>
      <p>{t('settings.scanThis')}</p>
      <Qr text={totpURI} label={t('settings.picture')} />
      <p>
        <code>{new URL(totpURI).searchParams.get('secret')}</code>
      </p>
      <Note tone="warn">
        <p>{t('settings.spareCodes')}</p>
        <p>
          <code>{backupCodes.join(' ')}</code>
        </p>
      </Note>
      <TextField
        label={t('account.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
    </CallForm>
  );
}

function Qr({ text, label }: { text: string; label: string }): ReactNode {
  const { data, size } = encode(text, { border: 2 });
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={path} />
    </svg>
  );
}

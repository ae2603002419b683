// How it looks on this device, and how one signs in.
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { meLeft, useMe } from '../../api/me.ts';
import { signOut } from '../../api/sign-in.ts';
import { Choices, SelectField } from '../../design/parts/field.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Panel } from '../../design/parts/show.tsx';
import { languages } from '../../language/languages.ts';
import { useWords } from '../../language/words.tsx';
import { densities, keepTaste, tasteKept, themes } from '../../shell/taste.ts';
import { CallForm } from '../account/form.tsx';
import { Passkeys } from './passkeys.tsx';
import { Password } from './password.tsx';
import { SecondFactor } from './second-factor.tsx';

export function Settings(): ReactNode {
  const { t } = useWords();
  const { data: me } = useMe();
  return (
    <Page icon="settings" title={t('shell.area.settings')}>
      <div className="two">
        <Look />
        {me?.user && (
          <div className="stack">
            <Passkeys />
            <SecondFactor isOn={me.user.twoFactor} />
            <Password />
            <Leave name={me.user.name} />
          </div>
        )}
      </div>
    </Page>
  );
}

function Look(): ReactNode {
  const { t, language, choose } = useWords();
  const [taste, setTaste] = useState(tasteKept);
  const change = (change: Partial<typeof taste>): void => {
    setTaste({ ...taste, ...change });
    keepTaste({ ...taste, ...change });
  };
  return (
    <Panel title={t('settings.look')}>
      <div className="stack">
        <SelectField
          label={t('settings.language')}
          options={Object.entries(languages).map(([value, text]) => ({ value, text }))}
          value={language}
          onChange={(event) => void choose(event.target.value)}
        />
        <Choices
          legend={t('settings.theme')}
          options={themes.map((value) => ({ value, text: t(`settings.theme.${value}`) }))}
          chosen={[taste.theme]}
          onChoose={([theme]) => change({ theme: theme as (typeof themes)[number] })}
        />
        <Choices
          legend={t('settings.density')}
          options={densities.map((value) => ({ value, text: t(`settings.density.${value}`) }))}
          chosen={[taste.density]}
          onChoose={([density]) => change({ density: density as (typeof densities)[number] })}
        />
      </div>
    </Panel>
  );
}

function Leave({ name }: { name: string }): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = async (): Promise<void> => {
    await signOut();
    // Gone first: who is told that nobody is signed in may go on from there at once, and is not taken away again.
    await navigate({ to: '/' });
    await meLeft(client);
  };
  return (
    <Panel title={t('settings.session')}>
      <CallForm onSend={leave} button={t('settings.signOut')}>
        <p>{t('settings.signedInAs', { name })}</p>
      </CallForm>
    </Panel>
  );
}

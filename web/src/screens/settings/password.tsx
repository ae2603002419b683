import { type ReactNode, useState } from 'react';
import { changePassword } from '../../api/sign-in.ts';
import { Note, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { CallForm } from '../account/form.tsx';
import { PasswordField } from '../account/newcomer.tsx';

export function Password(): ReactNode {
  const { t } = useWords();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [isDone, setDone] = useState(false);
  const send = async (): Promise<void> => {
    await changePassword(current, next);
    setCurrent('');
    setNext('');
    setDone(true);
  };
  return (
    <Panel title={t('settings.password')}>
      <CallForm onSend={send} button={t('settings.changePassword')}>
        <PasswordField label={t('settings.currentPassword')} value={current} onChange={setCurrent} />
        <PasswordField label={t('account.newPassword')} isNew value={next} onChange={setNext} />
        {isDone && (
          <Note tone="good" live>
            <p>{t('settings.passwordChanged')}</p>
          </Note>
        )}
      </CallForm>
    </Panel>
  );
}

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { addPasskey, hasPasskeys, passkeys, removePasskey } from '../../api/sign-in.ts';
import { Button } from '../../design/parts/button.tsx';
import { TextField } from '../../design/parts/field.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { useDraft } from '../../offline/draft.ts';
import { CallForm } from '../account/form.tsx';

export function Passkeys(): ReactNode {
  const { t, formats } = useWords();
  const query = useQuery({ queryKey: ['passkeys'], queryFn: passkeys });
  const draft = useDraft('passkey', '');
  const add = async (): Promise<void> => {
    await draft.send(() => addPasskey(draft.value));
    await query.refetch();
  };
  const remove = async (id: string): Promise<void> => {
    await removePasskey(id);
    await query.refetch();
  };
  return (
    <Panel title={t('settings.passkeys')}>
      <div className="stack">
        <p className="quiet">{t('account.passkeyHint')}</p>
        <Loaded query={query}>
          {(known) =>
            known.length > 0 && (
              <ul className="list">
                {known.map(({ id, name: called, createdAt }) => (
                  <li key={id} className="row apart">
                    <span>
                      {called ?? t('settings.passkey')}{' '}
                      <small className="quiet">{formats.date(Date.parse(createdAt))}</small>
                    </span>
                    <Button kind="plain" onClick={() => void remove(id)}>
                      {t('settings.remove')}
                    </Button>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
        {hasPasskeys() && (
          <CallForm onSend={add} button={t('settings.addPasskey')} icon="key" draft={draft}>
            <TextField
              label={t('settings.passkeyName')}
              hint={t('settings.passkeyNameHint')}
              required
              value={draft.value}
              onChange={(event) => draft.set(event.target.value)}
            />
          </CallForm>
        )}
      </div>
    </Panel>
  );
}

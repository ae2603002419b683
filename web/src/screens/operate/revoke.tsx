import type { ReactNode } from 'react';
import { post } from '../../api/call.ts';
import type { Answers } from '../../api/schema.ts';
import { TextField } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';
import { useDraft } from '../../offline/draft.ts';
import { CallForm } from '../account/form.tsx';

export interface RevokedKey {
  party: string;
  name: string;
  kid: string;
}

export function Revoke({ of: { party, kid }, onDone }: { of: RevokedKey; onDone: () => void }): ReactNode {
  const { t } = useWords();
  const draft = useDraft(`revoke:${party}:${kid}`, '');
  const revoke = async (): Promise<void> => {
    await draft.send(({ key }) =>
      post<Answers['POST /parties/{id}/keys/{kid}/revocation']>(
        `/parties/${encodeURIComponent(party)}/keys/${encodeURIComponent(kid)}/revocation`,
        { reason: draft.value },
        { headers: { 'idempotency-key': key } },
      ),
    );
    onDone();
  };
  return (
    <CallForm onSend={revoke} button={t('operate.revoke')} danger draft={draft}>
      <code className="operate-key">{kid}</code>
      <p className="quiet">{t('operate.revokeHint')}</p>
      <TextField
        label={t('operate.reason')}
        hint={t('operate.reasonHint')}
        required
        value={draft.value}
        onChange={(event) => draft.set(event.target.value)}
      />
    </CallForm>
  );
}

import { type ReactNode, useState } from 'react';
import { post } from '../../api/call.ts';
import type { Answers } from '../../api/schema.ts';
import { TextField } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';
import { CallForm } from '../account/form.tsx';

export interface RevokedKey {
  party: string;
  name: string;
  kid: string;
}

export function Revoke({ of: { party, kid }, onDone }: { of: RevokedKey; onDone: () => void }): ReactNode {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const revoke = async (): Promise<void> => {
    await post<Answers['POST /parties/{id}/keys/{kid}/revocation']>(
      `/parties/${encodeURIComponent(party)}/keys/${encodeURIComponent(kid)}/revocation`,
      { reason },
    );
    onDone();
  };
  return (
    <CallForm onSend={revoke} button={t('operate.revoke')} danger>
      <code className="operate-key">{kid}</code>
      <p className="quiet">{t('operate.revokeHint')}</p>
      <TextField
        label={t('operate.reason')}
        hint={t('operate.reasonHint')}
        required
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </CallForm>
  );
}

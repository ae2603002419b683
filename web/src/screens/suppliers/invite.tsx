// Inviting a trading partner: the secret is made here, the log gets its digest, and the link is handed over by whoever invites.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { encodeBase64url, purePrimitives, utf8Bytes } from '#verifier';
import { say, trustChanged } from '../../api/trust.ts';
import { Choices, TextField } from '../../design/parts/field.tsx';
import { Note, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { CallForm } from '../account/form.tsx';
import { CopyText } from '../people/copy-text.tsx';

const kinds = ['supplier', 'buyer', 'producer'] as const;
const secretBytes = 32;
const dayMs = 86_400_000;
const openDays = 60;

export function Invite(): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const [as, setAs] = useState<string>('supplier');
  const [note, setNote] = useState('');
  const [link, setLink] = useState<string>();
  const send = async (): Promise<void> => {
    const secret = encodeBase64url(crypto.getRandomValues(new Uint8Array(secretBytes)));
    await say('invitations', {
      invitation: encodeBase64url(purePrimitives.sha256(utf8Bytes(secret))),
      as,
      expires: new Date(Date.now() + openDays * dayMs).toISOString(),
      ...(note === '' ? {} : { note }),
    });
    setLink(new URL(`/app/join#${secret}`, location.href).href);
    setNote('');
    await trustChanged(client);
  };
  return (
    <Panel title={t('suppliers.invite')}>
      <CallForm onSend={send} button={t('suppliers.makeLink')} icon="supplier">
        <p className="quiet">{t('suppliers.inviteMore')}</p>
        <Choices
          legend={t('suppliers.as')}
          options={kinds.map((value) => ({ value, text: t(`suppliers.kind.${value}`) }))}
          chosen={[as]}
          onChoose={([kind]) => setAs(kind ?? 'supplier')}
        />
        <TextField
          label={t('suppliers.note')}
          hint={t('suppliers.noteHint')}
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        {link !== undefined && (
          <Note tone="good" live>
            <p>{t('suppliers.handOver')}</p>
            <div className="supplier-link">
              <CopyText text={link} />
            </div>
          </Note>
        )}
      </CallForm>
    </Panel>
  );
}

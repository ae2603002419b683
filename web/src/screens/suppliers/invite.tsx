// Inviting a trading partner: the secret is made here, the log gets its digest, and the link is handed over by whoever invites.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { encodeBase64url, purePrimitives, utf8Bytes } from '#verifier';
import { say, trustChanged } from '../../api/trust.ts';
import { Choices, TextField } from '../../design/parts/field.tsx';
import { Note, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { useDraft } from '../../offline/draft.ts';
import { CallForm } from '../account/form.tsx';
import { CopyText } from '../people/copy-text.tsx';

const kinds = ['supplier', 'buyer', 'producer'] as const;
const secretBytes = 32;
const dayMs = 86_400_000;
const openDays = 60;

export function Invite(): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const draft = useDraft('invite-partner', { as: 'supplier', note: '' });
  const { as, note } = draft.value;
  const [link, setLink] = useState<string>();
  const secretOf = useSecret();
  const send = async (): Promise<void> => {
    const secret = await draft.send(async (attempt) => {
      const made = secretOf(attempt.key);
      const told = {
        invitation: encodeBase64url(purePrimitives.sha256(utf8Bytes(made))),
        as,
        expires: new Date(attempt.atMs + openDays * dayMs).toISOString(),
        ...(note === '' ? {} : { note }),
      };
      await say('invitations', told, attempt);
      return made;
    });
    setLink(new URL(`/app/join#${secret}`, location.href).href);
    await trustChanged(client);
  };
  return (
    <Panel title={t('suppliers.invite')}>
      <CallForm onSend={send} button={t('suppliers.makeLink')} icon="supplier" draft={draft}>
        <p className="quiet">{t('suppliers.inviteMore')}</p>
        <Choices
          legend={t('suppliers.as')}
          options={kinds.map((value) => ({ value, text: t(`suppliers.kind.${value}`) }))}
          chosen={[as]}
          onChoose={([kind]) => draft.set((now) => ({ ...now, as: kind ?? 'supplier' }))}
        />
        <TextField
          label={t('suppliers.note')}
          hint={t('suppliers.noteHint')}
          maxLength={200}
          value={note}
          onChange={(event) => draft.set((now) => ({ ...now, note: event.target.value }))}
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

/** The same for the same attempt; never on the disk of this device. */
function useSecret(): (attempt: string) => string {
  const made = useRef({ attempt: '', secret: '' });
  return (attempt) => {
    if (made.current.attempt !== attempt)
      made.current = {
        attempt,
        secret: encodeBase64url(crypto.getRandomValues(new Uint8Array(secretBytes))),
      };
    return made.current.secret;
  };
}

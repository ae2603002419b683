// One more program that is told: where it listens, and of what. Its secret is shown once.
import { type ReactNode, useState } from 'react';
import { post } from '../../api/call.ts';
import type { Answers } from '../../api/schema.ts';
import { Choices, TextField } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';
import { useDraft } from '../../offline/draft.ts';
import { CallForm } from '../account/form.tsx';
import { Secret } from './secret.tsx';

const kinds = [
  'shipment.arriving',
  'order.waiting',
  'answer.said',
  'certificate.issued',
  'status.said',
  'case.step',
  'verdict.changed',
  'rules.changed',
] as const;

interface Wish {
  url: string;
  kinds: readonly string[];
}

export function Add({ party, onDone }: { party: string | null; onDone: () => void }): ReactNode {
  const { t } = useWords();
  const draft = useDraft<Wish>(`webhook:${party ?? ''}`, { url: '', kinds });
  const { url, kinds: chosen } = draft.value;
  const [secret, setSecret] = useState<string | null>();
  const change = (part: Partial<Wish>): void => draft.set((now) => ({ ...now, ...part }));
  const add = async (): Promise<void> => {
    const made = await draft.send(({ key }) =>
      post<Answers['POST /webhooks']>(
        '/webhooks',
        { url: url.trim(), kinds: chosen },
        {
          headers: { 'idempotency-key': key },
        },
      ),
    );
    setSecret(made.secret);
    onDone();
  };
  return (
    <CallForm onSend={add} button={t('webhooks.make')} icon="share" draft={draft}>
      <TextField
        type="url"
        label={t('webhooks.url')}
        hint={t('webhooks.urlHint')}
        required
        dir="ltr"
        value={url}
        onChange={(event) => change({ url: event.target.value })}
      />
      <Choices
        several
        legend={t('webhooks.kinds')}
        options={kinds.map((value) => ({ value, text: t(`webhooks.kind.${value}`) }))}
        chosen={chosen}
        onChoose={(value) => change({ kinds: value })}
      />
      {secret !== undefined && <Secret secret={secret} />}
    </CallForm>
  );
}

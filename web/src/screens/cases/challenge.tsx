// Challenging a claim or certificate: a reason, a day until when an answer is due, and papers that speak for it.
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { call, get, post } from '../../api/call.ts';
import { type Course, newId, say, trustChanged } from '../../api/trust.ts';
import type { DocumentNamed } from '../../api/work.ts';
import { Button } from '../../design/parts/button.tsx';
import { Dialog } from '../../design/parts/dialog.tsx';
import { Field, TextArea, TextField } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';
import { CallForm } from '../account/form.tsx';

const dayMs = 86_400_000;
const usualDays = 30;

function dayIn(days: number): string {
  return new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
}

/** `party`: whom it is about, who is shown the papers as those who decide are. */
export function Challenge(props: { about: string; party: string }): ReactNode {
  const { about, party } = props;
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [due, setDue] = useState(() => dayIn(usualDays));
  const [files, setFiles] = useState<readonly File[]>([]);
  const send = async (): Promise<void> => {
    const documents = await Promise.all(files.map(keep));
    const id = newId();
    await say('cases', {
      ...{ case: id, word: 'challenges', about, due: `${due}T23:59:59Z`, reason },
      ...(documents.length === 0 ? {} : { documents }),
    });
    await showTo(documents, id, party);
    await trustChanged(client);
    await navigate({ to: '/cases/$id', params: { id } });
  };
  return (
    <>
      <Button kind="second" icon="case" onClick={() => setOpen(true)}>
        {t('cases.challenge')}
      </Button>
      <Dialog open={isOpen} title={t('cases.challenge')} onClose={() => setOpen(false)}>
        <p>{t('cases.challengeMore')}</p>
        <CallForm onSend={send} button={t('cases.send')} icon="case">
          <TextArea
            label={t('cases.reason')}
            hint={t('cases.reasonHint')}
            required
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <TextField
            type="date"
            label={t('cases.due')}
            required
            min={dayIn(1)}
            value={due}
            onChange={(event) => setDue(event.target.value)}
          />
          <Papers onChange={setFiles} />
        </CallForm>
      </Dialog>
    </>
  );
}

export function Papers({ onChange }: { onChange: (files: readonly File[]) => void }): ReactNode {
  const { t } = useWords();
  return (
    <Field label={t('cases.papers')} hint={t('cases.papersHint')}>
      {(ties) => (
        <input
          className="input"
          type="file"
          multiple
          accept="application/pdf,image/jpeg,image/png,image/webp,text/plain,text/csv"
          {...ties}
          onChange={(event) => onChange([...(event.target.files ?? [])])}
        />
      )}
    </Field>
  );
}

export async function keep(file: File): Promise<DocumentNamed> {
  const response = await call('POST', '/documents', { body: file, type: file.type || 'text/plain' });
  const { digest } = (await response.json()) as { digest: string };
  return { digest, name: file.name };
}

/** The other side and those who decide may read what speaks against it. */
export async function showTo(documents: readonly DocumentNamed[], id: string, party: string): Promise<void> {
  if (documents.length === 0) return;
  const { deciders } = await get<Course>(`/cases/${encodeURIComponent(id)}/course`);
  const readers = new Set([party, ...deciders.map((one) => one.party)]);
  for (const { digest } of documents)
    for (const reader of readers) await post(`/documents/${digest}/readers`, { party: reader });
}

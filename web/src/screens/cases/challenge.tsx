// Challenging a claim or certificate: a reason, a day until when an answer is due, and papers that speak for it.
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { call, get, post } from '../../api/call.ts';
import { type Course, say, trustChanged } from '../../api/trust.ts';
import type { DocumentNamed } from '../../api/work.ts';
import { Button } from '../../design/parts/button.tsx';
import { Dialog } from '../../design/parts/dialog.tsx';
import { TextArea, TextField } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';
import { idOf } from '../../offline/attempt.ts';
import { useDraft } from '../../offline/draft.ts';
import { CallForm } from '../account/form.tsx';
import { Papers } from './papers.tsx';

const dayMs = 86_400_000;
const usualDays = 30;

function dayIn(days: number): string {
  return new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
}

interface Challenging {
  about: string;
  /** Whom it is about: shown the papers, as those who decide are. */
  party: string;
  /** `reports`: the operator does it for a reader of a page. */
  word?: 'challenges' | 'reports';
  /** The reason to begin with. */
  begun?: string;
}

export function Challenge(props: Challenging): ReactNode {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind="second" icon="case" onClick={() => setOpen(true)}>
        {t('cases.challenge')}
      </Button>
      <Dialog open={isOpen} title={t('cases.challenge')} onClose={() => setOpen(false)}>
        <p>{t('cases.challengeMore')}</p>
        <Form {...props} />
      </Dialog>
    </>
  );
}

interface Wish {
  reason: string;
  due: string;
  files: readonly File[];
}

function Form({ about, party, word = 'challenges', begun = '' }: Challenging): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [first] = useState((): Wish => ({ reason: begun, due: dayIn(usualDays), files: [] }));
  const draft = useDraft(`${word}:${about}:${begun}`, first);
  const { reason, due, files } = draft.value;
  const change = (part: Partial<Wish>): void => draft.set((now) => ({ ...now, ...part }));
  const send = async (): Promise<void> => {
    const id = await draft.send(async (attempt) => {
      const documents = await Promise.all(files.map(keep));
      const told = { case: idOf(attempt), word, about, due: `${due}T23:59:59Z`, reason };
      await say('cases', { ...told, ...(documents.length === 0 ? {} : { documents }) }, attempt);
      await showTo(documents, told.case, party);
      return told.case;
    });
    await trustChanged(client);
    await navigate({ to: '/cases/$id', params: { id } });
  };
  return (
    <CallForm onSend={send} button={t('cases.send')} icon="case" draft={draft}>
      <TextArea
        label={t('cases.reason')}
        hint={t('cases.reasonHint')}
        required
        value={reason}
        onChange={(event) => change({ reason: event.target.value })}
      />
      <TextField
        type="date"
        label={t('cases.due')}
        required
        min={dayIn(1)}
        value={due}
        onChange={(event) => change({ due: event.target.value })}
      />
      <Papers files={files} onChange={(now) => change({ files: now })} />
    </CallForm>
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

// What may still be said in a case: by who decides it, by both sides, by who opened it.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Course, say, trustChanged } from '../../api/trust.ts';
import { useMe } from '../../api/me.ts';
import { Button } from '../../design/parts/button.tsx';
import { TextArea } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';
import { useDraft } from '../../offline/draft.ts';
import { CallForm } from '../account/form.tsx';
import { keep, showTo } from './challenge.tsx';
import { Decide } from './decide.tsx';
import { Papers } from './papers.tsx';
import './cases.css';

/** Whoever decides, decides; whoever opened it may take it back; both sides may add. */
export function Answer({ course }: { course: Course }): ReactNode {
  const { t } = useWords();
  const me = useMe().data?.active;
  const opener = course.steps[0]?.issuer;
  const [isAdding, setAdding] = useState(false);
  const isOpen = course.state === 'open' || course.state === 'overdue';
  if (!isOpen || (me?.role !== 'manager' && me?.role !== 'clerk')) return null;
  const isParty = me.party === opener || me.party === course.about.party;
  return (
    <div className="stack no-print case-answer">
      <div className="row">
        {course.you?.decides === true && (
          <>
            <Decide noun="case" id={course.case} about={course.about.id} word="upholds" />
            <Decide noun="case" id={course.case} about={course.about.id} word="dismisses" />
          </>
        )}
        {isParty && (
          <Button kind="second" icon="record" aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
            {t('cases.add')}
          </Button>
        )}
      </div>
      {isAdding && <Add course={course} onDone={() => setAdding(false)} />}
      {me.party === opener && <Withdraw course={course} />}
    </div>
  );
}

function Withdraw({ course }: { course: Course }): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const draft = useDraft(`withdraw:${course.case}`, '');
  const withdraw = async (): Promise<void> => {
    const told = { case: course.case, word: 'withdraws', about: course.about.id };
    await draft.send((attempt) => say('cases', told, attempt));
    await trustChanged(client);
  };
  return (
    <details>
      <summary>{t('cases.withdraw')}</summary>
      <CallForm onSend={withdraw} button={t('cases.withdraw')} danger draft={draft} />
    </details>
  );
}

interface Addition {
  reason: string;
  files: readonly File[];
}

const nothing: Addition = { reason: '', files: [] };

function Add({ course, onDone }: { course: Course; onDone: () => void }): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const me = useMe().data?.active;
  const draft = useDraft(`add:${course.case}`, nothing);
  const { reason, files } = draft.value;
  const change = (part: Partial<Addition>): void => draft.set((now) => ({ ...now, ...part }));
  const opener = course.steps[0]?.issuer ?? '';
  const reader = me?.party === opener ? (course.about.party ?? opener) : opener;
  const send = async (): Promise<void> => {
    await draft.send(async (attempt) => {
      const documents = await Promise.all(files.map(keep));
      const told = { case: course.case, word: 'adds', about: course.about.id, reason };
      await say('cases', { ...told, ...(documents.length === 0 ? {} : { documents }) }, attempt);
      await showTo(documents, course.case, reader);
    });
    await trustChanged(client);
    onDone();
  };
  return (
    <CallForm onSend={send} button={t('cases.add')} draft={draft}>
      <TextArea
        label={t('cases.addWhat')}
        required
        value={reason}
        onChange={(event) => change({ reason: event.target.value })}
      />
      <Papers files={files} onChange={(now) => change({ files: now })} />
    </CallForm>
  );
}

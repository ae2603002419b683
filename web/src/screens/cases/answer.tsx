// What may still be said in a case: by who decides it, by both sides, by who opened it.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Course, say, trustChanged } from '../../api/trust.ts';
import { useMe } from '../../api/me.ts';
import { Button } from '../../design/parts/button.tsx';
import { TextArea } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';
import { CallForm } from '../account/form.tsx';
import { keep, Papers, showTo } from './challenge.tsx';
import { Decide } from './decide.tsx';
import './cases.css';

/** Whoever decides, decides; whoever opened it may take it back; both sides may add. */
export function Answer({ course }: { course: Course }): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const me = useMe().data?.active;
  const opener = course.steps[0]?.issuer;
  const [isAdding, setAdding] = useState(false);
  const isOpen = course.state === 'open' || course.state === 'overdue';
  if (!isOpen || (me?.role !== 'manager' && me?.role !== 'clerk')) return null;
  const isParty = me.party === opener || me.party === course.about.party;
  const withdraw = async (): Promise<void> => {
    await say('cases', { case: course.case, word: 'withdraws', about: course.about.id });
    await trustChanged(client);
  };
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
      {me.party === opener && (
        <details>
          <summary>{t('cases.withdraw')}</summary>
          <CallForm onSend={withdraw} button={t('cases.withdraw')} danger />
        </details>
      )}
    </div>
  );
}

function Add({ course, onDone }: { course: Course; onDone: () => void }): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const me = useMe().data?.active;
  const [reason, setReason] = useState('');
  const [files, setFiles] = useState<readonly File[]>([]);
  const opener = course.steps[0]?.issuer ?? '';
  const send = async (): Promise<void> => {
    const documents = await Promise.all(files.map(keep));
    await say('cases', {
      ...{ case: course.case, word: 'adds', about: course.about.id, reason },
      ...(documents.length === 0 ? {} : { documents }),
    });
    await showTo(documents, course.case, me?.party === opener ? (course.about.party ?? opener) : opener);
    await trustChanged(client);
    onDone();
  };
  return (
    <CallForm onSend={send} button={t('cases.add')}>
      <TextArea
        label={t('cases.addWhat')}
        required
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Papers onChange={setFiles} />
    </CallForm>
  );
}

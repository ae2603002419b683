// What has become of a doubt: who of one's own side and of the others has read or settled it, and saying so. Said beside the log: that it
// was said stands in the audit trail.
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { post } from '../../api/call.ts';
import { useMe } from '../../api/me.ts';
import type { Answers } from '../../api/schema.ts';
import type { IconName } from '../../design/icon.tsx';
import { Button } from '../../design/parts/button.tsx';
import { Dialog } from '../../design/parts/dialog.tsx';
import { TextArea } from '../../design/parts/field.tsx';
import { Badge, type Tone } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { useDraft } from '../../offline/draft.ts';
import { CallForm } from '../account/form.tsx';
import type { Doubted } from './doubt.tsx';

type Mark = Doubted['marks'][number];
type Standing = Doubted['standing'];
type Marked = Answers['POST /doubts/{id}/standing'];

/** The word with its colour and mark. */
export function StandingBadge({ standing }: { standing: Standing }): ReactNode {
  const { t } = useWords();
  const { tone, icon } = looks[standing];
  return (
    <Badge tone={tone} icon={icon}>
      {t(`cases.doubtStanding.${standing}`)}
    </Badge>
  );
}

const looks: Readonly<Record<Standing, { tone: Tone; icon: IconName }>> = {
  new: { tone: 'warn', icon: 'warn' },
  read: { tone: 'info', icon: 'eye' },
  settled: { tone: 'good', icon: 'good' },
};

/** As the node has it for a note. */
const longestNote = 1000;

export interface OfDoubt {
  doubt: Doubted;
  /** It may stand in the list no more. */
  onMarked: () => void;
}

/** The newest first: a note of last year is there still when it was opened again. */
export function Marks({ marks }: { marks: readonly Mark[] }): ReactNode {
  const { t, formats } = useWords();
  if (marks.length === 0) return null;
  const nameOf = ({ personName, party, partyName }: Mark): string =>
    [personName, party === null ? t('cases.doubtNode') : (partyName ?? party)].filter(Boolean).join(' · ');
  return (
    <ul className="doubt-marks">
      {marks.map((mark) => (
        <li key={`${mark.party} ${mark.at} ${mark.standing}`}>
          <small className="quiet">
            {t(`cases.doubtMark.${mark.standing}`, {
              name: nameOf(mark),
              at: formats.moment(Date.parse(mark.at)),
            })}
          </small>
          {mark.note !== null && (
            <p className="doubt-text" dir="auto">
              {mark.note}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** For those whom the node lets change something. */
export function Marking({ doubt, onMarked }: OfDoubt): ReactNode {
  const { t } = useWords();
  const role = useMe().data?.active?.role;
  if (role !== 'operator' && role !== 'manager' && role !== 'clerk') return null;
  const { standing } = doubt;
  const change = { doubt, onMarked };
  return (
    <div className="row no-print">
      {standing !== 'settled' && <Settle {...change} />}
      {standing === 'new' && <Change {...change} to="read" button={t('cases.doubtToRead')} />}
      {standing === 'read' && <Change {...change} to="new" button={t('cases.doubtToNew')} />}
      {standing === 'settled' && <Change {...change} to="read" button={t('cases.doubtReopen')} />}
    </div>
  );
}

function Change({ doubt, to, button, onMarked }: OfDoubt & { to: Standing; button: string }): ReactNode {
  const client = useQueryClient();
  const send = async (): Promise<void> => {
    await post<Marked>(`/doubts/${encodeURIComponent(doubt.id)}/standing`, { standing: to });
    await doubtsChanged(client);
    onMarked();
  };
  return <CallForm onSend={send} button={button} kind="plain" />;
}

function Settle(props: OfDoubt): ReactNode {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind="second" icon="good" onClick={() => setOpen(true)}>
        {t('cases.doubtSettle')}
      </Button>
      <Dialog open={isOpen} title={t('cases.doubtSettle')} onClose={() => setOpen(false)}>
        <p>{t('cases.doubtSettleMore')}</p>
        <Done {...props} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Done({ doubt, onMarked, onClose }: OfDoubt & { onClose: () => void }): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const draft = useDraft(`settle:${doubt.id}`, '');
  const send = async (): Promise<void> => {
    const told = { standing: 'settled', note: draft.value.trim() };
    await draft.send(({ key }) =>
      post<Marked>(`/doubts/${encodeURIComponent(doubt.id)}/standing`, told, {
        headers: { 'idempotency-key': key },
      }),
    );
    onClose();
    await doubtsChanged(client);
    onMarked();
  };
  return (
    <CallForm onSend={send} button={t('cases.doubtSettled')} icon="good" draft={draft}>
      <TextArea
        label={t('cases.doubtDone')}
        hint={t('cases.doubtDoneHint')}
        required
        maxLength={longestNote}
        value={draft.value}
        onChange={(event) => draft.set(event.target.value)}
      />
    </CallForm>
  );
}

const nouns = new Set(['doubts', 'today', 'operate']);

/** Wherever they are listed or counted. */
async function doubtsChanged(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ predicate: ({ queryKey }) => nouns.has(String(queryKey[0])) });
}

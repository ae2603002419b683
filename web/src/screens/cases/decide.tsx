// The words of whoever certifies: one button opens the question, the second signs. Whatever takes something away asks for a reason.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { say, trustChanged } from '../../api/trust.ts';
import type { IconName } from '../../design/icon.tsx';
import { Button, type ButtonKind } from '../../design/parts/button.tsx';
import { Dialog } from '../../design/parts/dialog.tsx';
import { TextArea } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';
import { CallForm } from '../account/form.tsx';

export type DecisionWord =
  | 'confirmed'
  | 'refuted'
  | 'suspended'
  | 'reinstated'
  | 'revoked'
  | 'upholds'
  | 'dismisses';

const looks: Readonly<Record<DecisionWord, { icon: IconName; kind: ButtonKind }>> = {
  confirmed: { icon: 'good', kind: 'main' },
  refuted: { icon: 'bad', kind: 'danger' },
  suspended: { icon: 'clock', kind: 'second' },
  reinstated: { icon: 'good', kind: 'second' },
  revoked: { icon: 'bad', kind: 'danger' },
  upholds: { icon: 'bad', kind: 'danger' },
  dismisses: { icon: 'good', kind: 'second' },
};

/** `id`: of the claim, certificate or case; `about`: what a case is about. `onDone` is told before anything is fetched anew. */
export function Decide(props: {
  noun: 'status' | 'case';
  id: string;
  about: string;
  word: DecisionWord;
  onDone?: (word: DecisionWord) => void;
}): ReactNode {
  const { noun, id, about, word, onDone } = props;
  const { t } = useWords();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const needsReason = word !== 'confirmed' && word !== 'reinstated';
  const send = async (): Promise<void> => {
    const told = reason.trim() === '' ? {} : { reason: reason.trim() };
    if (noun === 'case') await say('cases', { case: id, word, about, ...told });
    else await say('statuses', { about, state: word, from: thisMinute(), ...told });
    setOpen(false);
    onDone?.(word);
    await trustChanged(client);
  };
  const { icon, kind } = looks[word];
  return (
    <>
      <Button kind={kind} icon={icon} onClick={() => setOpen(true)}>
        {t(`cases.decide.${word}`)}
      </Button>
      <Dialog open={isOpen} title={t(`cases.decide.${word}`)} onClose={() => setOpen(false)}>
        <p>{t(`cases.decideMore.${word}`)}</p>
        <CallForm onSend={send} button={t(`cases.decideSign.${word}`)} icon={icon}>
          <TextArea
            label={t(needsReason ? 'cases.reason' : 'cases.reasonMay')}
            required={needsReason}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </CallForm>
      </Dialog>
    </>
  );
}

/** The node's clock may be behind this one by some seconds: what is said now counts now. */
function thisMinute(): string {
  return new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();
}

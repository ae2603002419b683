// The words of whoever certifies: one button opens the question, the second signs. Whatever takes something away asks for a reason.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { say, trustChanged } from '../../api/trust.ts';
import type { IconName } from '../../design/icon.tsx';
import { Button, type ButtonKind } from '../../design/parts/button.tsx';
import { Dialog } from '../../design/parts/dialog.tsx';
import { TextArea } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';
import { useDraft } from '../../offline/draft.ts';
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

interface Deciding {
  noun: 'status' | 'case';
  /** Of the claim, certificate or case. */
  id: string;
  /** What a case is about. */
  about: string;
  word: DecisionWord;
  /** Told before anything is fetched anew. */
  onDone?: (word: DecisionWord) => void;
}

export function Decide(props: Deciding): ReactNode {
  const { word } = props;
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const { icon, kind } = looks[word];
  return (
    <>
      <Button kind={kind} icon={icon} onClick={() => setOpen(true)}>
        {t(`cases.decide.${word}`)}
      </Button>
      <Dialog open={isOpen} title={t(`cases.decide.${word}`)} onClose={() => setOpen(false)}>
        <p>{t(`cases.decideMore.${word}`)}</p>
        <Words {...props} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Words({ noun, id, about, word, onDone, onClose }: Deciding & { onClose: () => void }): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const draft = useDraft(`decide:${noun}:${id}:${word}`, '');
  const needsReason = word !== 'confirmed' && word !== 'reinstated';
  const send = async (): Promise<void> => {
    const reason = draft.value.trim();
    const told = reason === '' ? {} : { reason };
    await draft.send((attempt) =>
      noun === 'case'
        ? say('cases', { case: id, word, about, ...told }, attempt)
        : say('statuses', { about, state: word, from: minuteOf(attempt.atMs), ...told }, attempt),
    );
    onClose();
    onDone?.(word);
    await trustChanged(client);
  };
  return (
    <CallForm onSend={send} button={t(`cases.decideSign.${word}`)} icon={looks[word].icon} draft={draft}>
      <TextArea
        label={t(needsReason ? 'cases.reason' : 'cases.reasonMay')}
        required={needsReason}
        value={draft.value}
        onChange={(event) => draft.set(event.target.value)}
      />
    </CallForm>
  );
}

/** The node's clock may be behind this one by some seconds: what is said now counts now. */
function minuteOf(atMs: number): string {
  return new Date(Math.floor(atMs / 60_000) * 60_000).toISOString();
}

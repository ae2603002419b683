// What went wrong with a call, in the reader's language where the code is known, and what to do now.
import type { ReactNode } from 'react';
import { Problem } from '../../api/call.ts';
import { useWords } from '../../language/words.tsx';
import { Button } from './button.tsx';
import { SignInLink } from '../../shell/no-party.tsx';
import { Note } from './show.tsx';

const needsSignIn = new Set(['KEY_MISSING', 'SIGN_IN_NEEDED', 'INVITATION_NOT_OPEN']);

export function Trouble({ fault, onRetry }: { fault: unknown; onRetry?: () => void }): ReactNode {
  const { t } = useWords();
  const sentences = useSentences(fault);
  return (
    <Note tone="bad" live>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {fault instanceof Problem && needsSignIn.has(fault.code) && <SignInLink />}
      {onRetry && (
        <div>
          <Button kind="second" onClick={onRetry}>
            {t('shell.retry')}
          </Button>
        </div>
      )}
    </Note>
  );
}

/** A code that has words in this language is said in them; else the node's own sentence stands. */
export function useSentences(fault: unknown): string[] {
  const { t, has } = useWords();
  if (!(fault instanceof Problem)) return [t('shell.broken')];
  return [
    ...new Set(
      fault.errors.map(({ code, detail }) => (has(`problem.${code}`) ? t(`problem.${code}`) : detail)),
    ),
  ];
}

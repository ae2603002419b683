// What is wrong with a form, in words.
import type { ReactNode } from 'react';
import { Icon } from '../../design/icon.tsx';
import { useWords } from '../../language/words.tsx';
import type { Wrong } from './form.ts';

export function WrongWords({ wrong }: { wrong: readonly Wrong[] }): ReactNode {
  const { t } = useWords();
  return wrong.map(({ code, row }) => (
    <p className="wrong" role="alert" key={`${code}${row ?? ''}`}>
      <Icon name="warn" />
      <span>{t(`capture.wrong.${code}`)}</span>
    </p>
  ));
}

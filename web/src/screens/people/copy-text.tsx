// A text that is handed over: shown once, taken along with one tap.
import { type ReactNode, useState } from 'react';
import { Button } from '../../design/parts/button.tsx';
import { useWords } from '../../language/words.tsx';

export function CopyText({ text }: { text: string }): ReactNode {
  const { t } = useWords();
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <div className="stack">
      <code>{text}</code>
      <div className="row">
        <Button kind="second" icon="share" onClick={() => void copy().catch(() => setCopied(false))}>
          {t('people.copy')}
        </Button>
        <span role="status">{isCopied && t('people.copied')}</span>
      </div>
    </div>
  );
}

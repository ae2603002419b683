// Begins anew, after a question: what was put right is typed work.
import { type ReactNode, useState } from 'react';
import { Button } from '../../design/parts/button.tsx';
import { Dialog } from '../../design/parts/dialog.tsx';
import { useWords } from '../../language/words.tsx';

export function DropList({ drop }: { drop: () => Promise<void> }): ReactNode {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind="plain" onClick={() => setOpen(true)}>
        {t('upload.dropList')}
      </Button>
      <Dialog open={isOpen} title={t('upload.dropAsk')} onClose={() => setOpen(false)}>
        <p>{t('upload.dropMore')}</p>
        <div className="row">
          <Button kind="danger" onClick={() => void drop()}>
            {t('upload.dropList')}
          </Button>
          <Button kind="second" onClick={() => setOpen(false)}>
            {t('upload.keep')}
          </Button>
        </div>
      </Dialog>
    </>
  );
}

// Says that there is no line, and that nothing is lost by it.
import { type ReactNode, useSyncExternalStore } from 'react';
import { Note } from '../design/parts/show.tsx';
import { useWords } from '../language/words.tsx';

export function useOnline(): boolean {
  return useSyncExternalStore(listen, () => navigator.onLine);
}

function listen(changed: () => void): () => void {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}

export function OfflineWord(): ReactNode {
  const { t } = useWords();
  if (useOnline()) return null;
  return (
    <div className="no-print" style={{ marginBlockEnd: '1rem' }}>
      <Note tone="warn" live>
        <p>{t('shell.offline')}</p>
      </Note>
    </div>
  );
}

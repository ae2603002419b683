import type { ReactNode } from 'react';
import { LinkButton } from '../design/parts/button.tsx';
import { Page } from '../design/parts/page.tsx';
import { useWords } from '../language/words.tsx';

export function NotFound(): ReactNode {
  const { t } = useWords();
  return (
    <Page icon="unknown" title={t('shell.notFound')} lead={t('shell.notFoundMore')}>
      <div>
        <LinkButton to="/">{t('shell.home')}</LinkButton>
      </div>
    </Page>
  );
}

// The operator's first look: what is late or wrong with what to do, then how everything stands.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Operating, operatingQuery } from '../../api/operate.ts';
import { LinkButton } from '../../design/parts/button.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { useWords } from '../../language/words.tsx';
import { BackupPanel, JobsPanel, KeysPanel, LogPanel, ReadersPanel, StoragePanel } from './cards.tsx';
import { LateList } from './late-list.tsx';
import { Limits, Program } from './limits.tsx';
import { Outside } from './outside.tsx';
import { WebhooksCard } from '../webhooks/link.tsx';
import './operate.css';

export function Operate(): ReactNode {
  const { t } = useWords();
  const query = useQuery(operatingQuery);
  const rooms = (
    <>
      <LinkButton kind="second" icon="download" to="/operate/backups">
        {t('operate.backups')}
      </LinkButton>
      <LinkButton kind="second" icon="upload" to="/operate/jobs">
        {t('operate.jobs')}
      </LinkButton>
      <LinkButton kind="second" icon="key" to="/operate/keys">
        {t('operate.keys')}
      </LinkButton>
    </>
  );
  return (
    <Page icon="operate" title={t('shell.area.operate')} lead={t('operate.lead')} actions={rooms}>
      <Loaded query={query}>{(node) => <Overview node={node} />}</Loaded>
    </Page>
  );
}

function Overview({ node }: { node: Operating }): ReactNode {
  return (
    <div className="stack operate">
      <LateList node={node} />
      <LogPanel node={node} />
      <Outside node={node} />
      <StoragePanel node={node} />
      <div className="grid operate-cards">
        <BackupPanel node={node} />
        <JobsPanel node={node} />
        <WebhooksCard node={node} />
        <KeysPanel node={node} />
        <ReadersPanel node={node} />
      </div>
      <Limits node={node} />
      <Program node={node} />
    </div>
  );
}

// The way here from the rooms of the people and of the operator.
import type { ReactNode } from 'react';
import { LinkButton } from '../../design/parts/button.tsx';
import { type Fact, Facts, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import type { Operating } from '../../api/operate.ts';

/** Beside the keys for programs. */
export function WebhooksPanel(): ReactNode {
  const { t } = useWords();
  return (
    <Panel title={t('webhooks.title')}>
      <div className="stack">
        <p className="quiet">{t('webhooks.lead')}</p>
        <WebhooksLink />
      </div>
    </Panel>
  );
}

export function WebhooksLink(): ReactNode {
  const { t } = useWords();
  return (
    <div>
      <LinkButton kind="second" icon="share" to="/webhooks">
        {t('webhooks.open')}
      </LinkButton>
    </div>
  );
}

/** For the operator: how many of all parties work. */
export function WebhooksCard({ node: { webhooks } }: { node: Operating }): ReactNode {
  const { t, formats } = useWords();
  const facts: Fact[] = [
    { name: t('webhooks.state.on'), value: formats.number(webhooks.on), figure: true },
    { name: t('webhooks.state.failing'), value: formats.number(webhooks.failing), figure: true },
    { name: t('webhooks.state.off'), value: formats.number(webhooks.off) },
    { name: t('webhooks.waiting'), value: formats.number(webhooks.waiting) },
  ];
  return (
    <Panel title={t('webhooks.title')}>
      <div className="stack">
        <Facts facts={facts} />
        <WebhooksLink />
      </div>
    </Panel>
  );
}

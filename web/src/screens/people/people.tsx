// Who works here, who is invited, which programs have a key, and what was done by whom.
import type { ReactNode } from 'react';
import { useMe } from '../../api/me.ts';
import { Page } from '../../design/parts/page.tsx';
import { useWords } from '../../language/words.tsx';
import { Devices } from './devices.tsx';
import { Invitations } from './invitations.tsx';
import { Keys } from './keys.tsx';
import { Persons } from './persons.tsx';
import { Trail } from './trail.tsx';
import { WebhooksPanel } from '../webhooks/link.tsx';

export function People(): ReactNode {
  const { t } = useWords();
  const { data: me } = useMe();
  const party = me?.active?.party ?? null;
  return (
    <Page icon="people" title={t('shell.area.people')} lead={t('people.lead')}>
      <Persons />
      <Invitations party={party} />
      {party !== null && <Devices party={party} />}
      <Keys party={party} />
      <WebhooksPanel />
      <Trail />
    </Page>
  );
}

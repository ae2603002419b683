// Suppliers: how much of the own chain is on board, whom the party invited, and the next invitation.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMe } from '../../api/me.ts';
import { suppliersQuery } from '../../api/trust.ts';
import { partiesQuery } from '../../api/work.ts';
import { SelectField } from '../../design/parts/field.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Empty } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { Invite } from './invite.tsx';
import { Invited } from './invited.tsx';
import { Tiers } from './tiers.tsx';
import '../claims/claims.css';

const lotsTraced = 12;

export function Suppliers(): ReactNode {
  const { t } = useWords();
  const active = useMe().data?.active;
  const { of } = useSearch({ strict: false }) as { of?: string };
  const party = active?.party ?? of ?? null;
  const mayInvite = active?.role === 'manager' || active?.role === 'clerk';
  return (
    <Page icon="supplier" title={t('suppliers.title')} lead={t('suppliers.lead')}>
      {active != null && active.party === null && <Whose party={of ?? ''} />}
      {party === null ? (
        <Empty icon="people">{t('suppliers.chooseParty')}</Empty>
      ) : (
        <Of key={party} party={party} mayInvite={mayInvite} />
      )}
    </Page>
  );
}

function Whose({ party }: { party: string }): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const parties = useQuery(partiesQuery).data ?? [];
  return (
    <div className="claim-tools">
      <SelectField
        label={t('suppliers.whose')}
        value={party}
        onChange={(event) =>
          void navigate({
            to: '.',
            search: (before: object) => ({ ...before, of: event.target.value }),
            replace: true,
          } as Parameters<typeof navigate>[0])
        }
        options={[
          { value: '', text: t('claims.choose') },
          ...parties.map(({ id, name }) => ({ value: id, text: name ?? id })),
        ]}
      />
    </div>
  );
}

function Of({ party, mayInvite }: { party: string; mayInvite: boolean }): ReactNode {
  return (
    <Loaded query={useQuery(suppliersQuery(party, lotsTraced))}>
      {(suppliers) => (
        <>
          <Tiers suppliers={suppliers} />
          {mayInvite && <Invite />}
          <Invited invited={suppliers.invited} />
        </>
      )}
    </Loaded>
  );
}

// Whom the party invited, who came, and how far it went on from there.
import type { ReactNode } from 'react';
import type { Invited as Invitation } from '../../api/trust.ts';
import { Badge, Panel, type Tone } from '../../design/parts/show.tsx';
import { Table } from '../../design/parts/table.tsx';
import { useWords } from '../../language/words.tsx';

const tones: Readonly<Record<Invitation['state'], Tone>> = {
  open: 'info',
  expired: 'warn',
  joined: 'info',
  recording: 'good',
};

export function Invited({ invited }: { invited: readonly Invitation[] }): ReactNode {
  const { t, formats } = useWords();
  return (
    <Panel title={t('suppliers.invited')}>
      {invited.length === 0 ? (
        <p className="quiet">{t('suppliers.nobody')}</p>
      ) : (
        <Table
          caption={t('suppliers.invited')}
          captionHidden
          rows={invited}
          rowKey={({ invitation }) => invitation}
          columns={[
            {
              key: 'who',
              head: t('suppliers.partner'),
              cell: ({ partyName, party, note }) => partyName ?? party ?? note ?? '–',
            },
            { key: 'as', head: t('suppliers.as'), cell: ({ as }) => t(`suppliers.kind.${as}`) },
            {
              key: 'state',
              head: t('suppliers.stateNow'),
              cell: ({ state }) => <Badge tone={tones[state]}>{t(`suppliers.state.${state}`)}</Badge>,
            },
            {
              key: 'at',
              head: t('suppliers.at'),
              cell: ({ invitedAtMs, expiresMs, state }) =>
                state === 'open'
                  ? t('suppliers.openUntil', { date: formats.date(expiresMs) })
                  : formats.date(invitedAtMs),
            },
            {
              key: 'on',
              head: t('suppliers.cascade'),
              cell: ({ invitedOn, joinedOn, reach }) =>
                invitedOn === 0
                  ? '–'
                  : t('suppliers.cascadeOf', { count: invitedOn, joined: joinedOn, reach }),
            },
          ]}
        />
      )}
    </Panel>
  );
}

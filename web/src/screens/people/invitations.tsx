import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { get, post } from '../../api/call.ts';
import type { PersonRole } from '../../api/me.ts';
import { Button } from '../../design/parts/button.tsx';
import { Choices, SelectField, TextField } from '../../design/parts/field.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Badge, Note, Panel, type Tone } from '../../design/parts/show.tsx';
import { Table } from '../../design/parts/table.tsx';
import { useWords } from '../../language/words.tsx';
import { CallForm } from '../account/form.tsx';
import { CopyText } from './copy-text.tsx';

interface Invitation {
  id: string;
  role: PersonRole;
  partyName: string | null;
  note: string | null;
  state: 'open' | 'used' | 'revoked' | 'expired';
  usedByName: string | null;
  expiresAtMs: number;
}

const tones: Readonly<Record<Invitation['state'], Tone>> = {
  open: 'info',
  used: 'good',
  revoked: 'bad',
  expired: 'warn',
};

export function Invitations({ party }: { party: string | null }): ReactNode {
  const { t, formats } = useWords();
  const query = useQuery({
    queryKey: ['invitations'],
    queryFn: () => get<{ member: Invitation[] }>('/account/people/invitations'),
  });
  const revoke = async (id: string): Promise<void> => {
    await post(`/account/people/invitations/${encodeURIComponent(id)}/revocation`, undefined);
    await query.refetch();
  };
  return (
    <Panel title={t('people.invitations')}>
      <div className="stack">
        <Invite party={party} onDone={() => void query.refetch()} />
        <Loaded query={query}>
          {({ member }) =>
            member.length === 0 ? (
              <p className="quiet">{t('people.noInvitations')}</p>
            ) : (
              <Table
                caption={t('people.invitations')}
                captionHidden
                rows={member}
                rowKey={({ id }) => id}
                columns={[
                  {
                    key: 'note',
                    head: t('people.for'),
                    cell: ({ note, usedByName }) => usedByName ?? note ?? '–',
                  },
                  {
                    key: 'party',
                    head: t('people.party'),
                    cell: ({ partyName }) => partyName ?? t('account.thisNode'),
                  },
                  { key: 'role', head: t('account.role'), cell: ({ role }) => t(`shell.role.${role}`) },
                  {
                    key: 'state',
                    head: t('people.state'),
                    cell: ({ state }) => <Badge tone={tones[state]}>{t(`people.invitation.${state}`)}</Badge>,
                  },
                  {
                    key: 'until',
                    head: t('account.openUntil'),
                    cell: ({ expiresAtMs }) => formats.date(expiresAtMs),
                  },
                  {
                    key: 'do',
                    head: <span className="visually-hidden">{t('people.change')}</span>,
                    cell: ({ id, state }) =>
                      state === 'open' && (
                        <Button kind="plain" onClick={() => void revoke(id)}>
                          {t('people.revoke')}
                        </Button>
                      ),
                  },
                ]}
              />
            )
          }
        </Loaded>
      </div>
    </Panel>
  );
}

function Invite({ party, onDone }: { party: string | null; onDone: () => void }): ReactNode {
  const { t } = useWords();
  const isNode = party === null;
  const parties = useQuery({
    queryKey: ['parties', 'all'],
    queryFn: () => get<{ member: { party: string; name: string | null }[] }>('/parties'),
    enabled: isNode,
  });
  const [role, setRole] = useState<PersonRole>(isNode ? 'manager' : 'clerk');
  const [forParty, setForParty] = useState('');
  const [note, setNote] = useState('');
  const [link, setLink] = useState<string>();
  const ofNode = role === 'operator' || role === 'reader';
  const send = async (): Promise<void> => {
    const to = isNode ? { party: ofNode ? null : forParty } : {};
    const made = await post<{ link: string }>('/account/people/invitations', {
      role,
      ...to,
      ...(note !== '' && { note }),
    });
    setLink(new URL(made.link, location.href).href);
    setNote('');
    onDone();
  };
  const roles: readonly PersonRole[] = isNode
    ? ['manager', 'clerk', 'viewer', 'reader', 'operator']
    : ['manager', 'clerk', 'viewer'];
  return (
    <CallForm onSend={send} button={t('people.invite')} icon="people">
      <Choices
        legend={t('people.inviteAs')}
        options={roles.map((value) => ({
          value,
          text: t(`shell.role.${value}`),
          more: t(`people.may.${value}`),
        }))}
        chosen={[role]}
        onChoose={([value]) => setRole(value as PersonRole)}
      />
      {isNode && !ofNode && (
        <SelectField
          label={t('people.party')}
          required
          options={[
            { value: '', text: t('account.choose') },
            ...(parties.data?.member ?? []).map(({ party: value, name }) => ({ value, text: name ?? value })),
          ]}
          value={forParty}
          onChange={(event) => setForParty(event.target.value)}
        />
      )}
      <TextField
        label={t('people.for')}
        hint={t('people.forHint')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {link !== undefined && (
        <Note tone="good" live>
          <p>{t('people.handOver')}</p>
          <CopyText text={link} />
        </Note>
      )}
    </CallForm>
  );
}

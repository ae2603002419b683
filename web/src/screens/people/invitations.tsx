import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { get, post } from '../../api/call.ts';
import { type Level, type PersonRole, useMe } from '../../api/me.ts';
import { Button } from '../../design/parts/button.tsx';
import { Choices, SelectField, TextField } from '../../design/parts/field.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Badge, Note, Panel, type Tone } from '../../design/parts/show.tsx';
import { Table } from '../../design/parts/table.tsx';
import { useWords } from '../../language/words.tsx';
import { useDraft } from '../../offline/draft.ts';
import { CallForm } from '../account/form.tsx';
import { CopyText } from './copy-text.tsx';
import { LevelChoice, usualLevel } from './level.tsx';

interface Invitation {
  id: string;
  role: PersonRole;
  partyName: string | null;
  level: Level;
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
                cards
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
                  { key: 'level', head: t('people.sees'), cell: ({ level }) => t(`people.level.${level}`) },
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

interface Wish {
  role: PersonRole;
  /** null: what is usual for the role. */
  level: Level | null;
  party: string;
  note: string;
}

const nobody: Wish = { role: 'manager', level: null, party: '', note: '' };

function Invite({ party, onDone }: { party: string | null; onDone: () => void }): ReactNode {
  const { t } = useWords();
  const isNode = party === null;
  const parties = useQuery({
    queryKey: ['parties', 'all'],
    queryFn: () => get<{ member: { party: string; name: string | null }[] }>('/parties'),
    enabled: isNode,
  });
  const draft = useDraft<Wish>(`invite:${party ?? ''}`, isNode ? nobody : { ...nobody, role: 'clerk' });
  const { role, level: wished, party: forParty, note } = draft.value;
  const change = (part: Partial<Wish>): void => draft.set((now) => ({ ...now, ...part }));
  const own = useMe().data?.active?.level ?? 'country';
  const level = wished ?? usualLevel(role, own);
  const [link, setLink] = useState<string>();
  const ofNode = role === 'operator' || role === 'reader';
  const send = async (): Promise<void> => {
    const to = isNode ? { party: ofNode ? null : forParty } : {};
    const wish = { role, level, ...to, ...(note !== '' && { note }) };
    const made = await draft.send(({ key }) =>
      post<{ link: string }>('/account/people/invitations', wish, { headers: { 'idempotency-key': key } }),
    );
    setLink(new URL(made.link, location.href).href);
    onDone();
  };
  const roles: readonly PersonRole[] = isNode
    ? ['manager', 'clerk', 'viewer', 'reader', 'operator']
    : ['manager', 'clerk', 'viewer'];
  return (
    <CallForm onSend={send} button={t('people.invite')} icon="people" draft={draft}>
      <Choices
        legend={t('people.inviteAs')}
        options={roles.map((value) => ({
          value,
          text: t(`shell.role.${value}`),
          more: t(`people.may.${value}`),
        }))}
        chosen={[role]}
        onChoose={([value]) => change({ role: value as PersonRole })}
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
          onChange={(event) => change({ party: event.target.value })}
        />
      )}
      <LevelChoice own={own} chosen={level} onChoose={(value) => change({ level: value })} />
      <TextField
        label={t('people.for')}
        hint={t('people.forHint')}
        value={note}
        onChange={(event) => change({ note: event.target.value })}
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

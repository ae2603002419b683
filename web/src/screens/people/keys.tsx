// Keys for programs: a mill's ERP, a scale, a mirror.
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { get, post } from '../../api/call.ts';
import { Button } from '../../design/parts/button.tsx';
import { TextField } from '../../design/parts/field.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Note, Panel } from '../../design/parts/show.tsx';
import { Table } from '../../design/parts/table.tsx';
import { useWords } from '../../language/words.tsx';
import { useDraft } from '../../offline/draft.ts';
import { CallForm } from '../account/form.tsx';
import { CopyText } from './copy-text.tsx';

interface ApiKey {
  id: string;
  label: string;
  role: string;
  partyName: string | null;
  createdAtMs: number;
  revokedAtMs: number | null;
}

export function Keys({ party }: { party: string | null }): ReactNode {
  const { t, formats } = useWords();
  const query = useQuery({ queryKey: ['keys'], queryFn: () => get<{ member: ApiKey[] }>('/account/keys') });
  const draft = useDraft(`key:${party ?? ''}`, '');
  const [made, setMade] = useState<string>();
  const make = async (): Promise<void> => {
    const wish = { label: draft.value, ...(party !== null && { party }) };
    const answer = await draft.send((attempt) =>
      post<{ key: string }>('/account/keys', wish, { headers: { 'idempotency-key': attempt.key } }),
    );
    setMade(answer.key);
    await query.refetch();
  };
  const revoke = async (id: string): Promise<void> => {
    await post(`/account/keys/${encodeURIComponent(id)}/revocation`, undefined);
    await query.refetch();
  };
  return (
    <Panel title={t('people.keys')}>
      <div className="stack">
        <CallForm onSend={make} button={t('people.makeKey')} icon="key" draft={draft}>
          <TextField
            label={t('people.keyLabel')}
            hint={t('people.keyHint')}
            required
            value={draft.value}
            onChange={(event) => draft.set(event.target.value)}
          />
          {made !== undefined && (
            <Note tone="warn" live>
              <p>{t('people.keyOnce')}</p>
              <CopyText text={made} />
            </Note>
          )}
        </CallForm>
        <Loaded query={query}>
          {({ member }) =>
            member.length > 0 && (
              <Table
                cards
                caption={t('people.keys')}
                captionHidden
                rows={member}
                rowKey={({ id }) => id}
                columns={[
                  {
                    key: 'label',
                    head: t('people.keyLabel'),
                    cell: ({ label: called, id }) => called || <code>{id}</code>,
                  },
                  {
                    key: 'party',
                    head: t('people.party'),
                    cell: ({ partyName, role }) => partyName ?? t(`people.keyRole.${role}`),
                  },
                  {
                    key: 'made',
                    head: t('people.made'),
                    cell: ({ createdAtMs }) => formats.date(createdAtMs),
                  },
                  {
                    key: 'do',
                    head: <span className="visually-hidden">{t('people.change')}</span>,
                    cell: ({ id, revokedAtMs }) =>
                      revokedAtMs === null ? (
                        <Button kind="plain" onClick={() => void revoke(id)}>
                          {t('people.revoke')}
                        </Button>
                      ) : (
                        <small className="quiet">
                          {t('people.revoked', { date: formats.date(revokedAtMs) })}
                        </small>
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

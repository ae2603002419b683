import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { get, post } from '../../api/call.ts';
import { type Level, type PersonRole, useMe } from '../../api/me.ts';
import { Button } from '../../design/parts/button.tsx';
import { Dialog } from '../../design/parts/dialog.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Badge, Note, Panel } from '../../design/parts/show.tsx';
import { Table } from '../../design/parts/table.tsx';
import { useWords } from '../../language/words.tsx';
import { useDraft } from '../../offline/draft.ts';
import { CallForm } from '../account/form.tsx';
import { CopyText } from './copy-text.tsx';
import { LevelChoice } from './level.tsx';

export interface Person {
  user: string;
  name: string;
  email: string;
  twoFactor: boolean;
  party: string | null;
  partyName: string | null;
  role: PersonRole;
  sites: string[] | null;
  level: Level;
  endedAtMs: number | null;
}

export function Persons(): ReactNode {
  const { t, formats } = useWords();
  const query = useQuery({
    queryKey: ['people'],
    queryFn: () => get<{ member: Person[] }>('/account/people'),
  });
  const [chosen, choose] = useState<Person>();
  const close = (): void => {
    choose(undefined);
    void query.refetch();
  };
  return (
    <Panel title={t('people.people')}>
      <Loaded query={query}>
        {({ member }) => (
          <Table
            cards
            caption={t('people.people')}
            captionHidden
            rows={member}
            rowKey={({ user, party, endedAtMs }) => `${user} ${party} ${endedAtMs}`}
            columns={[
              {
                key: 'name',
                head: t('people.name'),
                cell: ({ name, email }) => <NameOf name={name} email={email} />,
              },
              {
                key: 'party',
                head: t('people.party'),
                cell: ({ partyName, party }) => partyName ?? party ?? t('account.thisNode'),
              },
              { key: 'role', head: t('account.role'), cell: ({ role }) => t(`shell.role.${role}`) },
              { key: 'level', head: t('people.sees'), cell: ({ level }) => t(`people.level.${level}`) },
              {
                key: 'factor',
                head: t('settings.secondFactor'),
                cell: ({ twoFactor }) => (
                  <Badge tone={twoFactor ? 'good' : 'quiet'}>
                    {t(twoFactor ? 'settings.on' : 'settings.off')}
                  </Badge>
                ),
              },
              {
                key: 'do',
                head: <span className="visually-hidden">{t('people.change')}</span>,
                cell: (person) =>
                  person.endedAtMs === null ? (
                    <Button kind="plain" onClick={() => choose(person)}>
                      {t('people.change')}
                    </Button>
                  ) : (
                    <small className="quiet">
                      {t('people.left', { date: formats.date(person.endedAtMs) })}
                    </small>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
      <Dialog open={chosen !== undefined} title={chosen?.name ?? ''} onClose={close}>
        {chosen && <Change person={chosen} onDone={close} />}
      </Dialog>
    </Panel>
  );
}

function NameOf({ name, email }: { name: string; email: string }): ReactNode {
  return (
    <>
      {name} <small className="quiet">{email}</small>
    </>
  );
}

function Change({ person, onDone }: { person: Person; onDone: () => void }): ReactNode {
  const { t } = useWords();
  const own = useMe().data?.active?.level ?? 'country';
  const [level, setLevel] = useState(person.level);
  const [link, setLink] = useState<string>();
  const at = `/account/people/${encodeURIComponent(person.user)}`;
  // Nothing is typed: what is kept is the attempt, so that an answer that was lost is asked for again, and no second link is made.
  const draft = useDraft(`reset:${person.user}`, '');
  const reset = async (): Promise<void> => {
    const made = await draft.send(({ key }) =>
      post<{ link: string }>(`${at}/reset`, undefined, { headers: { 'idempotency-key': key } }),
    );
    setLink(new URL(made.link, location.href).href);
  };
  const show = async (): Promise<void> => {
    await post(at, { party: person.party, level });
    onDone();
  };
  const end = async (): Promise<void> => {
    await post(at, { party: person.party, end: true });
    onDone();
  };
  return (
    <>
      <CallForm onSend={show} button={t('people.changeLevel')} icon="eye">
        <LevelChoice own={own} chosen={level} onChoose={setLevel} />
      </CallForm>
      {link === undefined ? (
        <CallForm onSend={reset} button={t('people.resetLink')} icon="key" draft={draft}>
          <p className="quiet">{t('people.resetHint')}</p>
        </CallForm>
      ) : (
        <Note>
          <p>{t('people.handOver')}</p>
          <CopyText text={link} />
        </Note>
      )}
      <CallForm onSend={end} button={t('people.end')} danger>
        <p className="quiet">{t('people.endHint')}</p>
      </CallForm>
    </>
  );
}

// Taking an invitation on: of a person (#id.token) or of a new company (#secret, of an invitation that the log has).
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { post } from '../../api/call.ts';
import { meChanged, useMe } from '../../api/me.ts';
import { TextField } from '../../design/parts/field.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { type Fact, Facts, Note, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { CallForm } from './form.tsx';
import { CountryField } from './country-field.tsx';
import { NewcomerFields, nobodyYet } from './newcomer.tsx';

interface Invited {
  kind: 'person' | 'party';
  partyName: string | null;
  role?: string;
  as?: string;
  note: string | null;
  invitedBy?: string | null;
  expiresAtMs: number;
}

type Token = { id: string; token: string } | { secret: string };

function tokenOf(hash: string): Token {
  const text = decodeURIComponent(hash.replace(/^#/, ''));
  const [id = '', token] = text.split('.');
  return token === undefined ? { secret: text } : { id, token };
}

export function Join(): ReactNode {
  const { t } = useWords();
  // Read once: the address loses it when the next screen is shown, and no server ever sees it.
  const [token] = useState(() => tokenOf(location.hash));
  const query = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => post<Invited>('/account/invitation', token),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Page icon="people" title={t('account.join')}>
      <Loaded query={query}>{(invited) => <Invitation invited={invited} token={token} />}</Loaded>
    </Page>
  );
}

function Invitation({ invited, token }: { invited: Invited; token: Token }): ReactNode {
  const { t, formats } = useWords();
  const facts: Fact[] = [
    { name: t('account.invitedTo'), value: invited.partyName ?? t('account.thisNode') },
    ...(invited.role === undefined
      ? []
      : [{ name: t('account.role'), value: t(`shell.role.${invited.role}`) }]),
    { name: t('account.openUntil'), value: formats.date(invited.expiresAtMs) },
  ];
  return (
    <>
      <Facts facts={facts} />
      {invited.note !== null && (
        <Note>
          <p>{invited.note}</p>
        </Note>
      )}
      <Accept token={token} isParty={invited.kind === 'party'} />
    </>
  );
}

function Accept({ token, isParty }: { token: Token; isParty: boolean }): ReactNode {
  const { t } = useWords();
  const { data: me } = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [person, setPerson] = useState(nobodyYet);
  const [party, setParty] = useState({ name: '', country: '' });
  const isKnown = me?.user !== null && me?.user !== undefined;
  const send = async (): Promise<void> => {
    const who = isKnown ? {} : person;
    if (isParty) await post('/account/join', { ...token, party, ...who });
    else await post('/account/invitation/accept', { ...token, ...who });
    await meChanged(client);
    await navigate({ to: '/today' });
  };
  return (
    <Panel>
      <CallForm onSend={send} button={t('account.accept')} icon="good">
        {isParty && (
          <>
            <TextField
              label={t('account.company')}
              autoComplete="organization"
              required
              value={party.name}
              onChange={(event) => setParty({ ...party, name: event.target.value })}
            />
            <CountryField value={party.country} onChange={(country) => setParty({ ...party, country })} />
          </>
        )}
        {isKnown ? (
          <p>{t('account.joinAs', { name: me.user!.name })}</p>
        ) : (
          <NewcomerFields value={person} onChange={setPerson} />
        )}
      </CallForm>
    </Panel>
  );
}

// Taking an invitation on: of a person (#id.token) or of a new company (#secret, of an invitation that the log has).
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { encodeBase64url, purePrimitives, utf8Bytes } from '#verifier';
import { post } from '../../api/call.ts';
import { type Me, meChanged, useMe } from '../../api/me.ts';
import { joinByProvider } from '../../api/sign-in.ts';
import { TextField } from '../../design/parts/field.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { type Fact, Facts, Note, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { useDraft } from '../../offline/draft.ts';
import { CallForm } from './form.tsx';
import { CountryField } from './country-field.tsx';
import { NewcomerFields, nobodyYet, PasswordField } from './newcomer.tsx';

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

/** What names the invitation on this device, and opens nothing. */
function nameOf(token: Token): string {
  return 'id' in token ? token.id : encodeBase64url(purePrimitives.sha256(utf8Bytes(token.secret)));
}

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

const nobodyAndNothing = { person: nobodyYet, party: { name: '', country: '' } };

function Accept({ token, isParty }: { token: Token; isParty: boolean }): ReactNode {
  const { t } = useWords();
  const { data: me } = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const draft = useDraft(`join:${nameOf(token)}`, nobodyAndNothing, 'device');
  const { person, party } = draft.value;
  const change = (part: Partial<typeof nobodyAndNothing>): void => draft.set((now) => ({ ...now, ...part }));
  const [password, setPassword] = useState('');
  const isKnown = me?.user !== null && me?.user !== undefined;
  const send = async (): Promise<void> => {
    const who = isKnown ? {} : { ...person, password };
    await draft.send(() =>
      isParty
        ? post('/account/join', { ...token, party, ...who })
        : post('/account/invitation/accept', { ...token, ...who }),
    );
    await meChanged(client);
    await navigate({ to: '/today' });
  };
  return (
    <Panel>
      <CallForm onSend={send} button={t('account.accept')} icon="good" draft={draft}>
        {isParty && (
          <>
            <TextField
              label={t('account.company')}
              autoComplete="organization"
              required
              value={party.name}
              onChange={(event) => change({ party: { ...party, name: event.target.value } })}
            />
            <CountryField
              value={party.country}
              onChange={(country) => change({ party: { ...party, country } })}
            />
          </>
        )}
        {isKnown ? (
          <p>{t('account.joinAs', { name: me.user!.name })}</p>
        ) : (
          <>
            <NewcomerFields value={person} onChange={(now) => change({ person: now })} />
            <PasswordField label={t('account.password')} isNew value={password} onChange={setPassword} />
          </>
        )}
      </CallForm>
      {!isKnown && 'id' in token && <ByProvider me={me} invitation={token} />}
    </Panel>
  );
}

/** Whoever the company's own provider knows needs no password here. It leads back to this screen, where the invitation is taken on. */
function ByProvider(props: { me: Me | undefined; invitation: { id: string; token: string } }): ReactNode {
  const { me, invitation } = props;
  const { t } = useWords();
  const here = `/app/join#${invitation.id}.${invitation.token}`;
  return me?.signIn.oidc.map(({ id, name }) => (
    <CallForm
      key={id}
      onSend={() => joinByProvider(id, invitation, here)}
      button={t('account.byProvider', { name })}
      icon="people"
    />
  ));
}

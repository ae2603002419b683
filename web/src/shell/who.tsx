// Who is signed in and for whom, at the end of the top line.
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { post } from '../api/call.ts';
import { type Membership, meChanged, useMe } from '../api/me.ts';
import { Icon } from '../design/icon.tsx';
import { useWords } from '../language/words.tsx';

export function Who(): ReactNode {
  const { t } = useWords();
  const { data: me } = useMe();
  if (me === undefined) return <span />;
  if (me.user === null) {
    return (
      <Link to={me.needsSetup ? '/setup' : '/sign-in'} className="frame-who">
        <Icon name="key" />
        {t(me.needsSetup ? 'shell.setup' : 'shell.signIn')}
      </Link>
    );
  }
  return (
    <div className="frame-who">
      {me.memberships.length > 1 && <ActFor memberships={me.memberships} active={me.active} />}
      <Link to="/settings">
        <Icon name="people" />
        <span className="frame-name">{me.user.name}</span>
      </Link>
    </div>
  );
}

function ActFor({
  memberships,
  active,
}: {
  memberships: readonly Membership[];
  active: Membership | null;
}): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const act = async (party: string): Promise<void> => {
    await post('/account/active', { party: party === '' ? null : party });
    await meChanged(client);
  };
  return (
    <label>
      <span className="visually-hidden">{t('shell.actFor')}</span>
      <select
        className="input"
        value={active?.party ?? ''}
        onChange={(event) => void act(event.target.value)}
      >
        {memberships.map(({ party, partyName, role }) => (
          <option key={party ?? ''} value={party ?? ''}>
            {party === null ? t(`shell.role.${role}`) : (partyName ?? party)}
          </option>
        ))}
      </select>
    </label>
  );
}

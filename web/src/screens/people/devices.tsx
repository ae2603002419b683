// The keys that sign for a party: those of its devices, and the one that the node holds for it.
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { get, post } from '../../api/call.ts';
import type { Answers } from '../../api/schema.ts';
import { Button } from '../../design/parts/button.tsx';
import { Dialog } from '../../design/parts/dialog.tsx';
import { TextField } from '../../design/parts/field.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Badge, Note, Panel } from '../../design/parts/show.tsx';
import { Table } from '../../design/parts/table.tsx';
import { useWords } from '../../language/words.tsx';
import { deviceKeyOf, forgetDeviceKey } from '../../offline/device-key.ts';
import { useDraft } from '../../offline/draft.ts';
import { CallForm } from '../account/form.tsx';

type Key = Answers['GET /parties/{id}/keys']['member'][number];

export function Devices({ party }: { party: string }): ReactNode {
  const { t } = useWords();
  const query = useQuery({
    queryKey: ['device-keys', party],
    queryFn: () => get<Answers['GET /parties/{id}/keys']>(`/parties/${encodeURIComponent(party)}/keys`),
  });
  const own = useQuery({
    queryKey: ['device', party, 'kid'],
    queryFn: async () => (await deviceKeyOf(party))?.kid ?? null,
    networkMode: 'always',
  });
  const [chosen, choose] = useState<Key>();
  const close = (): void => {
    choose(undefined);
    void query.refetch();
  };
  return (
    <Panel title={t('people.devices')}>
      <div className="stack">
        <p className="quiet">{t('people.devicesLead')}</p>
        <Loaded query={query}>
          {({ member }) => <KeyTable keys={member} own={own.data ?? null} onRevoke={choose} />}
        </Loaded>
      </div>
      <Dialog open={chosen !== undefined} title={t('people.deviceRevoke')} onClose={close}>
        {chosen && <Revoke party={party} of={chosen} onDone={close} />}
      </Dialog>
    </Panel>
  );
}

function KeyTable(props: {
  keys: readonly Key[];
  own: string | null;
  onRevoke: (key: Key) => void;
}): ReactNode {
  const { keys, own, onRevoke } = props;
  const { t, formats } = useWords();
  return (
    <Table
      cards
      caption={t('people.devices')}
      captionHidden
      rows={keys}
      rowKey={({ kid }) => kid}
      columns={[
        {
          key: 'name',
          head: t('people.device'),
          cell: (key) => <Name of={key} isOwn={key.kid === own && key.revoked === null} />,
        },
        { key: 'since', head: t('people.since'), cell: ({ enrolled }) => formats.moment(enrolled.atMs) },
        {
          key: 'by',
          head: t('people.toldBy'),
          cell: ({ enrolled }) => enrolled.byName ?? <code>{enrolled.by}</code>,
        },
        {
          key: 'do',
          head: <span className="visually-hidden">{t('people.change')}</span>,
          cell: (key) => <Doing of={key} onRevoke={onRevoke} />,
        },
      ]}
    />
  );
}

function Name({ of: { label, custody, kid }, isOwn }: { of: Key; isOwn: boolean }): ReactNode {
  const { t } = useWords();
  return (
    <div className="stack">
      <span className="row">
        {label ?? (custody === 'custodial' ? t('people.deviceNode') : t('people.deviceNameless'))}
        {isOwn && <Badge tone="good">{t('people.deviceThis')}</Badge>}
      </span>
      <small className="mono quiet" title={kid}>
        {kid.slice(0, 12)}…
      </small>
    </div>
  );
}

function Doing({ of: key, onRevoke }: { of: Key; onRevoke: (key: Key) => void }): ReactNode {
  const { t, formats } = useWords();
  if (key.revoked === null)
    return (
      <Button
        kind="plain"
        aria-label={`${t('people.revoke')}: ${key.label ?? key.kid.slice(0, 12)}`}
        onClick={() => onRevoke(key)}
      >
        {t('people.revoke')}
      </Button>
    );
  const { atMs, reason, byName, by } = key.revoked;
  return (
    <div className="stack">
      <small className="quiet">
        {t('people.revokedBy', { date: formats.moment(atMs), name: byName ?? by })}
      </small>
      {reason !== null && <small dir="auto">{reason}</small>}
    </div>
  );
}

function Revoke({ party, of: key, onDone }: { party: string; of: Key; onDone: () => void }): ReactNode {
  const { t } = useWords();
  const draft = useDraft(`revoke:${party}:${key.kid}`, '');
  const revoke = async (): Promise<void> => {
    await draft.send((attempt) =>
      post<Answers['POST /parties/{id}/keys/{kid}/revocation']>(
        `/parties/${encodeURIComponent(party)}/keys/${encodeURIComponent(key.kid)}/revocation`,
        { reason: draft.value },
        { headers: { 'idempotency-key': attempt.key } },
      ),
    );
    if ((await deviceKeyOf(party))?.kid === key.kid) await forgetDeviceKey(party);
    onDone();
  };
  return (
    <CallForm onSend={revoke} button={t('people.revoke')} danger draft={draft}>
      <p>
        {key.label ?? t(key.custody === 'custodial' ? 'people.deviceNode' : 'people.deviceNameless')}{' '}
        <small className="mono">{key.kid}</small>
      </p>
      <p className="quiet">{t('operate.revokeHint')}</p>
      {key.custody === 'custodial' && (
        <Note tone="warn">
          <p>{t('people.deviceNodeHint')}</p>
        </Note>
      )}
      <TextField
        label={t('operate.reason')}
        hint={t('operate.reasonHint')}
        required
        maxLength={500}
        value={draft.value}
        onChange={(event) => draft.set(event.target.value)}
      />
    </CallForm>
  );
}

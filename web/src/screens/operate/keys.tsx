// The key of the log, and the keys that parties sign with: whoever has lost theirs has it taken back here.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { get } from '../../api/call.ts';
import { operatingQuery } from '../../api/operate.ts';
import type { Answers } from '../../api/schema.ts';
import { Button } from '../../design/parts/button.tsx';
import { Dialog } from '../../design/parts/dialog.tsx';
import { TextField } from '../../design/parts/field.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Badge, Panel } from '../../design/parts/show.tsx';
import { Table } from '../../design/parts/table.tsx';
import { useWords } from '../../language/words.tsx';
import { CopyText } from '../people/copy-text.tsx';
import { Revoke, type RevokedKey } from './revoke.tsx';
import './operate.css';

type Party = Answers['GET /parties']['member'][number];

/** Rows that are shown at first, and with each tap more. */
const perPage = 50;

interface Row extends RevokedKey {
  custody: 'device' | 'custodial' | null;
  revokedAt: number | null;
}

export function Keys(): ReactNode {
  const { t } = useWords();
  const node = useQuery(operatingQuery);
  const parties = useQuery({
    queryKey: ['parties'],
    queryFn: () => get<Answers['GET /parties']>('/parties'),
  });
  return (
    <Page icon="key" title={t('operate.keys')} lead={t('operate.keysLead')}>
      <Loaded query={node}>
        {({ log }) => (
          <Panel title={t('operate.logKey')}>
            <p className="quiet">{t('operate.logKeyHint')}</p>
            <div className="operate-key">
              <CopyText text={log.key} />
            </div>
          </Panel>
        )}
      </Loaded>
      <Loaded query={parties}>
        {({ member }) => (
          <PartyKeys
            parties={member}
            operator={node.data?.operator}
            onChange={() => void parties.refetch()}
          />
        )}
      </Loaded>
      <p>
        <Link to="/people">{t('people.keys')}</Link>
      </p>
    </Page>
  );
}

function PartyKeys(props: {
  parties: readonly Party[];
  operator: string | undefined;
  onChange: () => void;
}): ReactNode {
  const { parties, operator, onChange } = props;
  const { t } = useWords();
  const [wanted, want] = useState('');
  const [most, setMost] = useState(perPage);
  const [chosen, choose] = useState<Row>();
  const rows = rowsOf(parties, wanted);
  const close = (): void => {
    choose(undefined);
    onChange();
  };
  return (
    <Panel title={t('operate.parties')}>
      <div className="stack">
        <TextField
          type="search"
          label={t('operate.find')}
          value={wanted}
          onChange={(event) => want(event.target.value)}
        />
        <p role="status" className="quiet">
          {t('operate.partyCount', { count: new Set(rows.map(({ party }) => party)).size })}
        </p>
        <KeyTable rows={rows.slice(0, most)} operator={operator} onRevoke={choose} />
        {rows.length > most && (
          <div>
            <Button kind="second" onClick={() => setMost(most + perPage)}>
              {t('operate.more')}
            </Button>
          </div>
        )}
      </div>
      <Dialog open={chosen !== undefined} title={chosen?.name ?? ''} onClose={close}>
        {chosen && <Revoke of={chosen} onDone={close} />}
      </Dialog>
    </Panel>
  );
}

function rowsOf(parties: readonly Party[], wanted: string): Row[] {
  const part = wanted.trim().toLowerCase();
  return parties
    .map(({ party, name, keys }) => ({ party, name: name ?? party, keys }))
    .filter(({ party, name }) => `${name} ${party}`.toLowerCase().includes(part))
    .flatMap(({ party, name, keys }) => keys.map((key) => ({ ...key, party, name })));
}

function KeyTable(props: {
  rows: readonly Row[];
  operator: string | undefined;
  onRevoke: (row: Row) => void;
}): ReactNode {
  const { rows, operator, onRevoke } = props;
  const { t } = useWords();
  return (
    <Table
      caption={t('operate.keys')}
      captionHidden
      rows={rows}
      rowKey={({ party, kid }) => `${party} ${kid}`}
      columns={[
        { key: 'party', head: t('operate.company'), cell: ({ name }) => name },
        {
          key: 'custody',
          head: t('operate.custody'),
          cell: ({ custody }) => <Badge icon="key">{t(`operate.custody.${custody ?? 'device'}`)}</Badge>,
        },
        {
          key: 'key',
          head: t('operate.key'),
          cell: ({ kid }) => <code className="operate-folder">{kid.slice(0, 16)}…</code>,
        },
        {
          key: 'do',
          head: <span className="visually-hidden">{t('operate.revoke')}</span>,
          cell: (row) => <Doing row={row} isOwn={row.party === operator} onRevoke={onRevoke} />,
        },
      ]}
    />
  );
}

/** The node signs with its own: taken back, it could admit nobody any more. */
function Doing(props: { row: Row; isOwn: boolean; onRevoke: (row: Row) => void }): ReactNode {
  const { row, isOwn, onRevoke } = props;
  const { t, formats } = useWords();
  if (row.revokedAt !== null)
    return (
      <small className="quiet">{t('operate.revokedAt', { entry: formats.number(row.revokedAt) })}</small>
    );
  if (isOwn) return <small className="quiet">{t('operate.ownKey')}</small>;
  return (
    <Button kind="plain" aria-label={`${t('operate.revoke')}: ${row.name}`} onClick={() => onRevoke(row)}>
      {t('operate.revoke')}
    </Button>
  );
}

// How the parts of the node stand, each in one panel.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Operating } from '../../api/operate.ts';
import { Badge, Bar, type Fact, Facts, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';

export interface OfNode {
  node: Operating;
}

export function LogPanel({ node: { log, holdings, nowMs } }: OfNode): ReactNode {
  const { t, formats } = useWords();
  const facts: Fact[] = [
    { name: t('operate.entries'), value: formats.number(log.size), figure: true },
    {
      name: t('operate.newest'),
      value: log.newestEntryAtMs === null ? t('operate.never') : formats.ago(log.newestEntryAtMs, nowMs),
    },
    { name: t('operate.published'), value: formats.number(log.publishedSize ?? 0) },
    {
      name: t('operate.balances'),
      value: holdings.newest?.atMs == null ? t('operate.never') : formats.ago(holdings.newest.atMs, nowMs),
    },
    { name: t('operate.eventsSince'), value: formats.number(holdings.eventsSince) },
  ];
  return (
    <Panel title={t('operate.log')}>
      <Facts facts={facts} />
    </Panel>
  );
}

export function StoragePanel({ node: { storage } }: OfNode): ReactNode {
  const { t, formats } = useWords();
  const { freeBytes, diskBytes } = storage;
  const free = t('operate.free', { free: formats.bytes(freeBytes), all: formats.bytes(diskBytes) });
  const facts: Fact[] = [
    { name: t('operate.database'), value: formats.bytes(storage.databaseBytes + storage.writeAheadBytes) },
    {
      name: t('operate.documents', { count: storage.documents }),
      value: formats.bytes(storage.documentBytes),
    },
    { name: t('operate.accounts'), value: formats.bytes(storage.accountsBytes) },
    { name: t('operate.copies'), value: formats.bytes(storage.backupBytes) },
    { name: t('operate.grown'), value: formats.bytes(Math.max(0, storage.grownBytes)) },
  ];
  return (
    <Panel title={t('operate.storage')}>
      <div className="stack">
        <p>{free}</p>
        <Bar share={1 - freeBytes / diskBytes} label={free} />
        <Facts facts={facts} />
      </div>
    </Panel>
  );
}

export function BackupPanel({ node: { backups, nowMs } }: OfNode): ReactNode {
  const { t, formats } = useWords();
  const { newestAtMs, newestIsGood } = backups;
  return (
    <Panel title={t('operate.backups')}>
      <div className="stack">
        <Facts
          facts={[
            {
              name: t('operate.newestBackup'),
              value: newestAtMs === null ? t('operate.none') : formats.ago(newestAtMs, nowMs),
              figure: true,
            },
          ]}
        />
        {newestIsGood !== null && (
          <div>
            <Badge tone={newestIsGood ? 'good' : 'bad'}>
              {t(newestIsGood ? 'operate.good' : 'operate.bad')}
            </Badge>
          </div>
        )}
      </div>
    </Panel>
  );
}

export function JobsPanel({ node: { jobs } }: OfNode): ReactNode {
  const { t, formats } = useWords();
  return (
    <Panel title={t('operate.jobs')}>
      <Facts
        facts={[
          { name: t('operate.running'), value: formats.number(jobs.running), figure: true },
          { name: t('operate.waiting'), value: formats.number(jobs.waiting), figure: true },
        ]}
      />
    </Panel>
  );
}

export function KeysPanel({ node: { keys } }: OfNode): ReactNode {
  const { t, formats } = useWords();
  const { operator, party, reader } = keys.apiKeys;
  return (
    <Panel title={t('operate.keys')}>
      <Facts
        facts={[
          { name: t('operate.heldHere'), value: formats.number(keys.custodial) },
          { name: t('operate.onDevices'), value: formats.number(keys.device) },
          { name: t('operate.takenBack'), value: formats.number(keys.revoked) },
          { name: t('operate.programs'), value: formats.number(operator + party + reader) },
        ]}
      />
    </Panel>
  );
}

export function ReadersPanel({ node: { scans, doubts } }: OfNode): ReactNode {
  const { t, formats } = useWords();
  return (
    <Panel title={t('operate.people')}>
      <Facts
        facts={[
          { name: t('operate.scans'), value: formats.number(scans.count) },
          { name: t('operate.doubts'), value: formats.number(doubts.count) },
          { name: t('operate.doubtsNew'), value: formats.number(doubts.new) },
        ]}
      />
      <Link to="/doubts">{t('cases.doubtsRead')}</Link>
    </Panel>
  );
}

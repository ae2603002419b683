// The backups that a serving node makes of itself.
import { join } from 'node:path';
import { accountsFile } from '../../account/names.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import { type BackupDesk, backupDesk } from '../../store/backup/desk.ts';
import { sealingKey } from '../../store/vault.ts';
import type { Session } from '../session.ts';

export function backupsOf(
  { directory, io }: Session,
  node: SelvedgeNode,
  report: (fault: unknown) => void,
): BackupDesk {
  const sealing = (): string =>
    sealingKey(join(directory, 'sealing.key'), io.environment.sealing).toString('hex');
  return backupDesk({
    ...{ directory, node, sealing, others: [accountsFile], report },
    nowMs: () => io.nowMs(),
  });
}

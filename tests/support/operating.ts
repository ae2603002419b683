// What a serving node tells its operator, over a test world.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Accounts } from '../../src/account/accounts.ts';
import { accountsFile } from '../../src/account/names.ts';
import { operatingOf } from '../../src/cli/serve/operating.ts';
import type { SelvedgeNode } from '../../src/flow/node.ts';
import type { ApiKeys } from '../../src/http/access/key.ts';
import type { CaptureJobs } from '../../src/http/job/job.ts';
import { captureJobsIn } from '../../src/http/job/stored.ts';
import type { Operating } from '../../src/http/operate/operating.ts';
import { type BackupDesk, backupDesk } from '../../src/store/backup/desk.ts';
import type { Data } from '../../src/store/data.ts';
import type { WebhookDesk } from '../../src/webhook/desk.ts';

export interface OperatingWorld {
  node: SelvedgeNode;
  data: Data;
  keys: ApiKeys;
  accounts: Accounts;
  jobs?: CaptureJobs;
  report?: (fault: unknown) => void;
  webhooks?: WebhookDesk;
}

export function operatingIn(world: OperatingWorld): Operating & { backups: BackupDesk } {
  const { node, data, keys, accounts, report = (fault) => console.error(fault) } = world;
  const { jobs = captureJobsIn(data.database), webhooks } = world;
  const directory = dirname(data.database.location() ?? '');
  const backups = backupDesk({
    ...{ directory, node, others: [accountsFile], report },
    sealing: () => readFileSync(join(directory, 'sealing.key'), 'utf8').trim(),
    nowMs: () => Date.now(),
  });
  const operating = operatingOf({
    ...{ directory, node, data, keys, accounts, jobs, version: 'test', backups },
    ...(webhooks && { webhooks }),
    ...{ keepers: () => [], witnesses: () => [], witnessEveryMs: 1_000 },
  });
  return { ...operating, backups };
}

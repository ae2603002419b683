// What a serving node tells its operator of itself (src/http/operate).
import type { DatabaseSync } from 'node:sqlite';
import { encodeBase64, formatVerifierKey, parseCheckpointText, parseNote } from '#verifier';
import type { Accounts } from '../../account/accounts.ts';
import { accountsFile } from '../../account/names.ts';
import type { Keeper } from '../../anchor/keeper/keeper.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import type { ApiKeys } from '../../http/access/key.ts';
import type { CaptureJobs } from '../../http/job/job.ts';
import { lateIn } from '../../http/operate/late.ts';
import type * as told from '../../http/operate/operating.ts';
import type { BackupDesk } from '../../store/backup/desk.ts';
import type { Data } from '../../store/data.ts';
import { openStorage } from '../../store/storage.ts';
import type { WitnessState } from '../../witness/client.ts';
import { jobsOf } from './jobs.ts';
import { webhooksStateOf } from './webhooks.ts';
import type { WebhookDesk } from '../../webhook/desk.ts';

export interface OperatingGround {
  directory: string;
  version: string;
  node: SelvedgeNode;
  data: Data;
  keys: ApiKeys;
  jobs: CaptureJobs;
  accounts: Accounts;
  backups: BackupDesk;
  /** Absent: none are sent. */
  webhooks?: WebhookDesk;
  /** Those that run by now: anchoring begins after the door is open. */
  keepers: () => readonly Keeper[];
  witnesses: () => WitnessState[];
  witnessEveryMs: number;
}

export function operatingOf(ground: OperatingGround): told.Operating {
  const { directory, data } = ground;
  const startedAtMs = data.world.clock.nowMs();
  const storage = openStorage(directory, data.database, accountsFile);
  return {
    backups: ground.backups,
    state: async () => {
      const { version, node } = ground;
      const own = {
        version,
        nowMs: data.world.clock.nowMs(),
        startedAtMs,
        origin: node.origin,
        operator: node.operator,
      };
      const state = { ...own, ...(await partsOf(ground)), storage: storage() };
      const recordedAtMs = (entry: number): number | undefined => data.world.entries.get(entry)?.recordedAtMs;
      const late = lateIn({ ...state, recordedAtMs, witnessEveryMs: ground.witnessEveryMs });
      return { ...state, late };
    },
  };
}

type Parts = Omit<
  told.OperatingState,
  'version' | 'nowMs' | 'startedAtMs' | 'origin' | 'operator' | 'storage' | 'late'
>;

async function partsOf(ground: OperatingGround): Promise<Parts> {
  const { data, node, jobs } = ground;
  return {
    log: logOf(ground),
    keys: await keysOf(ground),
    writer: writerOf(data.database),
    anchors: anchorsOf(ground),
    witnesses: ground.witnesses(),
    holdings: holdingsOf(ground),
    jobs: await jobsOf(jobs, node),
    webhooks: webhooksStateOf(ground.webhooks, node),
    scans: countedIn(data.database, 'scan'),
    doubts: { ...countedIn(data.database, 'doubt'), new: data.doubts.count({ side: null }).new },
    backups: backupsOf(ground),
  };
}

function logOf({ node, data }: OperatingGround): told.LogState {
  const { size, root, key } = node.head();
  return {
    ...{ size, root: encodeBase64(root), key: formatVerifierKey(key) },
    newestEntryAtMs: data.world.entries.get(size - 1)?.recordedAtMs ?? null,
    publishedSize: sizeOf(data.world.published.read()),
  };
}

function sizeOf(note: string | undefined): number | null {
  const parsed = note === undefined ? undefined : parseNote(note);
  return parsed?.ok === true ? (parseCheckpointText(parsed.note.text)?.size ?? null) : null;
}

async function keysOf({ node, keys }: OperatingGround): Promise<told.KeyCounts> {
  const parties = node.parties();
  const all = parties.flatMap((party) => party.keys);
  const valid = all.filter(({ revokedAt }) => revokedAt === null);
  const custodial = valid.filter(({ custody }) => custody === 'custodial').length;
  const given = await keys.list();
  const open = given.filter(({ revokedAtMs }) => revokedAtMs === null);
  const count = (role: string): number => open.filter((key) => key.role === role).length;
  return {
    ...{ parties: parties.length, custodial, device: valid.length - custodial },
    revoked: all.length - valid.length,
    apiKeys: {
      ...{ operator: count('operator'), party: count('party'), reader: count('reader') },
      revoked: given.length - open.length,
    },
  };
}

function writerOf(database: DatabaseSync): told.OperatingState['writer'] {
  const epoch = Number(database.prepare('SELECT epoch FROM writer').get()?.['epoch']);
  return { processId: process.pid, epoch, memoryBytes: process.memoryUsage.rss(), runtime: process.version };
}

function anchorsOf({ keepers, data }: OperatingGround): told.AnchorState[] {
  const settled = data.world.anchored.newest(Number.MAX_SAFE_INTEGER);
  return keepers().map(({ chain, policy, kept }) => {
    const { underWay, begunAtMs, trouble } = kept;
    const newest = settled.find((anchor) => anchor.chain === chain);
    return {
      ...{ chain, kind: chain.slice(0, chain.indexOf(':')), everyMs: policy.everyMs },
      ...{ settledSize: newest?.size ?? 0, settledAtMs: newest?.settledAtMs ?? null },
      underWay: underWay && {
        ...{ size: underWay.size, letters: underWay.letters.length },
        sinceMs: underWay.letters[0]?.sentAtMs ?? begunAtMs,
      },
      trouble: trouble && { code: trouble.code, detail: trouble.detail, sinceMs: trouble.sinceMs },
    };
  });
}

function holdingsOf({ node, data }: OperatingGround): told.HoldingsState {
  const newest = node.holdingsRoot();
  const eventsSince = node.eventsSinceRoot();
  if (newest === undefined) return { newest: null, eventsSince };
  return {
    newest: { ...newest, atMs: data.world.entries.get(newest.entry)?.recordedAtMs ?? null },
    eventsSince,
  };
}

function countedIn(database: DatabaseSync, table: 'scan' | 'doubt'): told.Counted {
  const { count, last } =
    database.prepare(`SELECT count(*) AS count, max(at_ms) AS last FROM ${table}`).get() ?? {};
  return { count: Number(count), lastAtMs: last === null ? null : Number(last) };
}

/** Only of late is looked at: an older backup is too old anyway. */
const notesLookedAt = 1_000;

function backupsOf({ backups, accounts }: OperatingGround): told.BackupsState {
  const newest = backups.list()[0];
  // What `selvedge backup` has made lies somewhere else; that it was made stands in the trail.
  const byCommand = accounts.audit
    .read({ party: null, limit: notesLookedAt })
    .find(({ action }) => action === 'made a backup');
  const isOurs = newest !== undefined && newest.madeAtMs >= (byCommand?.atMs ?? 0);
  return {
    ...{ underWay: backups.underWay(), failed: backups.failed() },
    newestAtMs: isOurs ? newest.madeAtMs : (byCommand?.atMs ?? null),
    newestIsGood: isOurs ? newest.isGood : null,
  };
}

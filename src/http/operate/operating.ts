// What the node tells its operator of itself: the port that whoever runs it fills (src/cli/serve/operating.ts).
import type { BackupDesk } from '../../store/backup/desk.ts';
import type { Storage } from '../../store/storage.ts';

export interface Operating {
  state(): Promise<OperatingState>;
  /** Absent: this node makes no backups of itself. */
  backups?: BackupDesk;
}

/** All times are milliseconds since 1970, all roots base64. */
export interface OperatingState {
  version: string;
  nowMs: number;
  startedAtMs: number;
  origin: string;
  /** The party that runs the node. */
  operator: string;
  log: LogState;
  /** What somebody should look after, the weightiest first. Empty = all is well. */
  late: Late[];
  keys: KeyCounts;
  storage: Storage;
  writer: { processId: number; epoch: number; memoryBytes: number; runtime: string };
  anchors: AnchorState[];
  witnesses: WitnessView[];
  holdings: HoldingsState;
  jobs: JobsState;
  webhooks: WebhooksState;
  scans: Counted;
  doubts: Counted & { /** Those that the operator has not read. */ new: number };
  backups: BackupsState;
}

export interface LogState {
  size: number;
  root: string;
  /** Verifier key: what readers pin. */
  key: string;
  newestEntryAtMs: number | null;
  /** Of the last checkpoint that was given out. */
  publishedSize: number | null;
}

export interface Late {
  code: string;
  /** Which one: a chain, a witness, a job; null = the node itself. */
  what: string | null;
  sinceMs: number | null;
  /** More, in English: what the other side said. */
  detail: string | null;
}

export interface KeyCounts {
  parties: number;
  /** Held by the node for parties; by their own devices; both without the revoked ones. */
  custodial: number;
  device: number;
  revoked: number;
  apiKeys: { operator: number; party: number; reader: number; revoked: number };
}

export interface Trouble {
  code: string;
  detail: string;
  sinceMs: number;
}

export interface AnchorState {
  /** CAIP-2. */
  chain: string;
  kind: string;
  /** From one anchor to the next, as it is asked for. */
  everyMs: number;
  settledSize: number;
  settledAtMs: number | null;
  underWay: { size: number; sinceMs: number | null; letters: number } | null;
  trouble: Trouble | null;
}

export interface WitnessView {
  name: string;
  url: string;
  /** Of the last head that it signed since the node was started; 0 = none. */
  size: number;
  signedAtMs: number | null;
  trouble: Trouble | null;
}

export interface HoldingsState {
  /** The newest root in the log; null = none yet. */
  newest: { entry: number; lots: number; root: string; atMs: number | null } | null;
  eventsSince: number;
}

export interface JobsState {
  waiting: number;
  running: number;
  /** Newest first, at most 50. */
  newest: JobState[];
}

export interface JobState {
  id: string;
  party: string | null;
  partyName: string | null;
  state: 'waiting' | 'running' | 'done' | 'refused' | 'broken';
  createdAtMs: number;
  finishedAtMs: number | null;
  events: number;
  /** Why it was refused, or broke. */
  errors: { code: string; detail: string }[];
}

/** Webhooks of all parties, those that have ended left out. */
export interface WebhooksState {
  on: number;
  failing: number;
  off: number;
  /** Messages that have not arrived. */
  waiting: number;
  /** Those that are off or failing, the newest first, at most 50. */
  troubled: TroubledWebhook[];
}

export interface TroubledWebhook {
  id: string;
  /** Name or id of the party; null = the node's own. */
  whose: string | null;
  /** Of the receiver: name and port. */
  host: string;
  isOff: boolean;
  sinceMs: number;
  /** What was answered, or went wrong. */
  answer: string | null;
}

export interface BackupsState {
  underWay: ReturnType<BackupDesk['underWay']>;
  failed: ReturnType<BackupDesk['failed']>;
  /** Of this desk or by the command line, as far as the node knows. */
  newestAtMs: number | null;
  newestIsGood: boolean | null;
}

export interface Counted {
  count: number;
  lastAtMs: number | null;
}

// Backups in <data>/backups, one at a time: copied, restored for trial, and only then given the name of a backup.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { copyFile, link, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeBase64 } from '#verifier';
import type { SelvedgeNode } from '../../flow/node.ts';
import { writeDurably } from '../files.ts';
import { type Copied, copyLog } from './copy.ts';
import { beginTrial, type Trial, type TrialUnderWay } from './trial.ts';

/** The log at the moment that was copied. */
export interface CopiedHead {
  entries: number;
  /** base64 */
  root: string;
  stateHash: string;
}

export interface Backup {
  /** Name of its folder: when it was begun. */
  id: string;
  folder: string;
  madeAtMs: number;
  /** Of its databases; documents lie once on the disk. */
  bytes: number;
  head: CopiedHead;
  hasAccounts: boolean;
  trial: Trial;
  /** A node started from it had the same entries, root and state, and all documents. */
  isGood: boolean;
}

export interface BackupUnderWay {
  id: string;
  startedAtMs: number;
  stage: 'copying' | 'trying';
  /** Of `total`: pages while it is copied, then entries. */
  done: number;
  total: number;
}

export type BackupBegun =
  | { ok: true; value: BackupUnderWay }
  | { ok: false; code: 'BACKUP_UNDER_WAY' | 'BACKUP_NO_ROOM'; detail: string };

export interface BackupDesk {
  begin(): BackupBegun;
  underWay(): BackupUnderWay | null;
  /** The last one could not be made: why. null after one that could. */
  failed(): { atMs: number; detail: string } | null;
  /** Newest first. */
  list(): Backup[];
  /** Resolves when none is under way. */
  idle(): Promise<void>;
  /** What is under way ends, and leaves nothing. */
  close(): Promise<void>;
}

export interface BackupOptions {
  directory: string;
  node: Pick<SelvedgeNode, 'head' | 'stateHash'>;
  sealing: () => string;
  /** Other databases of the directory. */
  others: readonly string[];
  nowMs(): number;
  report(fault: unknown): void;
}

const finishedName = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}-\d{3}Z(?:\.bad)?$/;
const unfinishedName = /\.(?:part|trial)$/;

export function backupDesk(options: BackupOptions): BackupDesk {
  const home = join(options.directory, 'backups');
  dropUnfinished(home);
  let current: Run | undefined;
  let working: Promise<void> = Promise.resolve();
  let failed: { atMs: number; detail: string } | null = null;
  const settle = (fault: unknown, isStopped: boolean): void => {
    dropUnfinished(home);
    current = undefined;
    if (isStopped) return;
    const detail = fault instanceof Error ? fault.message : String(fault);
    failed = { atMs: options.nowMs(), detail };
    options.report(fault);
  };
  return {
    begin: () => {
      const refused = refusalOf(options, current);
      if (refused !== undefined) return refused;
      const run = new Run(options, home);
      current = run;
      working = run.all().then(
        () => {
          failed = null;
          current = undefined;
        },
        (fault: unknown) => settle(fault, run.isStopped),
      );
      return { ok: true, value: run.state };
    },
    underWay: () => current?.state ?? null,
    failed: () => failed,
    list: () => listed(home),
    idle: () => working,
    close: async () => {
      current?.stop();
      await working;
    },
  };
}

/** The copy, and the one that is restored for trial. */
const copiesAtOnce = 2;

function refusalOf({ directory }: BackupOptions, current: Run | undefined): BackupBegun | undefined {
  if (current !== undefined)
    return { ok: false, code: 'BACKUP_UNDER_WAY', detail: `The backup ${current.state.id} is being made.` };
  const { bavail, bsize } = statfsSync(directory);
  const needed = statSync(join(directory, 'selvedge.db')).size * copiesAtOnce;
  if (bavail * bsize >= needed) return undefined;
  const detail = `A backup and its trial need ${needed} bytes, and the disk has ${bavail * bsize}.`;
  return { ok: false, code: 'BACKUP_NO_ROOM', detail };
}

class Run {
  readonly #options: BackupOptions;
  readonly #home: string;
  readonly #id: string;
  readonly #startedAtMs: number;
  #progress: Pick<BackupUnderWay, 'stage' | 'done' | 'total'> = { stage: 'copying', done: 0, total: 0 };
  #trial: TrialUnderWay | undefined;
  isStopped = false;

  constructor(options: BackupOptions, home: string) {
    this.#options = options;
    this.#home = home;
    this.#startedAtMs = options.nowMs();
    this.#id = new Date(this.#startedAtMs).toISOString().replaceAll(/[:.]/g, '-');
  }

  get state(): BackupUnderWay {
    return { id: this.#id, startedAtMs: this.#startedAtMs, ...this.#progress };
  }

  stop(): void {
    this.isStopped = true;
    this.#trial?.stop();
  }

  async all(): Promise<void> {
    const part = join(this.#home, `${this.#id}.part`);
    mkdirSync(part, { recursive: true, mode: 0o700 });
    const { head, copied } = await this.#copy(part);
    const trial = await this.#try(part);
    const isGood =
      trial.findings.length === 0 &&
      trial.entries === head.entries &&
      trial.root === head.root &&
      trial.stateHash === head.stateHash;
    const folder = join(this.#home, isGood ? this.#id : `${this.#id}.bad`);
    const bytes = bytesOf(part);
    const hasAccounts = copied.others.length > 0;
    const told = { madeAtMs: this.#options.nowMs(), bytes, head, hasAccounts, trial, isGood };
    writeDurably(join(part, resultFile), [Buffer.from(`${JSON.stringify(told, null, 2)}\n`)]);
    renameSync(part, folder);
  }

  async #copy(part: string): Promise<{ head: CopiedHead; copied: Copied }> {
    const { directory, others, node } = this.#options;
    let head: CopiedHead | undefined;
    const wish = {
      ...{ directory, database: join(part, 'selvedge.db'), checkpoint: join(part, 'published-checkpoint') },
      others: others.map((name) => ({ name, target: join(part, name) })),
    };
    const copied = await copyLog(wish, {
      progress: (done, total) => this.#step('copying', done, total),
      onHeld: (entries) => {
        head ??= headOf(node, entries);
      },
    });
    for (const name of besides) await copyIfThere(join(directory, name), join(part, name));
    await linkAll(join(directory, 'documents'), join(part, 'documents'), () => this.#orStop());
    if (head === undefined) throw new Error('there is no log to copy');
    return { head, copied };
  }

  async #try(folder: string): Promise<Trial> {
    this.#step('trying', 0, 0);
    const scratch = join(this.#home, `${this.#id}.trial`);
    const wish = { folder, scratch, sealing: this.#options.sealing() };
    this.#trial = beginTrial(wish, (done, total) => {
      this.#progress = { stage: 'trying', done, total };
    });
    const trial = await this.#trial.done;
    this.#orStop();
    return trial;
  }

  #step(stage: BackupUnderWay['stage'], done: number, total: number): void {
    this.#orStop();
    this.#progress = { stage, done, total };
  }

  #orStop(): void {
    if (this.isStopped) throw new Error('the node is stopping');
  }
}

const resultFile = 'backup.json';
/** What a restored node needs beside its databases, and holds no secret. */
const besides = ['anchors.json'];

/** Memory is what the disk holds whenever no commit is being written, and none is while this runs. */
function headOf(node: BackupOptions['node'], entries: number): CopiedHead {
  const { size, root } = node.head();
  if (size !== entries) throw new Error(`the log has ${size} entries in memory and ${entries} on disk`);
  return { entries, root: encodeBase64(root), stateHash: node.stateHash() };
}

async function copyIfThere(from: string, to: string): Promise<void> {
  if (existsSync(from)) await copyFile(from, to);
}

/** Documents are sealed and never change: a second name for each costs no room, and copied elsewhere it is a file like any. */
async function linkAll(from: string, to: string, look: () => void): Promise<void> {
  if (!existsSync(from)) return;
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    look();
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkAll(source, target, look);
    // What is being written has no name yet; on a disk without links it is copied.
    else if (!entry.name.endsWith('.tmp')) await link(source, target).catch(() => copyFile(source, target));
  }
}

function bytesOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { name }) => sum + statSync(join(folder, name)).size, 0);
}

/** Whatever was under way when a node ended, by stop or by force. */
function dropUnfinished(home: string): void {
  if (!existsSync(home)) return;
  for (const name of readdirSync(home).filter((one) => unfinishedName.test(one)))
    rmSync(join(home, name), { recursive: true, force: true });
}

function listed(home: string): Backup[] {
  if (!existsSync(home)) return [];
  return readdirSync(home)
    .filter((name) => finishedName.test(name) && existsSync(join(home, name, resultFile)))
    .sort()
    .reverse()
    .map((name) => {
      const told = JSON.parse(readFileSync(join(home, name, resultFile), 'utf8')) as Omit<
        Backup,
        'id' | 'folder'
      >;
      return { id: name, folder: join(home, name), ...told };
    });
}

// A mirror: it follows a node into a directory of its own and believes nothing of it. One round asks witnesses and the
// node once, verifies all that is new, and leaves an alarm for each thing that cannot be.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { encodeBase64, formatVerifierKey, type LogKey, parseLogKey } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { type Data, openData } from '../store/data.ts';
import { alarmOf, type AlarmWish } from './alarm.ts';
import { AlarmFiles } from './alarm-files.ts';
import { Trouble } from './fetch.ts';
import { follow, type Following } from './follow.ts';
import { Remote } from './remote.ts';
import { Replica } from './replica.ts';
import { MirrorStore } from './store.ts';
import { type AuditCounts, auditCounts, followAudits } from './transitions.ts';
import { askWitness, compareSightings, raiseHidden } from './witnesses.ts';

export interface MirrorOptions {
  url: string;
  /** The key of the log. Without it the first that the node names is believed, and kept from then on. */
  key?: LogKey | undefined;
  /** Addresses of witnesses whose heads are compared. */
  witnesses?: readonly string[];
  /** Of a reader at level full: statements are followed too. */
  apiKey?: string | undefined;
  sealing?: string | undefined;
  timeoutMs?: number;
  nowMs(): number;
  /** Words beside the work. */
  tell(sentence: string): void;
  step?(done: number, all: number): void;
  /** Ends what is under way. */
  signal?: AbortSignal;
}

export interface Round {
  /** Entries that are verified by now, and those that are new. */
  size: number;
  newEntries: number;
  /** Base64. */
  root: string;
  /** Entries that are replayed; null where no statements are followed. */
  replayed: number | null;
  /** The state hash was compared for this size. */
  stateCompared: boolean;
  /** What came of the node's audits; null where statements are followed, by which more is known than by these. */
  audits: AuditCounts | null;
  /** Why it could not tell everything. */
  troubles: { code: Trouble['code']; detail: string }[];
  /** Files of the alarms that were raised in this round. */
  raised: string[];
}

const triesMost = 4;
/** The node hashes all that it knows for it. */
const stateEveryMs = 10 * 60_000;

/** Opens the mirror in `directory`, making it if it is not there. One process at a time. Throws Error with a sentence where the directory is another's. */
export async function openMirror(directory: string, options: MirrorOptions): Promise<Mirror> {
  const data = openData(directory, { sealing: options.sealing, nowMs: options.nowMs });
  try {
    const path = join(directory, 'mirror.db');
    if (!existsSync(path) && data.world.entries.count() > 0)
      throw new Error(`${directory} holds the log of a node: a mirror wants a directory of its own`);
    const store = new MirrorStore(path);
    try {
      return await Mirror.begun(directory, data, store, options);
    } catch (fault) {
      store.close();
      throw fault;
    }
  } catch (fault) {
    data.close();
    throw fault;
  }
}

export class Mirror {
  readonly key: LogKey;
  readonly #data: Data;
  readonly #following: Following;
  readonly #options: MirrorOptions;
  readonly #files: AlarmFiles;
  readonly #signal: AbortSignal;
  #replica: Replica | undefined;
  #raised: string[] = [];
  #stateAtMs = Number.NEGATIVE_INFINITY;
  #stateSize = -1;

  private constructor(
    directory: string,
    data: Data,
    store: MirrorStore,
    key: LogKey,
    remote: Remote,
    signal: AbortSignal,
    options: MirrorOptions,
  ) {
    this.key = key;
    this.#data = data;
    this.#options = options;
    this.#signal = signal;
    this.#files = new AlarmFiles(directory);
    this.#following = {
      ...{ remote, store, key },
      nowMs: () => options.nowMs(),
      raise: (wish) => this.#raise(wish),
      step: options.step ?? (() => {}),
    };
  }

  static async begun(
    directory: string,
    data: Data,
    store: MirrorStore,
    options: MirrorOptions,
  ): Promise<Mirror> {
    const signal = options.signal ?? new AbortController().signal;
    const { url, apiKey, timeoutMs } = options;
    const remote = new Remote({ url, apiKey, signal, timeoutMs });
    const key = await settledKey(store, remote, options);
    return new Mirror(directory, data, store, key, remote, signal, options);
  }

  /** Names of the alarm files that lie in the directory, from this run or before. */
  alarms(): string[] {
    return this.#files.names();
  }

  async round(): Promise<Round> {
    const { store, remote } = this.#following;
    const before = store.head()?.size ?? 0;
    this.#raised = [];
    const troubles: Round['troubles'] = [];
    let stateCompared = false;
    await attempted(troubles, ...(this.#options.witnesses ?? []).map((url) => () => this.#ask(url)));
    await attempted(troubles, async () => {
      await this.#followHeads();
      // Of another log than the one followed, audits tell nothing.
      if (!remote.readsStatements) await followAudits(this.#following);
    });
    if (remote.readsStatements)
      await attempted(troubles, async () => {
        stateCompared = await this.#replay();
      });
    const size = store.head()?.size ?? 0;
    return {
      ...{ size, newEntries: size - before },
      root: encodeBase64(store.reader().root()),
      replayed: this.#replica?.size ?? null,
      ...{ stateCompared, audits: remote.readsStatements ? null : auditCounts(store) },
      ...{ troubles, raised: this.#raised },
    };
  }

  close(): void {
    this.#replica?.close();
    this.#following.store.close();
    this.#data.close();
  }

  async #ask(url: string): Promise<void> {
    const isKnown = await askWitness(this.#following, url, this.#signal, this.#options.timeoutMs);
    if (!isKnown) this.#options.tell(`the witness at ${url} has signed nothing of ${this.key.name} yet`);
  }

  /** The witnesses were asked before: what they have signed, the node has now. */
  async #followHeads(): Promise<void> {
    await follow(this.#following);
    for (let tries = 1; compareSightings(this.#following); tries += 1) {
      if (tries === triesMost) return raiseHidden(this.#following);
      await new Promise((resolve) => setTimeout(resolve, 250));
      await follow(this.#following);
    }
  }

  /** True where the state was compared, now or before, for the size of now. */
  async #replay(): Promise<boolean> {
    const { store } = this.#following;
    this.#replica ??= new Replica(this.#data.world, this.#following, this.#options.step);
    if (store.missing().length > 0) await this.#replica.repair();
    for (let tries = 0; tries < triesMost; tries += 1) {
      await this.#replica.catchUp(store.head()?.size ?? 0);
      const isExplained = store.missing().length === 0;
      const isDue = this.#isStateDue();
      if (isExplained && !isDue) return this.#stateSize === this.#replica.size;
      if (isExplained && (await this.#replica.compareState())) {
        this.#stateSize = this.#replica.size;
        this.#stateAtMs = this.#options.nowMs();
        return true;
      }
      // The node has moved on, by an erasure perhaps; a head that was asked for after the statements has it.
      const grown = await follow(this.#following);
      if (grown === 0 && !isExplained) return this.#raiseWithheld();
    }
    return false;
  }

  #isStateDue(): boolean {
    const isDue = this.#options.nowMs() - this.#stateAtMs >= stateEveryMs;
    return isDue && this.#stateSize !== this.#replica?.size;
  }

  #raiseWithheld(): false {
    const { store, remote, raise } = this.#following;
    const [first] = store.missing();
    raise({
      code: 'BODY_WITHHELD',
      detail: `The node withholds something of the statement of entry ${first?.seq}, and no erasure in the log names it.`,
      subject: `${first?.seq}`,
      heads: [{ from: remote.url, note: store.head()?.note ?? '' }],
    });
    return false;
  }

  #raise(wish: AlarmWish): void {
    const about = {
      foundAtMs: this.#options.nowMs(),
      node: this.#following.remote.url,
      log: formatVerifierKey(this.key),
    };
    const path = this.#files.raise(alarmOf(wish, about));
    if (path === undefined) return;
    this.#raised.push(path);
    this.#options.tell(`ALARM ${wish.code}: ${wish.detail} (${path})`);
  }
}

/** One after the other; what could not be told is noted. Faults of this program go on up. */
async function attempted(troubles: Round['troubles'], ...works: (() => Promise<void>)[]): Promise<void> {
  for (const work of works) {
    try {
      await work();
    } catch (fault) {
      if (!(fault instanceof Trouble)) throw fault;
      troubles.push({ code: fault.code, detail: fault.message });
    }
  }
}

/** The key that is followed for ever: as given, as kept, or as the node names it at the first meeting. */
async function settledKey(store: MirrorStore, remote: Remote, { key, tell }: MirrorOptions): Promise<LogKey> {
  const kept = store.known('key');
  if (kept !== undefined) {
    if (key !== undefined && formatVerifierKey(key) !== kept)
      throw new Error(`this mirror follows ${kept}: for another log take another directory`);
    return parseLogKey(kept, nodePrimitives)!;
  }
  const settled = key ?? (await remote.key());
  const text = formatVerifierKey(settled);
  if (key === undefined)
    tell(`no --key given: from now on this mirror believes ${text}, as ${remote.url} names it`);
  store.setKnown('key', text);
  return settled;
}

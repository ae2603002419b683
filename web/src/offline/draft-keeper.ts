// One draft in one tab: when it is written, and what becomes of what another tab has typed.
import { type Attempt, attemptFor, printOf } from './attempt.ts';
import { database } from './database.ts';
import { takeAway } from './kept-draft.ts';
import { keepLastWords, type LastWords, takeLastWords } from './last-words.ts';

const pauseMs = 250;
const channelName = 'selvedge-drafts';

/** What the form shows. */
export interface Shown<T> {
  key: string;
  value: T;
  isReady: boolean;
  keptAtMs: number | null;
  other: { value: T; atMs: number } | null;
  isAside: boolean;
}

export function emptyOf<T>(key: string, initial: T): Shown<T> {
  return { key, value: initial, isReady: false, keptAtMs: null, other: null, isAside: false };
}

export class DraftKeeper<T> {
  readonly #key: string;
  readonly #initial: T;
  readonly #show: (shown: Shown<T>) => void;
  readonly #channel = new BroadcastChannel(channelName);
  #shown: Shown<T>;
  /** Of the kept draft that this tab has seen: a higher one was written by another tab. */
  #seen = 0;
  #isChanged = false;
  #isClosed = false;
  #attempt: Attempt | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(key: string, initial: T, show: (shown: Shown<T>) => void) {
    this.#key = key;
    this.#initial = initial;
    this.#show = show;
    this.#shown = emptyOf(key, initial);
    this.#channel.onmessage = ({ data }) => {
      if (data === key && !this.#isChanged) void this.open();
    };
    addEventListener('pagehide', this.#leave);
    document.addEventListener('visibilitychange', this.#flush);
  }

  /** Takes what is kept. What was typed here in the meantime stays, and the other is offered. */
  async open(): Promise<void> {
    const kept = await database()
      .then((db) => db.get('draft', this.#key))
      .catch(() => undefined);
    if (this.#isChanged) return this.#update({ isReady: true });
    const last = takeLastWords(this.#key);
    if (last !== undefined) return this.#goOn(last);
    // Ours stands aside: what the other tab goes on typing is offered, and never put over it.
    if (this.#shown.isAside && kept?.aside) return this.#update({ other: this.#readOf(kept) });
    this.#seen = kept?.revision ?? 0;
    this.#attempt = kept?.attempt ?? null;
    this.#update({
      isReady: true,
      value: kept === undefined ? this.#initial : this.#read(kept.value),
      keptAtMs: kept?.atMs ?? null,
      other: kept?.aside ? this.#readOf(kept.aside) : null,
      isAside: false,
    });
  }

  set(change: T | ((now: T) => T)): void {
    const value = typeof change === 'function' ? (change as (now: T) => T)(this.#shown.value) : change;
    this.#isChanged = true;
    this.#update({ value });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#flush, pauseMs);
  }

  take(which: 'mine' | 'other'): void {
    const { other, value } = this.#shown;
    if (other === null) return;
    this.#isChanged = true;
    this.#update({ value: which === 'mine' ? value : other.value, other: null, isAside: false });
    void this.#write(async () => this.#keep(true));
  }

  async clear(initial: T): Promise<void> {
    clearTimeout(this.#timer);
    const { isAside } = this.#shown;
    this.#isChanged = false;
    this.#attempt = null;
    this.#update({ value: initial, keptAtMs: null, other: null, isAside: false });
    await this.#write(async () => {
      const change = (await database()).transaction('draft', 'readwrite');
      const kept = await change.store.get(this.#key);
      // The queue may have taken it away already, and what is there now be another tab's.
      if (isAside || kept?.revision === this.#seen) await takeAway(change.store, { key: this.#key, isAside });
      await change.done;
      takeLastWords(this.#key);
      this.#seen = 0;
      this.#tell();
    });
  }

  /** On the device before anything goes to the node, so that a browser that ends meanwhile knows of it. */
  async begin(): Promise<Attempt> {
    clearTimeout(this.#timer);
    const attempt = attemptFor(this.#attempt, this.#shown.value);
    this.#attempt = attempt;
    await this.#write(async () => this.#keep(false));
    return attempt;
  }

  /** The node has refused it, and done nothing: what is sent next is something new. */
  async answered(): Promise<void> {
    this.#attempt = null;
    await this.#write(async () => this.#keep(false));
  }

  close(): void {
    this.#flush();
    this.#isClosed = true;
    removeEventListener('pagehide', this.#leave);
    document.removeEventListener('visibilitychange', this.#flush);
    void this.#writing.finally(() => this.#channel.close());
  }

  readonly #flush = (): void => {
    clearTimeout(this.#timer);
    if (this.#isChanged) void this.#write(async () => this.#keep(false));
  };

  /** The page goes before the database has answered: what was typed last is put where it is kept at once. */
  readonly #leave = (): void => {
    if (this.#isChanged) keepLastWords(this.#key, { value: this.#shown.value, seen: this.#seen });
    this.#flush();
  };

  /** As if it had been typed now, over what this tab had seen then. */
  #goOn({ value, seen }: LastWords): void {
    this.#seen = seen;
    this.#isChanged = true;
    this.#update({ isReady: true, value: this.#read(value) });
    this.#flush();
  }

  /** In their order. A device that keeps nothing fills in and sends forms all the same. */
  #write(work: () => Promise<void>): Promise<void> {
    this.#writing = this.#writing.then(work).catch(() => undefined);
    return this.#writing;
  }

  /** In one transaction: what another tab has written since this one has looked is never replaced unless somebody chose so. */
  async #keep(chosen: boolean): Promise<void> {
    const { value } = this.#shown;
    const now = { value, atMs: Date.now() };
    const change = (await database()).transaction('draft', 'readwrite');
    const kept = await change.store.get(this.#key);
    const isSeen = kept === undefined || kept.revision === this.#seen;
    // Two tabs that typed the same are of one mind.
    const isOurs = chosen || isSeen || printOf(kept.value) === printOf(value);
    const revision = (kept?.revision ?? 0) + 1;
    const aside = chosen ? null : (kept?.aside ?? null);
    await change.store.put(
      isOurs ? { ...now, revision, aside, attempt: this.#attempt } : { ...kept, aside: now },
      this.#key,
    );
    await change.done;
    takeLastWords(this.#key);
    this.#isChanged = this.#shown.value !== value;
    if (isOurs) this.#seen = revision;
    const other = isOurs ? aside : kept;
    this.#update({ keptAtMs: now.atMs, isAside: !isOurs, other: other && this.#readOf(other) });
    this.#tell();
  }

  #tell(): void {
    if (!this.#isClosed) this.#channel.postMessage(this.#key);
  }

  #readOf({ value, atMs }: { value: unknown; atMs: number }): { value: T; atMs: number } {
    return { value: this.#read(value), atMs };
  }

  /** A newer version of the application may ask for members that an older draft does not have. */
  #read(value: unknown): T {
    const isObject = (one: unknown): boolean =>
      typeof one === 'object' && one !== null && !Array.isArray(one);
    return (
      isObject(value) && isObject(this.#initial) ? { ...this.#initial, ...(value as object) } : value
    ) as T;
  }

  #update(change: Partial<Shown<T>>): void {
    this.#shown = { ...this.#shown, ...change };
    this.#show(this.#shown);
  }
}

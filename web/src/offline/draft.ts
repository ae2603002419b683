// What somebody has typed is kept on this device until it is sent: a killed browser, an ended session or a second tab lose nothing.
import { useCallback, useEffect, useRef, useState } from 'react';
import { database } from './database.ts';

/** What is kept. `aside`: what a second tab typed while the first had typed something else. */
export interface KeptDraft {
  value: unknown;
  revision: number;
  atMs: number;
  aside: { value: unknown; atMs: number } | null;
}

export interface Draft<T> {
  readonly value: T;
  readonly set: (change: T | ((now: T) => T)) => void;
  /** False until this device was asked what it has: show the form then, not before. */
  readonly isReady: boolean;
  /** When something was kept the last time; null where nothing is. */
  readonly keptAtMs: number | null;
  /** Another tab has typed something else: both are kept until `take` chooses one. */
  readonly other: { readonly value: T; readonly atMs: number } | null;
  readonly take: (which: 'mine' | 'other') => void;
  /** After it was sent: begins anew with `initial`. Resolves when nothing is kept any more. */
  readonly clear: () => Promise<void>;
}

const pauseMs = 250;
const channelName = 'selvedge-drafts';

interface Shown<T> {
  value: T;
  isReady: boolean;
  keptAtMs: number | null;
  other: { value: T; atMs: number } | null;
}

/**
 * The state of a form, kept under `key` at each change. Put into the key what the form is for (`ship:<party>`): one key is one draft.
 * `initial` is what an empty form holds; members that a kept draft does not have yet are taken from it. T must be structured-cloneable.
 */
export function useDraft<T>(key: string, initial: T): Draft<T> {
  const [shown, setShown] = useState<Shown<T>>(() => emptyOf(initial));
  const keeper = useRef<DraftKeeper<T> | null>(null);
  const first = useRef(initial);
  first.current = initial;
  useEffect(() => {
    const made = new DraftKeeper<T>(key, first.current, setShown);
    keeper.current = made;
    setShown(emptyOf(first.current));
    void made.open();
    return () => made.close();
  }, [key]);
  const set = useCallback<Draft<T>['set']>((change) => keeper.current?.set(change), []);
  const take = useCallback<Draft<T>['take']>((which) => keeper.current?.take(which), []);
  const clear = useCallback(async () => keeper.current?.clear(first.current), []);
  return { ...shown, set, take, clear };
}

/** Puts something into a form before it is opened: what was refused, to be corrected. */
export async function putDraft(key: string, value: unknown): Promise<void> {
  const change = (await database()).transaction('draft', 'readwrite');
  const kept = await change.store.get(key);
  const [atMs, revision] = [Date.now(), (kept?.revision ?? 0) + 1];
  const aside = kept === undefined ? null : { value: kept.value, atMs: kept.atMs };
  await change.store.put({ value, revision, atMs, aside }, key);
  await change.done;
}

function emptyOf<T>(initial: T): Shown<T> {
  return { value: initial, isReady: false, keptAtMs: null, other: null };
}

/** One draft in one tab. */
class DraftKeeper<T> {
  readonly #key: string;
  readonly #initial: T;
  readonly #show: (shown: Shown<T>) => void;
  readonly #channel = new BroadcastChannel(channelName);
  #shown: Shown<T>;
  /** Of the kept draft that this tab has seen: a higher one was written by another tab. */
  #seen = 0;
  #isChanged = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(key: string, initial: T, show: (shown: Shown<T>) => void) {
    this.#key = key;
    this.#initial = initial;
    this.#show = show;
    this.#shown = emptyOf(initial);
    this.#channel.onmessage = ({ data }) => {
      if (data === key && !this.#isChanged) void this.open();
    };
    addEventListener('pagehide', this.#flush);
    document.addEventListener('visibilitychange', this.#flush);
  }

  /** Takes what is kept. What was typed here in the meantime stays, and the other is offered. */
  async open(): Promise<void> {
    const kept = await (await database()).get('draft', this.#key);
    if (this.#isChanged) return this.#update({ isReady: true });
    this.#seen = kept?.revision ?? 0;
    this.#update({
      isReady: true,
      value: kept === undefined ? this.#initial : this.#read(kept.value),
      keptAtMs: kept?.atMs ?? null,
      other: kept?.aside ? { value: this.#read(kept.aside.value), atMs: kept.aside.atMs } : null,
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
    this.#update({ value: which === 'mine' ? value : other.value, other: null });
    this.#write(async () => this.#keep(true));
  }

  async clear(initial: T): Promise<void> {
    clearTimeout(this.#timer);
    this.#isChanged = false;
    this.#update({ value: initial, keptAtMs: null, other: null });
    this.#write(async () => {
      await (await database()).delete('draft', this.#key);
      this.#seen = 0;
      this.#channel.postMessage(this.#key);
    });
    await this.#writing;
  }

  close(): void {
    this.#flush();
    removeEventListener('pagehide', this.#flush);
    document.removeEventListener('visibilitychange', this.#flush);
    void this.#writing.finally(() => this.#channel.close());
  }

  readonly #flush = (): void => {
    clearTimeout(this.#timer);
    if (this.#isChanged) this.#write(async () => this.#keep(false));
  };

  #write(work: () => Promise<void>): void {
    this.#writing = this.#writing.then(work, work);
  }

  /** In one transaction: what another tab has written since this one has looked is never replaced unless somebody chose so. */
  async #keep(chosen: boolean): Promise<void> {
    const { value } = this.#shown;
    const now = { value, atMs: Date.now() };
    const change = (await database()).transaction('draft', 'readwrite');
    const kept = await change.store.get(this.#key);
    const isOurs = chosen || kept === undefined || kept.revision === this.#seen;
    const revision = (kept?.revision ?? 0) + 1;
    await change.store.put(
      isOurs ? { ...now, revision, aside: chosen ? null : (kept?.aside ?? null) } : { ...kept, aside: now },
      this.#key,
    );
    await change.done;
    this.#isChanged = this.#shown.value !== value;
    if (isOurs) this.#seen = revision;
    this.#update({
      keptAtMs: now.atMs,
      ...(!isOurs && { other: { value: this.#read(kept.value), atMs: kept.atMs } }),
    });
    this.#channel.postMessage(this.#key);
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

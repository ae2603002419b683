// What somebody has typed is kept on this device until it is sent: a killed browser, an ended session or a second tab lose nothing.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useMe } from '../api/me.ts';
import { type Attempt, isUnclear } from './attempt.ts';
import { DraftKeeper, emptyOf, type Shown } from './draft-keeper.ts';
import { type DraftMark, draftKey } from './kept-draft.ts';

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
  /** For the queue, which takes it away in the same transaction. */
  readonly mark: DraftMark;
  /** After it was sent: begins anew with `initial`. Resolves when nothing is kept any more. */
  readonly clear: () => Promise<void>;
  /** Sends it, and empties the form once it was taken. What got no answer is sent with the same key and moment the next time: done once. */
  readonly send: <R>(work: (attempt: Attempt) => Promise<R>) => Promise<R>;
}

/**
 * The state of a form, kept under `key` at each change. Put into the key what the form is for (`ship:<party>`): one key is one draft.
 * `initial` is what an empty form holds; members that a kept draft does not have yet are taken from it. T must be structured-cloneable,
 * and holds no password, code or secret. It is the person's who typed it, and shown to nobody else at this device; `device`: of
 * forms for people who are not signed in.
 */
export function useDraft<T>(key: string, initial: T, whose: 'person' | 'device' = 'person'): Draft<T> {
  const person = usePerson();
  const place = whose === 'device' ? draftKey(null, key) : person === undefined ? '' : draftKey(person, key);
  const [last, setShown] = useState<Shown<T>>(() => emptyOf(place, initial));
  const keeper = useRef<DraftKeeper<T> | null>(null);
  const first = useRef(initial);
  first.current = initial;
  useEffect(() => {
    if (place === '') return undefined;
    const made = new DraftKeeper<T>(place, first.current, setShown);
    keeper.current = made;
    setShown(emptyOf(place, first.current));
    void made.open();
    return () => made.close();
  }, [place]);
  const set = useCallback<Draft<T>['set']>((change) => keeper.current?.set(change), []);
  const take = useCallback<Draft<T>['take']>((which) => keeper.current?.take(which), []);
  const clear = useCallback(async () => keeper.current?.clear(first.current), []);
  const send = useCallback<Draft<T>['send']>((work) => sendBy(keeper.current, first.current, work), []);
  // Never what was typed under another key, or by another person, not for a moment.
  const shown = last.key === place ? last : emptyOf(place, first.current);
  return { ...shown, mark: { key: place, isAside: shown.isAside }, set, take, clear, send };
}

/** undefined until it is known who is here; null where nobody is signed in. */
function usePerson(): string | null | undefined {
  const { data: me, isError } = useMe();
  return me === undefined && !isError ? undefined : (me?.user?.id ?? null);
}

async function sendBy<T, R>(
  keeper: DraftKeeper<T> | null,
  initial: T,
  work: (attempt: Attempt) => Promise<R>,
): Promise<R> {
  if (keeper === null) throw new Error('the form is not open yet');
  const attempt = await keeper.begin();
  try {
    const result = await work(attempt);
    await keeper.clear(initial);
    return result;
  } catch (fault) {
    if (!isUnclear(fault)) await keeper.answered();
    throw fault;
  }
}

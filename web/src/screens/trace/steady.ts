// What keeps a large drawing quick: functions that stay the same, and work that waits until it stands.
import {
  startTransition,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';

/** The same function for ever, which does what the newest one does: so nothing is drawn anew because of it. */
export function useSteady<A extends unknown[]>(act: (...args: A) => void): (...args: A) => void {
  const newest = useRef(act);
  useLayoutEffect(() => {
    newest.current = act;
  });
  return useCallback((...args: A) => newest.current(...args), []);
}

/** False until the drawing stands: what is further down the page must not keep it waiting. */
export function useLater(): boolean {
  const [isLater, setLater] = useState(false);
  useEffect(() => {
    const waiting = requestIdleCallback(() => startTransition(() => setLater(true)), { timeout: 1_000 });
    return () => cancelIdleCallback(waiting);
  }, []);
  return isLater;
}

/** A hand that still moves asks for nothing. */
const restMs = 250;

/** What a hand sets, at once; `settle` is told when it rests. Where the value changes from elsewhere, that counts. */
export function useSettling<T>(value: T, settle: (value: T) => void): [T, (value: T) => void] {
  const [moved, setMoved] = useState<{ from: T; to: T } | undefined>();
  const tell = useSteady(settle);
  const isMoving = moved !== undefined && moved.from === value;
  useEffect(() => {
    if (!isMoving) return;
    const waiting = setTimeout(() => tell(moved.to), restMs);
    return () => clearTimeout(waiting);
  }, [isMoving, moved, tell]);
  return [isMoving ? moved.to : value, (to) => setMoved({ from: value, to })];
}

/** A phone, where a list takes the place of the drawing. */
export function useIsNarrow(): boolean {
  return useMedia('(max-width: 47.99rem)');
}

/** Room for map or table beside the drawing. */
export function useIsWide(): boolean {
  return useMedia('(min-width: 68.75rem)');
}

function useMedia(asked: string): boolean {
  return useSyncExternalStore(
    useCallback(
      (onChange: () => void) => {
        const query = matchMedia(asked);
        query.addEventListener('change', onChange);
        return () => query.removeEventListener('change', onChange);
      },
      [asked],
    ),
    () => matchMedia(asked).matches,
  );
}

/** The value of before where this one says the same by its `sign`: so that nothing is worked out anew. */
export function useSame<T>(value: T, sign: string): T {
  const kept = useRef({ value, sign });
  if (kept.current.sign !== sign) kept.current = { value, sign };
  return kept.current.value;
}

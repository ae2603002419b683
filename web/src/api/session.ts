// A session that ended while somebody is at work: they are asked to sign in again where they are (shell/sign-in-again.tsx).
const listeners = new Set<() => void>();

/** The node does not know the caller any more. */
export function sessionEnded(): void {
  for (const listener of listeners) listener();
}

export function onSessionEnd(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

// What was asked of the node before the application was here (web/src/early.ts). Whoever asks the same first is given that answer.
const begun = new Map<string, Promise<Response>>();
/** Who asks later than that, such as a form that is opened after another one, wants to know how it is then. */
const freshMs = 30_000;

/** Asks now, for a `get` of the same path that comes later. */
export function askEarly(path: string): Promise<Response> {
  const answer = fetch(path, { headers: { accept: 'application/json' } });
  // Whoever takes it is told; where nobody does, nobody needs to hear of it.
  answer.catch(() => undefined);
  begun.set(path, answer);
  setTimeout(() => begun.delete(path), freshMs);
  return answer;
}

/** Once. undefined where nobody has asked this early. */
export function askedEarly(path: string): Promise<Response> | undefined {
  const answer = begun.get(path);
  begun.delete(path);
  return answer;
}

/** Something is being changed: what was asked before it is not of now any more. */
export function forgetEarly(): void {
  begun.clear();
}

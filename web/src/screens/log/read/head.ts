// The signed head of the log, and the one that this browser kept from before.
import {
  type LogKey,
  openCheckpoint,
  openCosignatures,
  parseCosignerKey,
  parseLogKey,
  parseNote,
  purePrimitives,
} from '#verifier';
import { call, get } from '../../../api/call.ts';
import type { Answers } from '../../../api/schema.ts';

export interface Head {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** As it came, with all signatures. */
  readonly note: string;
  readonly keyText: string;
  readonly key: LogKey;
}

export type HeadRead =
  | { readonly ok: true; readonly head: Head }
  /** What the verifier says of it. */
  | { readonly ok: false; readonly why: string };

export async function readHead(): Promise<HeadRead> {
  const [response, health] = await Promise.all([
    call('GET', '/log/checkpoint', { accept: 'text/plain' }),
    get<Answers['GET /health']>('/health'),
  ]);
  return openHead(await response.text(), health.key ?? '');
}

export function openHead(note: string, keyText: string): HeadRead {
  const key = parseLogKey(keyText, purePrimitives);
  if (key === undefined) return { ok: false, why: `${keyText} is not the key of a log` };
  const opened = openCheckpoint(note, key, purePrimitives);
  if (!opened.ok) return { ok: false, why: opened.refusal.detail };
  const { origin, size, root } = opened.checkpoint;
  return { ok: true, head: { origin, size, root, note, keyText, key } };
}

/** Names of those who signed below the log, as they say of themselves. */
export function namesBelow({ note, key }: Head): string[] {
  const parsed = parseNote(note);
  if (!parsed.ok) return [];
  return parsed.note.signatures
    .filter(({ name, keyId }) => name !== key.name || keyId !== key.keyId)
    .map(({ name }) => name);
}

export type Witnessed =
  | { readonly ok: true; readonly names: readonly string[] }
  | { readonly ok: false; readonly why: string };

/** Which of the witnesses that the reader named have signed this head. `keys`: verifier keys, one a line. */
export function witnessed({ note }: Head, keys: string): Witnessed {
  const lines = keys.split(/\s+/).filter((line) => line !== '');
  const known = lines.map((line) => parseCosignerKey(line, purePrimitives));
  const strange = lines.find((_, at) => known[at] === undefined);
  if (strange !== undefined) return { ok: false, why: `${strange} is not the key of a witness` };
  const parsed = parseNote(note);
  if (!parsed.ok) return { ok: false, why: parsed.refusal.detail };
  const opened = openCosignatures(
    parsed.note,
    known.filter((key) => key !== undefined),
    purePrimitives,
  );
  if (!opened.ok) return { ok: false, why: opened.refusal.detail };
  return { ok: true, names: opened.cosignatures.map(({ key }) => key.name) };
}

export interface KeptHead {
  readonly note: string;
  readonly keyText: string;
  readonly seenAtMs: number;
}

const kept = 'selvedge-log-head';

/** The newest head that this browser has seen; undefined on a first visit. */
export function keptHead(): (KeptHead & { readonly head: Head }) | undefined {
  const said = JSON.parse(localStorage.getItem(kept) ?? 'null') as KeptHead | null;
  const opened = said === null ? undefined : openHead(said.note, said.keyText);
  return opened?.ok === true ? { ...said!, head: opened.head } : undefined;
}

/** Only a head that was proven to extend the one before takes its place. */
export function keepHead({ note, keyText }: Head, seenAtMs: number): void {
  localStorage.setItem(kept, JSON.stringify({ note, keyText, seenAtMs } satisfies KeptHead));
}

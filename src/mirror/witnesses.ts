// The heads that witnesses have cosigned, against what the node shows this mirror: one log, or two views of it.
import { encodeHex, equalBytes, openCheckpoint, utf8Bytes } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { asked, Trouble } from './fetch.ts';
import { type Following, partsFrom } from './follow.ts';
import { cutAt } from './parts.ts';
import type { Sighting } from './store.ts';

const noteBytesMost = 1_000_000;

/** Notes what the witness at `url` has signed last. False where it knows nothing of this log yet. */
export async function askWitness(
  { key, store }: Following,
  url: string,
  signal: AbortSignal,
  timeoutMs = 15_000,
): Promise<boolean> {
  const hash = encodeHex(nodePrimitives.sha256(utf8Bytes(key.name)));
  const address = `${url.replace(/\/+$/, '')}/${hash}/checkpoint`;
  const { status, bytes } = await asked({
    ...{ url: address, type: 'text/plain', mostBytes: noteBytesMost, timeoutMs, signal },
  });
  if (status === 404) return false;
  const note = Buffer.from(bytes).toString();
  const opened = openCheckpoint(note, key, nodePrimitives);
  if (!opened.ok)
    throw new Trouble('ANSWER_INVALID', `${address}: no head of this log (${opened.refusal.code})`);
  store.putSighting({ source: url, size: opened.checkpoint.size, note });
  return true;
}

/** Compares what was noted with the mirror's tree. True where a witness has seen more than the node shows. */
export function compareSightings(following: Following): boolean {
  const { store } = following;
  const size = store.head()?.size ?? 0;
  for (const sighting of store.sightings()) {
    if (sighting.size > size) return true;
    if (!isSame(following, sighting)) raiseSplit(following, sighting);
    store.dropSighting(sighting);
  }
  return false;
}

function isSame({ store, key }: Following, { size, note }: Sighting): boolean {
  const opened = openCheckpoint(note, key, nodePrimitives);
  return opened.ok && equalBytes(opened.checkpoint.root, store.reader().root(size));
}

function raiseSplit({ store, raise, remote }: Following, { source, size, note }: Sighting): void {
  const reader = store.reader();
  raise({
    code: 'SPLIT_VIEW',
    detail: `The log has signed a head of ${reader.size} entries for this mirror and one of ${size} entries for the witness that cannot be of one log: it shows two faces.`,
    subject: source,
    heads: [
      { from: remote.url, note: store.head()?.note ?? '' },
      { from: source, note },
    ],
    parts: partsFrom(reader, cutAt(size, reader.size)),
  });
}

/** Of the witnesses that have seen more than the node shows, however often it is asked. */
export function raiseHidden({ store, raise, remote }: Following): void {
  const head = store.head();
  for (const { source, size, note } of store.sightings()) {
    if (size <= (head?.size ?? 0)) continue;
    raise({
      code: 'ROLLED_BACK',
      detail: `A witness has cosigned a head of ${size} entries, and the node shows this mirror ${head?.size ?? 0}: it was rolled back, or hides what it has.`,
      subject: `${source} ${head?.size ?? 0}`,
      heads: [
        { from: source, note },
        { from: remote.url, note: head?.note ?? '' },
      ],
    });
  }
}

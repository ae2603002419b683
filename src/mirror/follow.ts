// From one head of the log to the next, from what everybody may read: tiles against heads, entries against tiles, and
// every head an extension of the one before, by the mirror's own tree.
import { encodeBase64, equalBytes, leafHash, openCheckpoint } from '#verifier';
import type { Checkpoint, LeafRange, LogKey } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { emptyEdge, grow, type TreeEdge, type TreeReader } from '../domain/log/tree.ts';
import type { AlarmWish } from './alarm.ts';
import { type EntryFinding, EntryRules } from './entry-rules.ts';
import { Trouble } from './fetch.ts';
import { arePartsOf, cutAround, cutAt, cutOut, type Part, rootOfParts } from './parts.ts';
import { type Remote, tilePath, tileWidth } from './remote.ts';
import { remoteHash } from './remote-tree.ts';
import type { MirrorStore } from './store.ts';

export interface Following {
  remote: Remote;
  store: MirrorStore;
  key: LogKey;
  nowMs(): number;
  /** MUST have the alarm on disk when it returns. */
  raise(wish: AlarmWish): void;
  step(done: number, all: number): void;
}

interface Shown extends Checkpoint {
  note: string;
}

const hashBytes = 32;
/** A head that is older than the last is asked for again, so that a stale answer on the way is no alarm. */
const staleAsksMost = 3;
const staleWaitMs = 250;

/** Asks for the newest head and follows to it; entries that are new. What does not fit becomes an alarm, and the mirror stays where it is. */
export async function follow(following: Following): Promise<number> {
  const { store } = following;
  const own = store.head();
  for (let asks = 1; ; asks += 1) {
    const askedAtMs = following.nowMs();
    const shown = await newestHead(following);
    if (shown === undefined) return 0;
    if (own === undefined || shown.size > own.size) return grown(following, shown, askedAtMs);
    if (!isOwn(following, shown)) return forked(following, shown, ownParts(following, shown.size));
    if (shown.size === own.size) {
      store.setHead({ ...own, askedAtMs });
      return 0;
    }
    if (asks === staleAsksMost) return rolledBack(following, shown);
    await new Promise((resolve) => setTimeout(resolve, staleWaitMs));
  }
}

async function newestHead({ remote, key, raise }: Following): Promise<Shown | undefined> {
  const note = await remote.checkpoint();
  const opened = openCheckpoint(note, key, nodePrimitives);
  if (opened.ok) return { ...opened.checkpoint, note };
  const { code, detail } = opened.refusal;
  if (code.startsWith('NOTE_MALFORMED') || !note.startsWith(`${key.name}\n`))
    throw new Trouble('ANSWER_INVALID', `${remote.url}/log/checkpoint is no head of ${key.name} (${code})`);
  raise({
    code: 'HEAD_NOT_BY_KEY',
    detail: `The head that the node shows is not signed by the key of the log (${code}: ${detail}).`,
    subject: 'head',
    heads: [{ from: remote.url, note }],
  });
  throw new Trouble('STANDS_STILL', 'the node shows no head that the key of the log has signed');
}

/** Whether the mirror's own tree begins with that head, which is not larger. */
function isOwn({ store }: Following, { size, root }: Checkpoint): boolean {
  return equalBytes(store.reader().root(size), root);
}

export function partsFrom(reader: TreeReader, ranges: readonly LeafRange[]): Part[] {
  return ranges.map(([lo, hi]) => ({ lo, hi, hash: reader.range(lo, hi).slice() }));
}

function ownParts({ store }: Following, size: number): Part[] {
  const reader = store.reader();
  return partsFrom(reader, cutAt(size, reader.size));
}

function ownHead({ store }: Following): { from: string; note: string } {
  return { from: 'seen before', note: store.head()?.note ?? '' };
}

function forked(following: Following, { size, note }: Shown, parts: Part[]): number {
  const own = following.store.head();
  const newer = { from: following.remote.url, note };
  const heads = size > (own?.size ?? 0) ? [newer, ownHead(following)] : [ownHead(following), newer];
  following.raise({
    code: 'FORKED',
    detail: `The log has signed a head of ${own?.size} entries and one of ${size} entries that cannot be of one log: it was forked.`,
    subject: `${own?.size}`,
    heads,
    parts,
  });
  throw new Trouble('STANDS_STILL', `the log was forked after the head of ${own?.size} entries or before`);
}

function rolledBack(following: Following, { size, note }: Shown): number {
  const own = following.store.head();
  following.raise({
    code: 'ROLLED_BACK',
    detail: `The node has shown a head of ${own?.size} entries, and shows one of ${size} now: it was rolled back, or hides what it has shown.`,
    subject: `${own?.size}`,
    heads: [ownHead(following), { from: following.remote.url, note }],
    parts: ownParts(following, size),
  });
  throw new Trouble('STANDS_STILL', `the node shows ${size} entries where it has shown ${own?.size}`);
}

interface Growth {
  edge: TreeEdge;
  findings: EntryFinding[];
  /** Entries that are not what their hash in the tile stands for. */
  strangers: { seq: number; bytes: Uint8Array }[];
  /** Tiles whose part that was known before is another one now. */
  changedTiles: { index: number; width: number; bytes: Uint8Array }[];
}

async function grown(following: Following, shown: Shown, askedAtMs: number): Promise<number> {
  const { store } = following;
  const before = store.head();
  const fits = await store.inTransaction(async () => {
    const growth = await fetchedGrowth(following, shown);
    const reader = store.reader(growth.edge);
    if (!equalBytes(reader.root(), shown.root)) return { keep: false, value: false };
    raiseEntries(following, shown, reader, growth);
    if (growth.strangers.length > 0) throw new Trouble('STANDS_STILL', 'entries are not those of the log');
    store.setEdge(growth.edge);
    store.setHead({ size: shown.size, note: shown.note, askedAtMs });
    return { keep: true, value: true };
  });
  if (!fits) return unfitting(following, shown);
  await compareUpperTiles(following, shown, before?.size ?? 0);
  return shown.size - (before?.size ?? 0);
}

async function fetchedGrowth(following: Following, { size }: Shown): Promise<Growth> {
  const { remote, store, step } = following;
  const head = store.head();
  const from = head?.size ?? 0;
  const clocked = { notBeforeMs: head?.askedAtMs ?? null, nowMs: following.nowMs() };
  const rules = new EntryRules(from === 0 ? undefined : store.entry(from - 1), clocked);
  const growth: Growth = {
    edge: from === 0 ? emptyEdge() : store.edge(),
    ...{ findings: [], strangers: [], changedTiles: [] },
  };
  const known = store.reader(growth.edge);
  for (let index = Math.floor(from / tileWidth); index * tileWidth < size; index += 1) {
    const width = Math.min(tileWidth, size - index * tileWidth);
    const [tile, entries] = await Promise.all([remote.tile(0, index, width), remote.bundle(index, width)]);
    const skip = Math.max(0, from - index * tileWidth);
    const held = skip === 0 ? undefined : known.tile(0, index, skip);
    if (held !== undefined && !equalBytes(held, tile.subarray(0, held.length)))
      growth.changedTiles.push({ index, width, bytes: tile });
    take(
      growth,
      following,
      rules,
      index * tileWidth + skip,
      tile.subarray(skip * hashBytes),
      entries.slice(skip),
    );
    step(index * tileWidth + width - from, size - from);
  }
  return growth;
}

function take(
  growth: Growth,
  { store }: Following,
  rules: EntryRules,
  first: number,
  tile: Uint8Array,
  entries: readonly Uint8Array[],
): void {
  const hashes = entries.map((_, at) => tile.slice(at * hashBytes, (at + 1) * hashBytes));
  const next = grow(growth.edge, hashes, nodePrimitives);
  growth.edge = next.edge;
  for (const completed of next.completed) store.putTile(completed);
  for (const [at, bytes] of entries.entries()) {
    const seq = first + at;
    if (!equalBytes(leafHash(bytes, nodePrimitives), hashes[at]!)) growth.strangers.push({ seq, bytes });
    else growth.findings.push(...rules.take(seq, bytes));
    store.putEntry(seq, bytes);
  }
}

function raiseEntries(following: Following, shown: Shown, reader: TreeReader, growth: Growth): void {
  const { raise, remote } = following;
  const heads = [{ from: remote.url, note: shown.note }];
  for (const { seq, bytes } of growth.strangers.slice(0, 1))
    raise({
      code: 'ENTRY_DIFFERS',
      detail: `Entry ${seq} as the node serves it is not the one that its head and tiles stand for.`,
      subject: `${seq}`,
      heads,
      parts: partsFrom(reader, cutAround([seq], reader.size)),
      served: [{ path: `/log/tile/entries ${seq}`, body: encodeBase64(bytes) }],
    });
  for (const { code, seq, detail } of growth.findings) {
    const indexes = [seq - 1, seq].filter((index) => index >= 0);
    const wish = {
      code,
      detail,
      subject: `${seq}`,
      parts: partsFrom(reader, cutAround(indexes, reader.size)),
    };
    const entries = shownEntries(following, indexes);
    raise({
      ...wish,
      entries,
      heads:
        code === 'TIME_NOT_BELIEVABLE' && following.store.head() ? [...heads, ownHead(following)] : heads,
    });
  }
  for (const { index, width, bytes } of growth.changedTiles)
    raiseTile(following, shown, reader, { level: 0, index, width, bytes });
}

export function shownEntries(
  { store }: Pick<Following, 'store'>,
  indexes: readonly number[],
): { index: number; entry: string; statement: null }[] {
  return indexes.map((index) => ({ index, entry: encodeBase64(store.entryBytes(index)), statement: null }));
}

interface ServedTile {
  level: number;
  index: number;
  width: number;
  bytes: Uint8Array;
}

/** Names the first hash that is not the tree's own. */
function raiseTile(following: Following, shown: Shown, reader: TreeReader, served: ServedTile): void {
  const { level, index, width, bytes } = served;
  const own = reader.tile(level, index, width);
  const wrong = Array.from({ length: width }, (_, at) => at).find(
    (at) =>
      !equalBytes(
        own!.subarray(at * hashBytes, (at + 1) * hashBytes),
        bytes.subarray(at * hashBytes, (at + 1) * hashBytes),
      ),
  );
  if (wrong === undefined) return;
  const [leaves, first] = [tileWidth ** level, index * tileWidth + wrong];
  const path = tilePath(String(level), index, width);
  following.raise({
    code: 'TILE_DIFFERS',
    detail: `Hash ${wrong} of ${path} is not the one that the signed head stands for.`,
    subject: `${level}/${index}`,
    heads: [{ from: following.remote.url, note: shown.note }],
    parts: partsFrom(reader, cutOut(first * leaves, (first + 1) * leaves, reader.size)),
    served: [
      { path: `${path} ${first * leaves} ${(first + 1) * leaves} ${wrong}`, body: encodeBase64(bytes) },
    ],
  });
}

/** Others prove by these tiles: they must be the right ones too. */
async function compareUpperTiles(following: Following, shown: Shown, from: number): Promise<void> {
  const reader = following.store.reader();
  for (let level = 1, held = Math.floor(shown.size / tileWidth); held > 0; level += 1) {
    const first = Math.floor(Math.floor(from / tileWidth ** level) / tileWidth);
    for (let index = first; index * tileWidth < held; index += 1) {
      const width = Math.min(tileWidth, held - index * tileWidth);
      const bytes = await following.remote.tile(level, index, width);
      raiseTile(following, shown, reader, { level, index, width, bytes });
    }
    held = Math.floor(held / tileWidth);
  }
}

/** What was served does not lead from the mirror's head to the new one: by its upper tiles the node shows whether it forked. */
async function unfitting(following: Following, shown: Shown): Promise<number> {
  const own = following.store.head();
  const older = own?.size ?? 0;
  const parts = await Promise.all(
    cutAt(older, shown.size).map(async ([lo, hi]) => ({
      lo,
      hi,
      hash: await remoteHash(following.remote, lo, hi, shown.size),
    })),
  );
  const ownRoot = following.store.reader().root();
  const olderRoot = older === 0 ? ownRoot : rootOfParts(older, parts, nodePrimitives);
  if (arePartsOf(shown, parts, nodePrimitives) && olderRoot !== undefined && !equalBytes(olderRoot, ownRoot))
    return forked(following, shown, parts);
  following.raise({
    code: 'TILE_DIFFERS',
    detail: `The tiles that the node serves do not give its head of ${shown.size} entries.`,
    subject: `head after ${older}`,
    heads: [{ from: following.remote.url, note: shown.note }],
    parts,
  });
  throw new Trouble('STANDS_STILL', `the tiles of the node do not give its head of ${shown.size} entries`);
}

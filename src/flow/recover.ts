// How a node comes back: newest snapshot, then the entries after it, through the same `apply` as capture.
import { encodeEntry, equalBytes, leafHash, utf8Bytes, utf8Text } from '#verifier';
import { decodeArrays, encodeArrays } from '../domain/lot/snapshot.ts';
import type { TypedArray } from '../domain/lot/room.ts';
import { arrayOf } from '../domain/lot/snapshot.ts';
import type { CompletedTile, TreeEdge } from '../domain/log/tree.ts';
import { emptyEdge, grow } from '../domain/log/tree.ts';
import { apply, applyRoot } from '../domain/ledger/apply.ts';
import { changeOf, nextRoot } from '../domain/ledger/decide.ts';
import type { Facts } from '../domain/ledger/facts.ts';
import type { Ledger } from '../domain/ledger/ledger.ts';
import { emptyLedger, ledgerArrays, ledgerFromArrays } from '../domain/ledger/ledger.ts';
import { readFacts } from '../domain/ledger/read-facts.ts';
import { Trial } from '../domain/ledger/trial.ts';
import type { EntryRow } from './ports.ts';
import { storedStatement } from './stored.ts';
import type { World } from './world.ts';

export interface State {
  ledger: Ledger;
  edge: TreeEdge;
}

export interface Recovered extends State {
  /** Entries that came out of the snapshot; the others were replayed. */
  fromSize: number;
}

/** Called with (entries done, entries in all) now and then. */
export type Progress = (done: number, all: number) => void;

/** State of the log as it is in the store. A snapshot that does not fit is left aside: it is only a shortcut. */
export function recover(world: World, progress: Progress = () => {}): Recovered {
  const count = world.entries.count();
  const shortcut = fromSnapshot(world);
  const start = shortcut !== undefined && shortcut.ledger.size <= count ? shortcut : blank(world);
  const fromSize = start.ledger.size;
  return { ...replay(world, start, count, progress).state, fromSize };
}

/** Called for each root of the holdings that the log has, with the root that the replay gives. */
export type SeeRoot = (row: EntryRow, replayed: Uint8Array) => void;

/** Everything anew from the entries, without snapshot; and the tiles that belong to it. */
export function rebuild(
  world: World,
  progress: Progress = () => {},
  seeRoot: SeeRoot = () => {},
): { state: State; tiles: CompletedTile[] } {
  return replay(world, blank(world), world.entries.count(), progress, seeRoot);
}

export function writeSnapshot(world: World, state: State): void {
  const arrays = ledgerArrays(state.ledger, utf8Bytes);
  const partial = state.edge.partial.map((hashes, level) => [`edge.${level}`, hashes] as const);
  const own = {
    lastLeaf: lastLeaf(world, state.ledger.size),
    edgeSize: Float64Array.of(state.edge.size),
    ...Object.fromEntries(partial),
  };
  const chunks = encodeArrays({ ...arrays, ...own });
  world.snapshots.write(state.ledger.size, chunks);
}

/** Before the first entry. What was erased is void in the map from the beginning on. */
export function blank(world: World): State {
  const random = world.randomBytes(8);
  const hashKey = new Uint32Array([
    new DataView(random.buffer, random.byteOffset).getUint32(0),
    new DataView(random.buffer, random.byteOffset).getUint32(4),
  ]);
  const ledger = emptyLedger(hashKey, world.primitives);
  ledger.holdings.erase(world.entries.erasedLots(), () => null);
  return { ledger, edge: emptyEdge() };
}

function fromSnapshot(world: World): State | undefined {
  const snapshot = world.snapshots.read();
  if (snapshot === undefined) return undefined;
  try {
    const arrays = decodeArrays(snapshot.arrays);
    const ledger = ledgerFromArrays(arrays, (bytes) => utf8Text(bytes) ?? '', world.primitives);
    if (!equalBytes(arrayOf(arrays, 'lastLeaf', Uint8Array), lastLeaf(world, ledger.size))) return undefined;
    return { ledger, edge: edgeOf(arrays) };
  } catch (fault) {
    // Written by another version of this program: the entries say it all again.
    if (fault instanceof RangeError) return undefined;
    throw fault;
  }
}

/** Tells this log at this size from any other: the last entry names a statement that is nowhere else. Empty if there is none. */
function lastLeaf(world: World, size: number): Uint8Array {
  const last = size === 0 ? undefined : world.entries.get(size - 1);
  return last === undefined ? new Uint8Array(0) : new Uint8Array(leafOf(last, world));
}

function edgeOf(arrays: Record<string, TypedArray>): TreeEdge {
  const partial: Uint8Array[] = [];
  while (arrays[`edge.${partial.length}`] !== undefined)
    partial.push(arrayOf(arrays, `edge.${partial.length}`, Uint8Array));
  return { size: arrayOf(arrays, 'edgeSize', Float64Array)[0] ?? 0, partial };
}

const progressEvery = 256;

function replay(
  world: World,
  start: State,
  count: number,
  progress: Progress,
  seeRoot: SeeRoot = () => {},
): { state: State; tiles: CompletedTile[] } {
  let edge = start.edge;
  const tiles: CompletedTile[] = [];
  for (const row of world.entries.scan(start.ledger.size, count)) {
    if (row.kind === 'holdings') replayRoot(start.ledger, row, seeRoot);
    else replayEntry(world, start.ledger, row);
    const grown = grow(edge, [leafOf(row, world)], world.primitives);
    edge = grown.edge;
    tiles.push(...grown.completed);
    if (row.seq % progressEvery === 0) progress(row.seq, count);
  }
  return { state: { ledger: start.ledger, edge }, tiles };
}

export function leafOf(row: Omit<EntryRow, 'body'>, world: Pick<World, 'primitives'>): Uint8Array {
  return leafHash(encodeEntry(row), world.primitives);
}

/** What was erased since is void in the replayed map from its beginning on, so an older root may be another one. */
export function replayRoot(ledger: Ledger, row: EntryRow, seeRoot: SeeRoot): void {
  ledger.holdings.settle(ledger);
  if (ledger.births !== row.firstLot)
    throw new Error(`entry ${row.seq} of the store has ${row.firstLot} lots, not ${ledger.births}`);
  seeRoot(row, ledger.holdings.root());
  applyRoot(ledger, { ...nextRoot(ledger, row.recordedAtMs), seq: row.seq });
}

function replayEntry(world: World, ledger: Ledger, row: EntryRow): void {
  const facts = readFacts(storedStatement(world, row), world.primitives, true);
  if (!facts.ok)
    throw new Error(
      `entry ${row.seq} of the store has no facts (${facts.refusals[0]?.code}): the store is damaged`,
    );
  replayFacts(ledger, facts.facts, row);
}

/** The one way in which an entry that was accepted, here or by the node that is mirrored, changes the ledger. */
export function replayFacts(
  ledger: Ledger,
  facts: Facts,
  row: Pick<EntryRow, 'seq' | 'recordedAtMs' | 'firstLot'>,
): void {
  const change = changeOf(ledger, new Trial(ledger), [facts], row.recordedAtMs);
  if (ledger.births !== row.firstLot)
    throw new Error(
      `entry ${row.seq} of the store counts its lots from ${row.firstLot}, not ${ledger.births}`,
    );
  apply(ledger, change);
}

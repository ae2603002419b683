// What a file rests on outside this node: the head that witnesses have cosigned, the anchors of it.
import {
  type AnchorTrust,
  consistencyRanges,
  type LeafRange,
  openAnchor,
  openCosignatures,
  type OutsideTrust,
  parseCosignerKey,
  parseNote,
  type ShownAnchor,
} from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import type { SettledAnchor } from '../ports.ts';
import type { Published } from '../published.ts';
import { lotView } from '../query.ts';
import type { World } from '../world.ts';
import { newestRoot } from '../holdings.ts';
import { holdingsProven } from './proven.ts';

/** The head that a file is about. */
export interface EvidenceHead {
  readonly size: number;
  /** Signed note: the log's signature, then those of `witnesses` (verifier keys). */
  readonly note: string;
  readonly witnesses: readonly string[];
}

/**
 * Of the heads of at least so many entries the one that most witnesses have cosigned, or else the head of now. `better`: a
 * size that the file would rather have, but not at the price of all its witnesses. It is not at that of some who are only
 * slower than others either: a head comes into the store when its round is over (witness/client.ts).
 */
export function headCovering(
  world: World,
  published: Published,
  least: number,
  better: number = least,
): EvidenceHead {
  const { size } = published.reader();
  return (
    cosignedCovering(world, size, Math.max(least, better)) ??
    cosignedCovering(world, size, least) ?? { size, note: published.checkpoint(), witnesses: [] }
  );
}

/** A head beyond the log would be of a store that was rolled back, whose published head then says so. */
function cosignedCovering({ cosigned }: World, size: number, least: number): EvidenceHead | undefined {
  const head = cosigned.newest(least);
  return head !== undefined && head.size <= size ? head : undefined;
}

export interface OutsideView {
  /** Entries of the head that covers the lot's making. */
  size: number;
  trust: OutsideTrust;
}

/**
 * What stands outside behind a lot's coming into being: who cosigned a head that covers it, the anchors of that head, and of
 * how many lots on the way the balances are proven to readers of level full. Signs nothing: a page is asked for more often
 * than a head. `id`: canonical.
 */
export function outsideView(world: World, ledger: Ledger, published: Published, id: string): OutsideView {
  const least = (lotView(ledger, id)?.entry ?? -1) + 1;
  const { size: now } = published.reader();
  const rooted = (newestRoot(world, ledger)?.seq ?? -1) + 1;
  const head = cosignedCovering(world, now, Math.max(least, rooted)) ?? cosignedCovering(world, now, least);
  const size = head?.size ?? now;
  const anchors = world.anchored.newest(size).map((anchor) => {
    return anchorTrust(anchor, least, published, world);
  });
  const witnesses = head === undefined ? [] : witnessesOf(head, world);
  const holdings = holdingsProven(world, ledger, id, size);
  return { size, trust: { witnesses, quorum: null, anchors, holdings } };
}

/** The store holds only what was verified: what does not open is of a database that was changed by hand. */
function witnessesOf({ note, witnesses }: EvidenceHead, { primitives }: World): OutsideTrust['witnesses'] {
  const parsed = parseNote(note);
  const keys = witnesses.flatMap((text) => parseCosignerKey(text, primitives) ?? []);
  const opened = parsed.ok ? openCosignatures(parsed.note, keys, primitives) : parsed;
  if (!opened.ok) throw new Error(`a cosigned head in the store does not open: ${opened.refusal.detail}`);
  return opened.cosignatures.map(({ key, timeSeconds }) => {
    return { name: key.name, atMs: timeSeconds * 1000, named: false };
  });
}

function anchorTrust(
  anchor: SettledAnchor,
  least: number,
  published: Published,
  { primitives }: World,
): AnchorTrust {
  const opened = openAnchor(anchor, published.verifierKey, primitives);
  if (!opened.ok) throw new Error(`an anchor in the store does not open: ${opened.refusal.detail}`);
  const { atMs, place, block } = opened.anchor;
  const { chain, size } = anchor;
  return {
    ...{ chain, size, atMs, place, covers: size < least ? 'nothing' : 'all' },
    ...(block === null ? { block: null, number: null } : { block: 'not checked', number: block.number }),
  };
}

const anchorsShown = 16;

/** The newest anchor of each chain that this head has grown from, with the proof that it has. */
export function anchorsOf(
  { anchored }: World,
  { size }: EvidenceHead,
  hash: (range: LeafRange) => string,
): ShownAnchor[] {
  return anchored
    .newest(size)
    .slice(0, anchorsShown)
    .map(({ chain, size: from, root, proof }) => {
      return { chain, size: from, root, consistency: consistencyRanges(from, size).map(hash), proof };
    });
}

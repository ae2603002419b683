// The transition from one root of the map to the next (docs/protocol/holdings.md, "Audits"): what somebody without
// bodies can check of it.
import { equalBytes } from '../bytes/bytes.ts';
import { type Refused, type Result, refused } from '../bytes/result.ts';
import { emptyRoot, hashLength, nodeHash } from '../merkle/hash.ts';
import { splitPoint } from '../merkle/range.ts';
import { rootFromSubtreeProof, type ShownLeaf, subtreeProofRanges } from '../merkle/subtree.ts';
import type { Primitives } from '../primitives/primitives.ts';
import { chainAfter, emptyChain, type History, holdingsLeaf, voidLeaf } from './leaf.ts';

/** A leaf without its number: what is public of a lot. */
export interface BlindLeaf extends History {
  readonly sealed: Uint8Array;
}

export interface AuditedLot {
  readonly number: number;
  /** null where it was born after the root before. */
  readonly before: BlindLeaf | null;
  /** Ascending by entry. */
  readonly links: readonly { readonly entry: number; readonly delta: Uint8Array }[];
  /** The new sealed totals; null where the lot is void. */
  readonly sealed: Uint8Array | null;
}

export interface HoldingsAudit {
  /** Index of the root entry before this one; null at the first. */
  readonly from: number | null;
  /** Index of the root entry. */
  readonly to: number;
  /** All that were touched, erased or born between, ascending by number. */
  readonly lots: readonly AuditedLot[];
  /** The subtrees of the new tree in which none of those lie (evidence.md, "Subtree proof"). */
  readonly unchanged: readonly Uint8Array[];
}

/** A root entry as the log has it. */
export interface RootSeen {
  readonly index: number;
  readonly lots: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
}

/** An entry that gave birth, as the log has it. */
export interface BirthsSeen {
  readonly entry: number;
  readonly firstLot: number;
  readonly lotCount: number;
}

export type AuditRefusalCode =
  | 'AUDIT_OF_OTHER_ROOTS'
  | 'AUDIT_LOTS_INVALID'
  | 'AUDIT_LINKS_INVALID'
  | 'AUDIT_BIRTH_MISSING'
  | 'AUDIT_OLD_ROOT_DIFFERS'
  | 'AUDIT_NEW_ROOT_DIFFERS';

/**
 * Whether the map of `after` is that of `before` with every chain only extended. `before`: the root entry before it, null
 * for the first of a log. `births`: the entries between the two that gave birth, as the auditor read them from the log.
 * Says nothing of the totals: those are blinded.
 */
export function checkAudit(
  audit: HoldingsAudit,
  before: RootSeen | null,
  after: RootSeen,
  births: readonly BirthsSeen[],
  primitives: Primitives,
): Result<{ lots: number }, AuditRefusalCode> {
  const oldLots = before?.lots ?? 0;
  if (audit.to !== after.index || audit.from !== (before?.index ?? null) || oldLots > after.lots)
    return refused('AUDIT_OF_OTHER_ROOTS', `it is of ${audit.from} and ${audit.to}`);
  const wrong =
    wrongLots(audit, oldLots, after.lots) ??
    wrongLinks(audit, before?.index ?? -1, after.index) ??
    wrongBirths(audit, oldLots, after.lots, births) ??
    wrongNewRoot(audit, after, primitives) ??
    wrongOldRoot(audit, before, after.lots, primitives);
  return wrong ?? { ok: true, lots: audit.lots.length };
}

/**
 * Whether an audit that `checkAudit` refuses for its links or births is proof by itself: it opens both roots, so what is
 * wrong with it is what they commit to. Otherwise whoever shows the audit could have made it up.
 */
export function isCommittedTo(
  audit: HoldingsAudit,
  before: RootSeen | null,
  after: RootSeen,
  primitives: Primitives,
): boolean {
  // Links of a void leaf are in no hash; and its hash is also that of a leaf with nothing in it, sealed with zeros.
  const isBound = audit.lots.every(({ sealed, links }) =>
    sealed === null ? links.length === 0 : sealed.some((byte) => byte !== 0),
  );
  return (
    isBound &&
    wrongLots(audit, before?.lots ?? 0, after.lots) === undefined &&
    wrongNewRoot(audit, after, primitives) === undefined &&
    wrongOldRoot(audit, before, after.lots, primitives) === undefined
  );
}

function wrongLots(
  { lots }: HoldingsAudit,
  oldLots: number,
  newLots: number,
): Refused<AuditRefusalCode> | undefined {
  const born = lots.filter(({ number }) => number >= oldLots).length;
  const wrong = lots.find(({ number, before }, at) => {
    const follows = Number.isSafeInteger(number) && number > (lots[at - 1]?.number ?? -1) && number < newLots;
    return !follows || (before === null) !== number >= oldLots;
  });
  if (wrong !== undefined)
    return refused('AUDIT_LOTS_INVALID', `lot ${wrong.number} stands in the wrong place`);
  if (born === newLots - oldLots) return undefined;
  return refused('AUDIT_LOTS_INVALID', `${born} of ${newLots - oldLots} new lots`);
}

/** What was erased has lost its history: nothing can be added to it, and it stays void. */
function wrongLinks(
  { lots }: HoldingsAudit,
  from: number,
  to: number,
): Refused<AuditRefusalCode> | undefined {
  const wrong = lots.find(({ before, links, sealed }) => {
    if (sealed === null) return links.length > 0;
    // A leaf that counts nothing is void.
    if (before !== null && (before.count === 0 || links.length === 0)) return true;
    // Of a lot that got its number late, links from before its birth are there from the birth on.
    const first = before === null ? -1 : from;
    return links.some(({ entry, delta }, at) => {
      const follows = Number.isSafeInteger(entry) && entry > Math.max(first, links[at - 1]?.entry ?? -1);
      return !follows || entry >= to || delta.length !== hashLength;
    });
  });
  return wrong && refused('AUDIT_LINKS_INVALID', `lot ${wrong.number} has links that nobody may add to it`);
}

/** The numbers of the log's births are all of the new lots, and each lot that is not void is touched by its own birth. */
function wrongBirths(
  { lots }: HoldingsAudit,
  oldLots: number,
  newLots: number,
  births: readonly BirthsSeen[],
): Refused<AuditRefusalCode> | undefined {
  let free = oldLots;
  const bornIn: number[] = [];
  for (const { entry, firstLot, lotCount } of births) {
    if (firstLot !== free) return refused('AUDIT_BIRTH_MISSING', `entry ${entry} numbers from ${firstLot}`);
    for (let at = 0; at < lotCount; at += 1) bornIn.push(entry);
    free += lotCount;
  }
  if (free !== newLots)
    return refused('AUDIT_BIRTH_MISSING', `${free} lots are born, ${newLots} have leaves`);
  const wrong = lots.find(({ number, sealed, links }) => {
    const entry = number >= oldLots && sealed !== null ? bornIn[number - oldLots] : undefined;
    return entry !== undefined && !links.some((link) => link.entry === entry);
  });
  return wrong && refused('AUDIT_BIRTH_MISSING', `lot ${wrong.number} has no link of its own birth`);
}

function wrongNewRoot(
  { lots, unchanged }: HoldingsAudit,
  after: RootSeen,
  primitives: Primitives,
): Refused<AuditRefusalCode> | undefined {
  const leaves = lots.map((lot) => ({ index: lot.number, hash: newLeaf(lot, primitives) }));
  const root = rootFromSubtreeProof(after.lots, leaves, unchanged, primitives);
  if (root !== undefined && equalBytes(root, after.root)) return undefined;
  return refused('AUDIT_NEW_ROOT_DIFFERS', `the new leaves do not give the root of entry ${after.index}`);
}

function newLeaf({ number, before, links, sealed }: AuditedLot, primitives: Primitives): Uint8Array {
  if (sealed === null) return voidLeaf(number, primitives);
  const chain = links.reduce(
    (so, { entry, delta }) => chainAfter(so, entry, delta, primitives),
    before?.chain ?? emptyChain,
  );
  const count = (before?.count ?? 0) + links.length;
  return holdingsLeaf(number, { count, last: links.at(-1)?.entry ?? 0, chain }, sealed, primitives);
}

function wrongOldRoot(
  { lots, unchanged }: HoldingsAudit,
  before: RootSeen | null,
  newLots: number,
  primitives: Primitives,
): Refused<AuditRefusalCode> | undefined {
  if (before === null) return undefined;
  const old = lots.flatMap((lot): ShownLeaf[] =>
    lot.before === null
      ? []
      : [{ index: lot.number, hash: holdingsLeaf(lot.number, lot.before, lot.before.sealed, primitives) }],
  );
  const ranges = subtreeProofRanges(
    newLots,
    lots.map(({ number }) => number),
  );
  const known = new Map(ranges.map(([lo, hi], at) => [`${lo} ${hi}`, unchanged[at]!]));
  for (const { index, hash } of old) known.set(`${index} ${index + 1}`, hash);
  const root = before.lots === 0 ? emptyRoot(primitives) : rootOfKnown(0, before.lots, known, primitives);
  if (root !== undefined && equalBytes(root, before.root)) return undefined;
  return refused('AUDIT_OLD_ROOT_DIFFERS', `the old leaves do not give the root of entry ${before.index}`);
}

/** A tree that has grown keeps its perfect subtrees: what stayed the same are nodes of the old tree too, or put together from them. */
function rootOfKnown(
  lo: number,
  hi: number,
  known: ReadonlyMap<string, Uint8Array>,
  primitives: Primitives,
): Uint8Array | undefined {
  const found = known.get(`${lo} ${hi}`);
  if (found !== undefined || hi - lo === 1) return found;
  const middle = lo + splitPoint(hi - lo);
  const left = rootOfKnown(lo, middle, known, primitives);
  const right = left && rootOfKnown(middle, hi, known, primitives);
  return left && right && nodeHash(left, right, primitives);
}

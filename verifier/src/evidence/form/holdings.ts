// The member `holdings` of form 2 (docs/protocol/holdings.md): the balances of the shown lots, out of the log's own map.
import { hasExactly, isAscending, isNatural, isTime, readEach } from '../../bytes/member.ts';
import { isHash, isHashes } from './hash.ts';

/** The entry of kind 2 that commits to the map. */
export interface HoldingsRoot {
  readonly index: number;
  readonly recordedAtMs: number;
  /** Leaves of the map. */
  readonly lots: number;
  /** Base64. */
  readonly root: string;
}

/** One link of a lot's history: an entry that touched it, and the blinded change (base64). */
export interface HoldingsLink {
  readonly entry: number;
  readonly delta: string;
}

/** One leaf, opened: all of it but the secret, which is in the lot's birth. */
export interface HoldingsLot {
  readonly number: number;
  /** 0 not known, 1 mass, 2 length, 3 area, 4 volume, 5 count. */
  readonly dimension: number;
  /** These three in base units, and how many portions could not be added up. */
  readonly produced: number;
  readonly consumed: number;
  readonly unknown: number;
  readonly claimed: number;
  readonly count: number;
  /** The chain before the first link, base64. */
  readonly before: string;
  readonly links: readonly HoldingsLink[];
}

export interface Holdings {
  readonly root: HoldingsRoot;
  /** Ascending by number. */
  readonly lots: readonly HoldingsLot[];
  /** Subtree proof of these leaves in the map, base64. */
  readonly proof: readonly string[];
}

const dimensionMax = 5;
const lotMembers = [
  'number',
  'dimension',
  'produced',
  'consumed',
  'unknown',
  'claimed',
  'count',
  'before',
  'links',
];

/** Undefined unless lots ascend and every number is below the size of the map. */
export function readHoldings(value: unknown): Holdings | undefined {
  if (!hasExactly(value, ['root', 'lots', 'proof'])) return undefined;
  const { proof } = value;
  const root = readRoot(value['root']);
  const lots = readEach(value['lots'], readLot);
  if (root === undefined || lots === undefined || !isHashes(proof)) return undefined;
  const numbers = lots.map(({ number }) => number);
  return isAscending(numbers) && (numbers.at(-1) ?? -1) < root.lots ? { root, lots, proof } : undefined;
}

/** The same value with its members in the order of the file. */
export function writeHoldings({ root, lots, proof }: Holdings): Holdings {
  const { index, recordedAtMs, lots: size, root: hash } = root;
  return { root: { index, recordedAtMs, lots: size, root: hash }, lots: lots.map(writeLot), proof };
}

function readRoot(value: unknown): HoldingsRoot | undefined {
  if (!hasExactly(value, ['index', 'recordedAtMs', 'lots', 'root'])) return undefined;
  const { index, recordedAtMs, lots, root } = value;
  if (!isNatural(index) || !isTime(recordedAtMs) || !isNatural(lots) || !isHash(root)) return undefined;
  return { index, recordedAtMs, lots, root };
}

function readLot(value: unknown): HoldingsLot | undefined {
  if (!hasExactly(value, lotMembers)) return undefined;
  const { number, dimension, produced, consumed, unknown, claimed, count, before } = value;
  if (!isNatural(number) || !isNatural(dimension) || dimension > dimensionMax) return undefined;
  if (!isNatural(produced) || !isNatural(consumed) || !isNatural(unknown)) return undefined;
  if (!isNatural(claimed) || !isNatural(count) || !isHash(before)) return undefined;
  const links = readEach(value['links'], readLink);
  return links && { number, dimension, produced, consumed, unknown, claimed, count, before, links };
}

function readLink(value: unknown): HoldingsLink | undefined {
  if (!hasExactly(value, ['entry', 'delta'])) return undefined;
  const { entry, delta } = value;
  return isNatural(entry) && isHash(delta) ? { entry, delta } : undefined;
}

function writeLot(lot: HoldingsLot): HoldingsLot {
  const { number, dimension, produced, consumed, unknown, claimed, count, before } = lot;
  const links = lot.links.map(({ entry, delta }) => ({ entry, delta }));
  return { number, dimension, produced, consumed, unknown, claimed, count, before, links };
}

// Roots of the holdings (docs/protocol/holdings.md): the node's audits, checked as anybody would, and what proves that a
// root is not the one that the statements give.
import {
  type BirthsSeen,
  checkAudit,
  encodeBase64,
  formatAudit,
  type HoldingsAudit,
  parseAudit,
  type RootSeen,
} from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { Transition } from '../domain/holdings/transition.ts';
import type { Ledger } from '../domain/ledger/ledger.ts';
import type { SaidStatement } from '../flow/judged.ts';
import type { EntryRow } from '../flow/ports.ts';
import type { World } from '../flow/world.ts';
import type { AlarmWish, ShownEntry, ShownLot } from './alarm.ts';
import { type Following, partsFrom, shownEntries } from './follow.ts';
import { cutAround } from './parts.ts';
import type { MirrorStore } from './store.ts';

/** As many as a node keeps. */
const auditsKept = 64;
const lotsShownMost = 4;
const touchesShownMost = 32;

/** The oldest root entry below `to` whose audit a node still has. */
export function auditsFrom(store: MirrorStore, to: number): number {
  return store.rootsBefore(to, auditsKept).at(-1) ?? 0;
}

/** The root entry before `seq`, and what gave birth between them, ascending. */
export function sinceRootBefore(
  store: MirrorStore,
  seq: number,
): { before: RootSeen | null; births: BirthsSeen[] } {
  const [index] = store.rootsBefore(seq, 1);
  const root = index === undefined ? undefined : store.entry(index);
  const before =
    index === undefined || root === undefined ? null : { index, lots: root.firstLot, root: root.digest };
  const births: BirthsSeen[] = [];
  for (const [entry, { firstLot, lotCount }] of store.entries((index ?? -1) + 1, seq))
    if (lotCount > 0) births.push({ entry, firstLot, lotCount });
  return { before, births };
}

export function checkServedAudit(following: Following, row: EntryRow, bytes: Uint8Array): void {
  const wish = wrongAudit(following, { index: row.seq, lots: row.firstLot, root: row.digest }, bytes);
  if (wish !== undefined) following.raise(wish);
}

/** What is served as the audit of a root, as anybody can check it: the alarm that it gives cause for; undefined where it holds. */
export function wrongAudit(following: Following, after: RootSeen, bytes: Uint8Array): AlarmWish | undefined {
  const { store, remote } = following;
  const { before, births } = sinceRootBefore(store, after.index);
  const parsed = parseAudit(bytes);
  const checked = parsed.ok ? checkAudit(parsed.audit, before, after, births, nodePrimitives) : parsed;
  if (checked.ok) return undefined;
  const { code, detail } = checked.refusal;
  const indexes = [...(before === null ? [] : [before.index]), ...births.map(({ entry }) => entry)];
  indexes.push(after.index);
  const reader = store.reader();
  return {
    code: 'AUDIT_INVALID',
    detail: `What the node serves as the audit of the root in entry ${after.index} does not lead to it (${code}: ${detail}).`,
    subject: `${after.index}`,
    heads: [{ from: remote.url, note: store.head()?.note ?? '' }],
    parts: partsFrom(reader, cutAround(indexes, reader.size)),
    entries: shownEntries(following, indexes),
    served: [{ path: `/log/audit/${after.index}`, body: encodeBase64(bytes) }],
  };
}

/** The root differs from that of the mirror's own map, which MUST be settled and not rooted yet. */
export function raiseRoot(
  following: Following,
  world: World,
  ledger: Ledger,
  row: EntryRow,
  served: Uint8Array | undefined,
  isFirst: boolean,
): void {
  const { store, remote, raise } = following;
  const own = Transition.audit(ledger.holdings.audit(row.seq));
  const parsed = served && parseAudit(served);
  const lots = differing(store, ledger, own, parsed?.ok === true ? parsed.audit : undefined);
  if (!isFirst && (served === undefined || lots.length === 0)) return;
  const { before, births } = sinceRootBefore(store, row.seq);
  const rooted = [...(before === null ? [] : [before.index]), ...births.map(({ entry }) => entry), row.seq];
  const told = lots.flatMap(({ bornIn, touchedIn }) => [bornIn, ...touchedIn]);
  const indexes = [...new Set([...rooted, ...told])].sort((one, other) => one - other);
  const reader = store.reader();
  const named =
    lots.length === 0 ? '' : ` Among the lots that differ: ${lots.map(({ lot }) => lot).join(', ')}.`;
  raise({
    code: 'HOLDINGS_DIFFER',
    detail: `The root of the holdings in entry ${row.seq} is not the one that the statements give.${named}`,
    subject: `${row.seq}`,
    heads: [{ from: remote.url, note: store.head()?.note ?? '' }],
    parts: partsFrom(reader, cutAround(indexes, reader.size)),
    entries: shownWithStatements(following, world, indexes, undefined, new Set(told)),
    holdings: {
      audit: served === undefined ? null : encodeBase64(served),
      own: encodeBase64(formatAudit(own)),
      lots,
    },
  });
}

/** Lots whose leaves differ, or, where the node shows none, some that were touched. */
function differing(
  store: MirrorStore,
  ledger: Ledger,
  own: HoldingsAudit,
  served: HoldingsAudit | undefined,
): ShownLot[] {
  const textOf = ({ links, sealed }: HoldingsAudit['lots'][number]): string =>
    JSON.stringify([
      sealed && encodeBase64(sealed),
      links.map(({ entry, delta }) => [entry, encodeBase64(delta)]),
    ]);
  const theirs = new Map(served?.lots.map((lot) => [lot.number, textOf(lot)]));
  const facts = new Map([...ledger.holdings.facts()].map(([number, lot]) => [number, lot]));
  const lots = own.lots.filter((lot) => lot.sealed !== null && theirs.get(lot.number) !== textOf(lot));
  return lots.slice(0, lotsShownMost).flatMap(({ number, links }) => {
    const lot = facts.get(number);
    const bornIn = entryOfLot(store, number, own.to);
    if (lot === undefined || bornIn === undefined) return [];
    const touchedIn = links.slice(-touchesShownMost).map(({ entry }) => entry);
    return [{ number, lot: ledger.lots.textOf(lot), bornIn, touchedIn }];
  });
}

/** The entry that gives this number. */
function entryOfLot(store: MirrorStore, number: number, before: number): number | undefined {
  for (const [seq, { firstLot, lotCount }] of store.entries(0, before))
    if (number >= firstLot && number < firstLot + lotCount) return seq;
  return undefined;
}

/** Entries with their statements: those of `withStatement`, all if it is not given. */
export function shownWithStatements(
  { store }: Following,
  world: World,
  indexes: readonly number[],
  newest?: SaidStatement,
  withStatement: ReadonlySet<number> = new Set(indexes),
): ShownEntry[] {
  return indexes.map((index) => {
    const row = world.entries.get(index);
    const stored = row?.kind === 'statement' ? world.decodeBody(row.body) : null;
    const statement = newest?.row.seq === index ? newest.sdjwt : stored;
    const entry = encodeBase64(store.entryBytes(index));
    return { index, entry, statement: withStatement.has(index) ? statement : null };
  });
}

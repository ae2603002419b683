// What a mirror has found, with all that a stranger needs to check it (docs/protocol/witness.md, "Mirrors").
import { decodeBase64, encodeBase64, isJsonObject, isNatural, parseJsonStrict } from '#verifier';
import type { Part } from './parts.ts';

/** In words: docs/operating/mirrors.md. */
export const alarmCodes = [
  'FORKED',
  'SPLIT_VIEW',
  'ROLLED_BACK',
  'HEAD_NOT_BY_KEY',
  'TILE_DIFFERS',
  'ENTRY_DIFFERS',
  'ENTRY_MALFORMED',
  'TIME_WENT_BACK',
  'TIME_NOT_BELIEVABLE',
  'LOTS_DIFFER',
  'BODY_DIFFERS',
  'BODY_WITHHELD',
  'BIRTHS_DIFFER',
  'STATEMENT_INVALID',
  'SIGNATURE_INVALID',
  'KEY_NOT_VALID',
  'STATEMENT_REFUSED',
  'HOLDINGS_DIFFER',
  'AUDIT_INVALID',
  'STATE_DIFFERS',
] as const;
export type AlarmCode = (typeof alarmCodes)[number];

export interface ShownEntry {
  index: number;
  /** The bytes of the leaf, base64. */
  entry: string;
  /** As the node serves it; null where it is no part of the proof. */
  statement: string | null;
}

/** Of a root of the holdings that is not the one that the statements give. */
export interface ShownHoldings {
  /** What the node serves as its audit, base64; null where it serves none. */
  audit: string | null;
  /** The audit of the mirror's own map, base64. */
  own: string;
  /** Of lots that differ, as the mirror counts them. */
  lots: ShownLot[];
}

export interface ShownLot {
  number: number;
  lot: string;
  /** Entry of its birth. */
  bornIn: number;
  /** Entries that belong into its history since the root before. */
  touchedIn: number[];
}

export interface Alarm {
  format: 'selvedge-alarm/1';
  code: AlarmCode;
  /** One plain sentence. */
  detail: string;
  foundAtMs: number;
  /** Address of the node. */
  node: string;
  /** Verifier key of the log. */
  log: string;
  /** What it is about: a second alarm of the same code and subject is not raised. */
  subject: string;
  /** Signed heads. `tree` is of the first. */
  heads: { from: string; note: string }[];
  /** Ranges of leaves with their hashes, base64. */
  tree: [lo: number, hi: number, hash: string][];
  entries: ShownEntry[];
  /** What was served, as it was; for that it was, the mirror's word must do. */
  served: { path: string; body: string }[];
  /** Why the rules say no. */
  refusals: { code: string; detail: string }[];
  holdings: ShownHoldings | null;
}

/** An alarm with what belongs to every one left out. */
export type AlarmWish = Pick<Alarm, 'code' | 'detail' | 'subject' | 'heads'> &
  Partial<Omit<Alarm, 'tree' | 'format' | 'foundAtMs' | 'node' | 'log'>> & { parts?: readonly Part[] };

export function alarmOf(
  wish: AlarmWish,
  { foundAtMs, node, log }: Pick<Alarm, 'foundAtMs' | 'node' | 'log'>,
): Alarm {
  const { code, detail, subject, heads, parts = [] } = wish;
  return {
    format: 'selvedge-alarm/1',
    ...{ code, detail, foundAtMs, node, log, subject, heads },
    tree: parts.map(({ lo, hi, hash }) => [lo, hi, encodeBase64(hash)]),
    entries: wish.entries ?? [],
    served: wish.served ?? [],
    refusals: wish.refusals ?? [],
    holdings: wish.holdings ?? null,
  };
}

/** Undefined where a hash is none. */
export function partsOf({ tree }: Alarm): Part[] | undefined {
  const parts = tree.map(([lo, hi, hash]) => ({ lo, hi, hash: decodeBase64(hash) }));
  return parts.every((part): part is Part => part.hash?.length === 32) ? parts : undefined;
}

/** Undefined where the text is no alarm. */
export function readAlarm(text: string): Alarm | undefined {
  const parsed = parseJsonStrict(text, { maxDepth: 8 });
  const value = parsed.ok ? parsed.value : undefined;
  if (!isJsonObject(value) || value['format'] !== 'selvedge-alarm/1') return undefined;
  const alarm = value as unknown as Alarm;
  const texts = [alarm.code, alarm.detail, alarm.node, alarm.log, alarm.subject];
  const isRight =
    texts.every(isText) &&
    alarmCodes.includes(alarm.code) &&
    isListOf(alarm.heads, ({ from, note }) => isText(from) && isText(note)) &&
    isListOf(alarm.served, ({ path, body }) => isText(path) && isText(body)) &&
    isListOf(alarm.refusals, ({ code, detail }) => isText(code) && isText(detail)) &&
    isListOf(alarm.entries, isShownEntry) &&
    Array.isArray(alarm.tree) &&
    alarm.tree.every(isTreePart) &&
    (alarm.holdings === null || isShownHoldings(alarm.holdings));
  return isRight ? alarm : undefined;
}

function isShownEntry({ index, entry, statement }: Partial<ShownEntry>): boolean {
  return isNatural(index) && isText(entry) && (statement === null || isText(statement));
}

function isTreePart(part: unknown): boolean {
  return (
    Array.isArray(part) && part.length === 3 && isNatural(part[0]) && isNatural(part[1]) && isText(part[2])
  );
}

function isShownHoldings(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const { audit, own, lots } = value;
  const isLot = ({ number, lot, bornIn, touchedIn }: Partial<ShownLot>): boolean =>
    isNatural(number) &&
    isText(lot) &&
    isNatural(bornIn) &&
    Array.isArray(touchedIn) &&
    touchedIn.every(isNatural);
  return (audit === null || isText(audit)) && isText(own) && isListOf(lots as ShownLot[], isLot);
}

function isListOf<T extends object>(list: readonly T[], isOne: (one: Partial<T>) => boolean): boolean {
  return Array.isArray(list) && list.every((one) => isJsonObject(one) && isOne(one as Partial<T>));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

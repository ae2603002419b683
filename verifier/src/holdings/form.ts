// An audit as bytes (docs/protocol/holdings.md, "Audits"): as with evidence, one value has one form.
import { decodeBase64, encodeBase64 } from '../bytes/base64.ts';
import { hasExactly, isNatural, readEach } from '../bytes/member.ts';
import { type Result, refused } from '../bytes/result.ts';
import { utf8Bytes, utf8Text } from '../bytes/utf8.ts';
import { hashLength } from '../merkle/hash.ts';
import type { AuditedLot, BlindLeaf, HoldingsAudit } from './audit.ts';

export type AuditFormCode = 'AUDIT_TOO_LARGE' | 'AUDIT_NOT_CANONICAL' | 'AUDIT_MEMBER_INVALID';

export const auditBytesMax: number = 256 * 1024 * 1024;
const format = 'selvedge-audit/1';
const members = ['format', 'from', 'to', 'lots', 'unchanged'];

/** UTF-8 JSON with one final line feed: what `parseAudit` takes. */
export function formatAudit({ from, to, lots, unchanged }: HoldingsAudit): Uint8Array {
  const file = { format, from, to, lots: lots.map(writtenLot), unchanged: unchanged.map(encodeBase64) };
  return utf8Bytes(`${JSON.stringify(file)}\n`);
}

/** Reads exactly what `formatAudit` writes, and refuses every other. Nothing in it is believed yet. */
export function parseAudit(bytes: Uint8Array): Result<{ audit: HoldingsAudit }, AuditFormCode> {
  if (bytes.length > auditBytesMax)
    return refused('AUDIT_TOO_LARGE', `${bytes.length} of at most ${auditBytesMax}`);
  const text = utf8Text(bytes);
  const file = text === undefined ? undefined : parsed(text);
  if (file === undefined || `${JSON.stringify(file)}\n` !== text)
    return refused('AUDIT_NOT_CANONICAL', 'not JSON in the one form that an audit has');
  if (!hasExactly(file, members) || file['format'] !== format)
    return refused('AUDIT_MEMBER_INVALID', `not the members ${members.join(', ')} of ${format}`);
  const { from, to } = file;
  if (!(from === null || isNatural(from)) || !isNatural(to))
    return refused('AUDIT_MEMBER_INVALID', 'from or to is no entry');
  const lots = readEach(file['lots'], readLot);
  const unchanged = readEach(file['unchanged'], hashOf);
  if (lots === undefined || unchanged === undefined)
    return refused('AUDIT_MEMBER_INVALID', 'lots or unchanged are not as they should be');
  return { ok: true, audit: { from, to, lots, unchanged } };
}

function writtenLot({ number, before, links, sealed }: AuditedLot): object {
  return {
    number,
    before: before && {
      count: before.count,
      last: before.last,
      chain: encodeBase64(before.chain),
      sealed: encodeBase64(before.sealed),
    },
    links: links.map(({ entry, delta }) => ({ entry, delta: encodeBase64(delta) })),
    sealed: sealed && encodeBase64(sealed),
  };
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return nestsAtMost(value, 5) ? value : undefined;
  } catch {
    return undefined;
  }
}

function nestsAtMost(value: unknown, levelsLeft: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levelsLeft > 0 && Object.values(value).every((inner) => nestsAtMost(inner, levelsLeft - 1));
}

function readLot(value: unknown): AuditedLot | undefined {
  if (!hasExactly(value, ['number', 'before', 'links', 'sealed'])) return undefined;
  const { number } = value;
  const before = value['before'] === null ? null : readLeaf(value['before']);
  const links = readEach(value['links'], readLink);
  const sealed = value['sealed'] === null ? null : hashOf(value['sealed']);
  if (!isNatural(number) || before === undefined || links === undefined || sealed === undefined)
    return undefined;
  return { number, before, links, sealed };
}

function readLeaf(value: unknown): BlindLeaf | undefined {
  if (!hasExactly(value, ['count', 'last', 'chain', 'sealed'])) return undefined;
  const { count, last } = value;
  const [chain, sealed] = [hashOf(value['chain']), hashOf(value['sealed'])];
  if (!isNatural(count) || !isNatural(last) || chain === undefined || sealed === undefined) return undefined;
  return { count, last, chain, sealed };
}

function readLink(value: unknown): AuditedLot['links'][number] | undefined {
  if (!hasExactly(value, ['entry', 'delta'])) return undefined;
  const { entry } = value;
  const delta = hashOf(value['delta']);
  return isNatural(entry) && delta !== undefined ? { entry, delta } : undefined;
}

function hashOf(value: unknown): Uint8Array | undefined {
  const bytes = typeof value === 'string' ? decodeBase64(value) : undefined;
  return bytes?.length === hashLength ? bytes : undefined;
}

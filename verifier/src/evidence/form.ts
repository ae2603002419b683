// The evidence file as bytes (docs/protocol/evidence.md): one value has one file, so that no byte is without meaning.
import { decodeBase64 } from '../bytes/base64.ts';
import { isJsonObject, type JsonObject } from '../bytes/json.ts';
import { type Refused, type Result, refused } from '../bytes/result.ts';
import { utf8Bytes, utf8Text } from '../bytes/utf8.ts';
import { canonicalId } from '../identifier/identifier.ts';
import { hashLength } from '../merkle/hash.ts';

/** How much a file shows. */
export type Level = 'country' | 'region' | 'site' | 'full';

export interface Question {
  /** Canonical id of a lot, item or unit. */
  readonly id: string;
  readonly direction: 'back';
  /** As of when claims are judged, milliseconds since 1970. Only under selvedge-rules/2: the older rules judge none. */
  readonly atMs?: number;
}

/** What a file is counted and judged by. Files of older rules keep their verdicts. */
export type Rules = 'selvedge-rules/1' | 'selvedge-rules/2';

/** An earlier head of the same log, and the proof that the checkpoint's tree begins with it. */
export interface ShownConsistency {
  /** Leaves of the earlier tree, at least 1. */
  readonly from: number;
  /** Its root, base64. */
  readonly root: string;
  /** Base64. */
  readonly proof: readonly string[];
}

export interface EvidenceStatement {
  /** Of its entry in the log. */
  readonly index: number;
  readonly recordedAtMs: number;
  readonly firstLot: number;
  readonly lotCount: number;
  /** A presentation: the JWT with those disclosures that are shown. */
  readonly sdjwt: string;
}

export interface Evidence {
  /** Has `atMs` exactly under selvedge-rules/2. */
  readonly question: Question;
  readonly level: Level;
  readonly rules: Rules;
  /** Verifier key of the log. */
  readonly log: string;
  /** Signed note. */
  readonly checkpoint: string;
  /** Subtree proof: hashes in base64. */
  readonly proof: readonly string[];
  readonly consistency: ShownConsistency | null;
  /** Ascending by index. */
  readonly statements: readonly EvidenceStatement[];
}

export type EvidenceRefusalCode =
  | 'EVIDENCE_TOO_LARGE'
  | 'EVIDENCE_NOT_UTF8'
  | 'EVIDENCE_NOT_JSON'
  | 'EVIDENCE_NOT_CANONICAL'
  | 'EVIDENCE_MEMBER_INVALID'
  | 'TOO_MANY_STATEMENTS'
  | 'STATEMENTS_NOT_ASCENDING';

export const levels: readonly Level[] = ['country', 'region', 'site', 'full'];
export const evidenceBytesMax: number = 64 * 1024 * 1024;
export const evidenceStatementsMax = 100_000;
const format = 'selvedge-evidence/1';
const allRules: readonly Rules[] = ['selvedge-rules/1', 'selvedge-rules/2'];
const lotCountMax = 2 ** 32 - 1;

/** The bytes of the file. What it writes, `parseEvidence` takes; the caller guarantees ascending indexes and natural numbers. */
export function formatEvidence(evidence: Evidence): Uint8Array {
  const { question, level, rules, log, checkpoint, proof, consistency, statements } = evidence;
  const { id, direction, atMs } = question;
  const file = {
    format,
    question: rules === 'selvedge-rules/1' ? { id, direction } : { id, direction, atMs },
    level,
    rules,
    log,
    checkpoint,
    proof,
    consistency: consistency && { from: consistency.from, root: consistency.root, proof: consistency.proof },
    statements: statements.map(({ index, recordedAtMs, firstLot, lotCount, sdjwt }) => {
      return { index, recordedAtMs, firstLot, lotCount, sdjwt };
    }),
  };
  return utf8Bytes(`${JSON.stringify(file)}\n`);
}

/** Reads a file that is exactly what `formatEvidence` writes, and refuses every other. Nothing in it is believed yet. */
export function parseEvidence(bytes: Uint8Array): Result<{ evidence: Evidence }, EvidenceRefusalCode> {
  if (bytes.length > evidenceBytesMax)
    return refused('EVIDENCE_TOO_LARGE', `${bytes.length} bytes of at most ${evidenceBytesMax}`);
  const text = utf8Text(bytes);
  if (text === undefined) return refused('EVIDENCE_NOT_UTF8', 'the file is not UTF-8');
  const file = parsed(text);
  if (file === undefined) return refused('EVIDENCE_NOT_JSON', 'the file is not JSON');
  if (`${JSON.stringify(file)}\n` !== text)
    return refused('EVIDENCE_NOT_CANONICAL', 'the file is JSON, but not in the one form that evidence has');
  return readMembers(file);
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    // Deeper than any evidence file nests: JSON.stringify would recurse into it.
    return nestsAtMost(value, 5) ? value : undefined;
  } catch {
    return undefined;
  }
}

function nestsAtMost(value: unknown, levelsLeft: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levelsLeft > 0 && Object.values(value).every((inner) => nestsAtMost(inner, levelsLeft - 1));
}

const members = [
  'format',
  'question',
  'level',
  'rules',
  'log',
  'checkpoint',
  'proof',
  'consistency',
  'statements',
];

function readMembers(file: unknown): Result<{ evidence: Evidence }, EvidenceRefusalCode> {
  if (!hasExactly(file, members))
    return invalid('the file', `not the members ${members.join(', ')} in this order`);
  const { level, rules, log, checkpoint, proof } = file;
  if (file['format'] !== format) return invalid('format', `not ${format}`);
  if (!isRules(rules)) return invalid('rules', `none of ${allRules.join(', ')}`);
  if (!isLevel(level)) return invalid('level', `none of ${levels.join(', ')}`);
  if (typeof log !== 'string' || typeof checkpoint !== 'string')
    return invalid('log or checkpoint', 'no text');
  const question = readQuestion(file['question'], rules);
  if (question === undefined)
    return invalid(
      'question',
      'not the canonical id of a lot, the direction back and, under rules/2, a time',
    );
  if (!isHashes(proof)) return invalid('proof', 'not a list of hashes in base64');
  const consistency = readConsistency(file['consistency']);
  if (consistency === undefined) return invalid('consistency', 'neither null nor from, root and proof');
  const statements = readStatements(file['statements']);
  if (!statements.ok) return statements;
  const evidence: Evidence = {
    question,
    level,
    rules,
    log,
    checkpoint,
    proof,
    consistency,
    statements: statements.list,
  };
  return { ok: true, evidence };
}

function invalid(member: string, detail: string): Refused<EvidenceRefusalCode> {
  return refused('EVIDENCE_MEMBER_INVALID', `${member}: ${detail}`);
}

function readQuestion(value: unknown, rules: Rules): Question | undefined {
  const names = rules === 'selvedge-rules/1' ? ['id', 'direction'] : ['id', 'direction', 'atMs'];
  if (!hasExactly(value, names) || value['direction'] !== 'back') return undefined;
  const { id, atMs } = value;
  if (typeof id !== 'string' || canonicalId(id)?.id !== id) return undefined;
  if (rules === 'selvedge-rules/1') return { id, direction: 'back' };
  return isNatural(atMs) ? { id, direction: 'back', atMs } : undefined;
}

function isRules(value: unknown): value is Rules {
  return allRules.includes(value as Rules);
}

function isHashes(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isHash);
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && decodeBase64(value)?.length === hashLength;
}

function readConsistency(value: unknown): ShownConsistency | null | undefined {
  if (value === null) return null;
  if (!hasExactly(value, ['from', 'root', 'proof'])) return undefined;
  const { from, root, proof } = value;
  return isNatural(from) && from > 0 && isHash(root) && isHashes(proof) ? { from, root, proof } : undefined;
}

function readStatements(value: unknown): Result<{ list: EvidenceStatement[] }, EvidenceRefusalCode> {
  if (!Array.isArray(value)) return invalid('statements', 'no list');
  if (value.length > evidenceStatementsMax)
    return refused('TOO_MANY_STATEMENTS', `${value.length} of at most ${evidenceStatementsMax}`);
  const list: EvidenceStatement[] = [];
  for (const [at, one] of value.entries()) {
    const statement = readStatement(one);
    if (statement === undefined)
      return invalid(`statement ${at}`, 'not index, recordedAtMs, firstLot, lotCount and sdjwt');
    const before = list.at(-1)?.index ?? -1;
    if (statement.index <= before)
      return refused('STATEMENTS_NOT_ASCENDING', `entry ${statement.index} stands after entry ${before}`);
    list.push(statement);
  }
  return { ok: true, list };
}

function readStatement(value: unknown): EvidenceStatement | undefined {
  if (!hasExactly(value, ['index', 'recordedAtMs', 'firstLot', 'lotCount', 'sdjwt'])) return undefined;
  const { index, recordedAtMs, firstLot, lotCount, sdjwt } = value;
  if (!isNatural(index) || !isNatural(recordedAtMs) || !isNatural(firstLot)) return undefined;
  if (!isNatural(lotCount) || lotCount > lotCountMax || typeof sdjwt !== 'string') return undefined;
  return { index, recordedAtMs, firstLot, lotCount, sdjwt };
}

function hasExactly(value: unknown, names: readonly string[]): value is JsonObject {
  if (!isJsonObject(value)) return false;
  const found = Object.keys(value);
  return found.length === names.length && found.every((name, at) => name === names[at]);
}

function isNatural(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

export function isLevel(value: unknown): value is Level {
  return levels.includes(value as Level);
}

/** The 32 bytes of a hash that `parseEvidence` has accepted. */
export function bytesOfHash(text: string): Uint8Array {
  const bytes = decodeBase64(text);
  if (bytes?.length !== hashLength) throw new Error(`no hash: ${text}`);
  return bytes;
}

// The members of an evidence file, read strictly. Nothing in them is believed yet.
import { isJsonObject, type JsonObject } from '../../bytes/json.ts';
import { type Refused, type Result, refused } from '../../bytes/result.ts';
import { canonicalId } from '../../identifier/identifier.ts';
import { anchorsMax, readAnchors } from './anchors.ts';
import {
  allRules,
  type Evidence,
  type EvidenceFormat,
  type EvidenceRefusalCode,
  formats,
  isLevel,
  type Level,
  levels,
  type Question,
  type Rules,
  type ShownConsistency,
} from './evidence.ts';
import { readHoldings } from './holdings.ts';
import { hasExactly, isNatural, isTexts, isTime } from '../../bytes/member.ts';
import { isHash, isHashes } from './hash.ts';
import { type EvidenceStatement, readStatement } from './statement.ts';

export const evidenceStatementsMax = 100_000;

const firstMembers = [
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
const secondMembers = [
  'format',
  'question',
  'level',
  'rules',
  'log',
  'checkpoint',
  'witnesses',
  'proof',
  'consistency',
  'anchors',
  'holdings',
  'statements',
];

/** Reads the members of either form, and refuses whatever `formatEvidence` would not write. */
export function readMembers(file: unknown): Result<{ evidence: Evidence }, EvidenceRefusalCode> {
  const format = formatOf(file);
  const members = format === 'selvedge-evidence/2' ? secondMembers : firstMembers;
  if (!hasExactly(file, members))
    return invalid('the file', `not the members ${members.join(', ')} in this order`);
  const { level, rules, log, checkpoint, proof } = file;
  if (format === undefined) return invalid('format', `none of ${formats.join(', ')}`);
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
  const outside = format === 'selvedge-evidence/2' ? readOutside(file, level) : nothingOutside;
  if ('refusal' in outside) return outside;
  const statements = readStatements(file['statements']);
  if (!statements.ok) return statements;
  const evidence: Evidence = {
    format,
    question,
    level,
    rules,
    log,
    checkpoint,
    proof,
    consistency,
    ...outside,
    statements: statements.list,
  };
  return { ok: true, evidence };
}

type Outside = Pick<Evidence, 'witnesses' | 'anchors' | 'holdings'>;

const nothingOutside: Outside = { witnesses: [], anchors: [], holdings: null };

/** What form 2 has more than form 1. */
function readOutside(file: JsonObject, level: Level): Outside | Refused<EvidenceRefusalCode> {
  const { witnesses } = file;
  if (!isTexts(witnesses)) return invalid('witnesses', 'not a list of verifier keys');
  const anchors = readAnchors(file['anchors']);
  if (anchors === undefined)
    return invalid('anchors', `not at most ${anchorsMax} anchors, ascending by chain, each with its proof`);
  if (file['holdings'] === null) return { witnesses, anchors, holdings: null };
  const holdings = level === 'full' ? readHoldings(file['holdings']) : undefined;
  if (holdings === undefined)
    return invalid('holdings', 'neither null nor, at level full, root, lots in ascending order and proof');
  return { witnesses, anchors, holdings };
}

function formatOf(file: unknown): EvidenceFormat | undefined {
  return isJsonObject(file) ? formats.find((one) => one === file['format']) : undefined;
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
  return isTime(atMs) ? { id, direction: 'back', atMs } : undefined;
}

function isRules(value: unknown): value is Rules {
  return allRules.includes(value as Rules);
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

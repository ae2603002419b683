// The evidence file as bytes (docs/protocol/evidence.md): one value has one file, so that no byte is without meaning.
import { isJsonObject } from '../bytes/json.ts';
import { type Result, refused } from '../bytes/result.ts';
import { utf8Bytes, utf8Text } from '../bytes/utf8.ts';
import { writeAnchor } from './form/anchors.ts';
import type { Evidence, EvidenceRefusalCode } from './form/evidence.ts';
import { writeHoldings } from './form/holdings.ts';
import { readMembers } from './form/read.ts';
import { writeStatement } from './form/statement.ts';

export const evidenceBytesMax: number = 64 * 1024 * 1024;

/** The bytes of the file. What it writes, `parseEvidence` takes; the caller guarantees ascending indexes and natural numbers. */
export function formatEvidence(evidence: Evidence): Uint8Array {
  const { format, question, level, rules, log, checkpoint, witnesses, proof, consistency } = evidence;
  const { anchors, holdings, statements } = evidence;
  const { id, direction, atMs } = question;
  const second = format === 'selvedge-evidence/2';
  const file = {
    format,
    question: rules === 'selvedge-rules/1' ? { id, direction } : { id, direction, atMs },
    level,
    rules,
    log,
    checkpoint,
    ...(second && { witnesses }),
    proof,
    consistency: consistency && { from: consistency.from, root: consistency.root, proof: consistency.proof },
    ...(second && { anchors: anchors.map(writeAnchor), holdings: holdings && writeHoldings(holdings) }),
    statements: statements.map(writeStatement),
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
  if (!isWritten(file, text))
    return refused('EVIDENCE_NOT_CANONICAL', 'the file is JSON, but not in the one form that evidence has');
  return readMembers(file);
}

/**
 * Whether the text is what `formatEvidence` makes of the value. Written piece by piece, of each list one element at a time:
 * a second file in memory, to be thrown away at once, costs twice as much (measured).
 */
function isWritten(file: unknown, text: string): boolean {
  let at = 0;
  const follows = (...pieces: readonly string[]): boolean => {
    let end = at;
    for (const piece of pieces) {
      // An engine compares two texts many characters at a time, in `startsWith` one by one.
      if (text.slice(end, end + piece.length) !== piece) return false;
      end += piece.length;
    }
    at = end;
    return true;
  };
  if (!isJsonObject(file)) return follows(`${JSON.stringify(file)}\n`) && at === text.length;
  const isMember = ([name, value]: [string, unknown], order: number): boolean => {
    if (!follows(`${order === 0 ? '{' : ','}${JSON.stringify(name)}:`)) return false;
    if (!Array.isArray(value) || value.length === 0) return follows(JSON.stringify(value));
    const isElement = (element: unknown, place: number): boolean =>
      follows(place === 0 ? '[' : ',') && (follows(...piecesOf(element)) || follows(JSON.stringify(element)));
    return value.every(isElement) && follows(']');
  };
  const members = Object.entries(file);
  const isAll = members.length > 0 ? members.every(isMember) : follows('{');
  return isAll && follows('}\n') && at === text.length;
}

/**
 * What is written of the value, where nothing in a presentation is escaped: then the file has it as it was read.
 * Presentations are nearly all of a file, and writing them once more costs ten times the comparing (measured).
 */
function piecesOf(element: unknown): readonly string[] {
  if (!isJsonObject(element) || typeof element['sdjwt'] !== 'string') return [JSON.stringify(element)];
  const { sdjwt, ...entry } = element;
  return [JSON.stringify(entry).slice(0, -1), ',"sdjwt":"', sdjwt, '"}'];
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    // Deeper than any evidence file nests: JSON.stringify would recurse into it.
    return nestsAtMost(value, isSecond(value) ? 6 : 5) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isSecond(value: unknown): boolean {
  return isJsonObject(value) && value['format'] === 'selvedge-evidence/2';
}

function nestsAtMost(value: unknown, levelsLeft: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return (
    levelsLeft > 0 &&
    (Array.isArray(value) ? value : Object.values(value)).every((inner) => nestsAtMost(inner, levelsLeft - 1))
  );
}

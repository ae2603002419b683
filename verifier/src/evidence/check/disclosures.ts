// "Every disclosure of every statement is referenced exactly once, and statement.md's refusals do not apply."
import type { Primitives } from '../../primitives/primitives.ts';
import { readStatement, type Statement } from '../../sdjwt/statement.ts';
import type { Evidence } from '../form/evidence.ts';
import type { EvidenceStatement } from '../form/statement.ts';
import { type Check, counted, failed, type Finding, notChecked, passed } from '../verdict.ts';

/** A statement with what its log entry says of it. */
export interface Shown extends Omit<EvidenceStatement, 'sdjwt'> {
  readonly statement: Statement;
}

/** `shown` is undefined unless all statements could be read. */
export function checkDisclosures(
  evidence: Evidence,
  primitives: Primitives,
): { readonly check: Check; readonly shown: readonly Shown[] | undefined } {
  const shown: Shown[] = [];
  const findings: Finding[] = [];
  for (const { sdjwt, ...entry } of evidence.statements) {
    const read = readStatement(sdjwt, primitives);
    if (read.ok) shown.push({ ...entry, statement: read.statement });
    else findings.push(unreadable(entry.index, read.refusal.code, read.refusal.detail));
  }
  findings.push(...repeated(shown));
  if (findings.length > 0) return { check: failed('disclosures', findings), shown: undefined };
  if (shown.length === 0) return { check: notChecked('disclosures', 'The file shows no statement.'), shown };
  const values = shown.reduce((sum, { statement }) => sum + statement.disclosures.length, 0);
  const detail = `${counted(values, 'disclosed value')} in ${counted(shown.length, 'statement')}: each is one that was signed.`;
  return { check: passed('disclosures', detail), shown };
}

function unreadable(entry: number, code: string, detail: string): Finding {
  const short = detail.length > 120 ? `${detail.slice(0, 120)}…` : detail;
  return { code, detail: `The statement of entry ${entry} is refused: ${short}.`, entries: [entry] };
}

/** Two statements are the same when their signed payload is: a log that has one twice would count it twice. */
function repeated(shown: readonly Shown[]): Finding[] {
  const first = new Map<string, number>();
  return shown.flatMap(({ index, statement: { payloadKey } }) => {
    const before = first.get(payloadKey);
    if (before === undefined) first.set(payloadKey, index);
    if (before === undefined) return [];
    const detail = `The statement of entry ${before} stands in the log again, as entry ${index}.`;
    return [{ code: 'STATEMENT_REPEATED', detail, entries: [before, index] }];
  });
}

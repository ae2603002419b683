// "Every disclosure of every statement is referenced exactly once, and statement.md's refusals do not apply."
import type { Primitives } from '../../primitives/primitives.ts';
import { readStatement } from '../../sdjwt/statement.ts';
import { type PlacedStatement, withEventsRead } from '../count/event.ts';
import type { Evidence } from '../form/evidence.ts';
import { type Check, counted, failed, type Finding, notChecked, passed } from '../verdict.ts';

export type Shown = PlacedStatement;

/**
 * `shown` is undefined unless all statements could be read; of their events only what counts is kept. Each statement is
 * handed to `onRead` at once.
 */
export function checkDisclosures(
  evidence: Evidence,
  primitives: Primitives,
  onRead: (one: Shown) => void = () => {},
): { readonly check: Check; readonly shown: readonly Shown[] | undefined } {
  const shown: Shown[] = [];
  const findings: Finding[] = [];
  let values = 0;
  for (const { sdjwt, ...entry } of evidence.statements) {
    const read = readStatement(sdjwt, primitives);
    if (!read.ok) {
      findings.push(unreadable(entry.index, read.refusal.code, read.refusal.detail));
      continue;
    }
    const one = withEventsRead({ ...entry, statement: read.statement });
    values += read.statement.disclosures.length;
    shown.push(one);
    onRead(one);
  }
  findings.push(...repeated(shown));
  if (findings.length > 0) return { check: failed('disclosures', findings), shown: undefined };
  if (shown.length === 0) return { check: notChecked('disclosures', 'The file shows no statement.'), shown };
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

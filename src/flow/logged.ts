// Whether a statement is the one that an entry of the log stands for: asked of one's own store and of a node that is mirrored.
import { equalBytes, readStatement } from '#verifier';
import type { Primitives, Statement } from '#verifier';
import type { EntryRow } from './ports.ts';

export interface LoggedFinding {
  code: 'STATEMENT_UNREADABLE' | 'STATEMENT_OTHER' | 'BIRTHS_OTHER';
  /** Behind `entry 17: `. */
  detail: string;
}

export type Logged = { ok: true; statement: Statement } | { ok: false; findings: LoggedFinding[] };

/** The statement of the entry; every reason why it is not. */
export function loggedStatement(
  { digest, lotCount }: Pick<EntryRow, 'digest' | 'lotCount'>,
  sdjwt: string,
  primitives: Primitives,
): Logged {
  const read = readStatement(sdjwt, primitives);
  if (!read.ok) {
    const detail = `its statement cannot be read (${read.refusal.code})`;
    return { ok: false, findings: [{ code: 'STATEMENT_UNREADABLE', detail }] };
  }
  const { statement } = read;
  const findings: LoggedFinding[] = [];
  if (!equalBytes(statement.digest, digest))
    findings.push({ code: 'STATEMENT_OTHER', detail: 'the statement is not the one that was logged' });
  if (statement.birthCount !== lotCount)
    findings.push({ code: 'BIRTHS_OTHER', detail: `${statement.birthCount} births, logged as ${lotCount}` });
  return findings.length === 0 ? { ok: true, statement } : { ok: false, findings };
}

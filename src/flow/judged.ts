// Whether the rules would have let a recorded statement in: what mirrors ask of a node, and `log check` of its own store.
import { checkSignature, readStatement, type Statement } from '#verifier';
import { decide } from '../domain/ledger/decide.ts';
import type { Facts } from '../domain/ledger/facts.ts';
import type { Ledger } from '../domain/ledger/ledger.ts';
import { authorityRefusals } from '../domain/party/authority.ts';
import { answeredRefusal } from './answered.ts';
import type { Refusal } from './answers.ts';
import type { EntryRow } from './ports.ts';
import { readSigned } from './read.ts';
import { sameEventCheck } from './same-event.ts';
import type { World } from './world.ts';

/** A statement of the log with its entry; facts as replaying reads them. */
export interface SaidStatement {
  row: EntryRow;
  sdjwt: string;
  statement: Statement;
  facts: Facts;
}

export type JudgedCode = 'KEY_NOT_VALID' | 'SIGNATURE_INVALID' | 'STATEMENT_REFUSED';

export interface Judged {
  code: JudgedCode;
  detail: string;
  refusals: Refusal[];
  /** Entries of the statements that decide it. */
  decidedBy: number[];
}

/**
 * What speaks against the statement `list[at]`, given the ledger as it was before it. `rows`: entries that the ledger has
 * and the store not yet. `isDoubtful`: the ledger may know less than the node did then, because something was erased
 * since; then only the authority to speak is judged.
 */
export function judged(
  world: World,
  ledger: Ledger,
  list: readonly SaidStatement[],
  at: number,
  { rows, isDoubtful }: { rows: EntryRow[]; isDoubtful: boolean },
): Judged | undefined {
  const said = list[at]!;
  const { keys } = ledger.register;
  const { kid } = said.statement.header;
  const publicKey = keys.get(kid)?.publicKey ?? enrolledByItself(said.facts);
  const unauthorised = authorityRefusals(ledger.register, said.facts, ledger.size === 0);
  if (publicKey === undefined || unauthorised.some(({ code }) => code.startsWith('KEY_')))
    return judgedOf('KEY_NOT_VALID', said, unauthorised, [
      keys.get(kid)?.enrolledAt,
      keys.get(kid)?.revokedAt,
    ]);
  if (!checkSignature(said.statement, publicKey, world.primitives))
    return judgedOf('SIGNATURE_INVALID', said, [wrongSignature], [keys.get(kid)?.enrolledAt]);
  if (unauthorised.length > 0) return judgedOf('STATEMENT_REFUSED', said, unauthorised);
  if (isDoubtful || !said.statement.isWhole) return undefined;
  const refusals = [...formRefusals(world, said, publicKey), ...ruleRefusals(world, ledger, list, at, rows)];
  return refusals.length === 0 ? undefined : judgedOf('STATEMENT_REFUSED', said, refusals);
}

const wrongSignature: Refusal = {
  code: 'SIGNATURE_INVALID',
  detail: 'The signature is not by the key that the statement names.',
};

function judgedOf(
  code: JudgedCode,
  { row, facts }: SaidStatement,
  refusals: readonly Refusal[],
  more: readonly (number | null | undefined)[] = [],
): Judged {
  const first = refusals[0];
  const detail = `Entry ${row.seq} (${facts.kind}, by ${facts.iss}) should not be in the log: ${first?.code ?? 'KEY_UNKNOWN'}: ${first?.detail ?? 'its key is not enrolled.'}`;
  const deciding = [...more, ...refusals.map(({ decidedBy }) => decidedBy)];
  const decidedBy = new Set(deciding.filter((entry) => entry !== null && entry !== undefined));
  return {
    code,
    detail,
    refusals: [...refusals],
    decidedBy: [...decidedBy].filter((entry) => entry < row.seq),
  };
}

/** The genesis statement enrols the key that signs it. */
function enrolledByItself(facts: Facts): Uint8Array | undefined {
  return facts.kind === 'key' && facts.enrols?.kid === facts.kid ? facts.enrols.publicKey : undefined;
}

function formRefusals(world: World, { sdjwt, row }: SaidStatement, publicKey: Uint8Array): Refusal[] {
  const reading = readSigned(sdjwt, () => publicKey, row.recordedAtMs, world);
  return reading.ok ? [] : reading.refusals;
}

function ruleRefusals(
  world: World,
  ledger: Ledger,
  list: readonly SaidStatement[],
  at: number,
  rows: EntryRow[],
): Refusal[] {
  const { recordedAtMs, seq } = list[at]!.row;
  let first: Refusal[] = [];
  // A document of many statements is decided as one: what is too much in the first may be given by the second.
  for (let end = at + 1; end <= list.length; end += 1) {
    const group = list.slice(at, end);
    if (group.at(-1)!.row.recordedAtMs !== recordedAtMs || group.at(-1)!.row.seq !== seq + group.length - 1)
      break;
    const isSame = sameEventCheck(world, ledger, group, rows);
    const decision = decide(
      ledger,
      group.map(({ facts }) => facts),
      recordedAtMs,
      isSame,
    );
    if (decision.outcome === 'accepted') return [];
    if (end > at + 1) continue;
    first =
      decision.outcome === 'refused' ? decision.refusals.map(answeredRefusal) : [recordedTwice(decision.seq)];
    if (first.every((refusal) => isOfOneDocument(world, rows, refusal, list[at]!))) return [];
    if (!first.some(({ code }) => dependsOnWhatFollows.has(code))) return first;
  }
  return first;
}

const dependsOnWhatFollows: ReadonlySet<string> = new Set(['LOT_OVERDRAWN']);

/** Statements of one document are compared with what was recorded before it, not with each other: they may share an eventID. */
function isOfOneDocument(
  world: World,
  rows: EntryRow[],
  refusal: Refusal,
  { row, facts }: SaidStatement,
): boolean {
  if (refusal.code !== 'EVENT_ID_TAKEN' || refusal.decidedBy === undefined) return false;
  const other = rows.find(({ seq }) => seq === refusal.decidedBy) ?? world.entries.get(refusal.decidedBy);
  const read = other && readStatement(world.decodeBody(other.body), world.primitives);
  return (
    other?.recordedAtMs === row.recordedAtMs && read?.ok === true && read.statement.header.kid === facts.kid
  );
}

function recordedTwice(decidedBy: number): Refusal {
  const detail = `The same statement stands in the log already, as entry ${decidedBy}.`;
  return { code: 'STATEMENT_TWICE', detail, decidedBy };
}

// All that this device checks of one entry, in order; each outcome says exactly what was looked at.
import { decodeEntry } from '#verifier';
import type { Answers } from '../../../api/schema.ts';
import type { StepResult } from '../../../checking/steps.tsx';
import { type Head, keepHead, keptHead, namesBelow, witnessed } from './head.ts';
import { provenIn, provenToGrow } from './proofs.ts';
import { readShown, signedBy } from './statement.ts';

export type CheckKey =
  | 'head'
  | 'inclusion'
  | 'consistency'
  | 'witnesses'
  | 'anchors'
  | 'statement'
  | 'signature';

export interface Outcome {
  readonly key: CheckKey;
  readonly result: StepResult;
  /** Key of the sentence, and what stands in it. */
  readonly says: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export const checkKeys: readonly CheckKey[] = [
  'head',
  'inclusion',
  'consistency',
  'witnesses',
  'anchors',
  'statement',
  'signature',
];

export interface Subject {
  readonly head: Head;
  readonly index: number;
  readonly bytes: Uint8Array;
  readonly told: Answers['GET /log/entries/{index}'] | undefined;
  /** Verifier keys of the witnesses that the reader knows. */
  readonly witnesses: string;
  readonly nowMs: number;
}

/** One after the other, each as soon as it is known. */
export async function* checksOf(subject: Subject): AsyncGenerator<Outcome> {
  const { head } = subject;
  const size = head.size;
  yield outcome('head', 'pass', 'log.headGood', { count: size, size, key: head.keyText });
  yield await inclusion(subject);
  yield await consistency(subject);
  yield witnesses(subject);
  yield outcome('anchors', 'not-checked', 'log.anchorsElsewhere');
  yield* statement(subject);
}

export function outcome(
  key: CheckKey,
  result: StepResult,
  says: string,
  values: Readonly<Record<string, string | number>> = {},
): Outcome {
  return { key, result, says, values };
}

async function inclusion({ head, index, bytes }: Subject): Promise<Outcome> {
  const { holds, hashes } = await provenIn(head, index, bytes);
  return holds
    ? outcome('inclusion', 'pass', 'log.inclusionGood', { entry: index, count: hashes })
    : outcome('inclusion', 'fail', 'log.inclusionBad', { entry: index });
}

/** Against the head that this browser kept. */
export async function consistency({ head, nowMs }: Pick<Subject, 'head' | 'nowMs'>): Promise<Outcome> {
  const kept = keptHead();
  if (kept === undefined || kept.head.size === 0) {
    keepHead(head, nowMs);
    return outcome('consistency', 'not-checked', 'log.consistencyFirst');
  }
  const when = { size: kept.head.size, seenAtMs: kept.seenAtMs };
  if (kept.keyText !== head.keyText) return outcome('consistency', 'fail', 'log.consistencyKey', when);
  const { holds } = await provenToGrow(kept.head, head);
  if (!holds) return outcome('consistency', 'fail', 'log.consistencyBad', when);
  if (head.size > kept.head.size) keepHead(head, nowMs);
  return outcome('consistency', 'pass', 'log.consistencyGood', when);
}

export function witnesses({ head, witnesses: keys }: Pick<Subject, 'head' | 'witnesses'>): Outcome {
  const below = namesBelow(head);
  if (keys.trim() === '') {
    return below.length === 0
      ? outcome('witnesses', 'not-checked', 'log.witnessesNone')
      : outcome('witnesses', 'not-checked', 'log.witnessesUnknown', { names: below.join(', ') });
  }
  const found = witnessed(head, keys);
  if (!found.ok) return outcome('witnesses', 'fail', 'log.witnessesBad', { why: found.why });
  return found.names.length === 0
    ? outcome('witnesses', 'fail', 'log.witnessesMissing')
    : outcome('witnesses', 'pass', 'log.witnessesGood', { names: found.names.join(', ') });
}

async function* statement({ head, bytes, told }: Subject): AsyncGenerator<Outcome> {
  if (told?.kind === 'holdings') return yield outcome('statement', 'not-checked', 'log.statementNone');
  const sdjwt = told?.statement?.sdjwt ?? undefined;
  const entry = decodeEntry(bytes);
  if (sdjwt === undefined || entry === undefined) {
    const says = told?.statement == null ? 'log.statementHidden' : 'log.statementPartly';
    return yield outcome('statement', 'not-checked', says);
  }
  const read = readShown(sdjwt, entry.digest);
  if (!read.ok) return yield outcome('statement', 'fail', 'log.statementBad', { why: read.why });
  yield outcome('statement', 'pass', 'log.statementGood');
  const signed = await signedBy(read.statement, head);
  if (signed.kind === 'bad') return yield outcome('signature', 'fail', 'log.signatureBad');
  if (signed.kind === 'unknown') return yield outcome('signature', 'not-checked', 'log.signatureUnknown');
  const says = signed.custody === 'device' ? 'log.signatureDevice' : 'log.signatureCustodial';
  yield outcome('signature', 'pass', says, { entry: signed.enrolledAt });
}

// What somebody who caught the operator can hand to a stranger, and how the stranger checks it: from the bytes alone.
import {
  besideEvidence,
  type CheckName,
  decodeBase64,
  equalBytes,
  openAnchor,
  openCheckpoint,
  parseLogKey,
  type ShownAnchor,
  verifyConsistency,
  type Verdict,
  verifyEvidence,
  type VerifyOptions,
} from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { readAlarm } from '../../mirror/alarm.ts';
import { checkAlarm } from '../../mirror/check-alarm.ts';

export type Proof =
  /** An evidence file that does not verify; with `earlier`, beside a checkpoint that the reader kept. */
  | { readonly kind: 'file'; readonly file: Uint8Array; readonly earlier?: string }
  /** Two heads that the log signed: what the later one begins with is not the earlier one. */
  | {
      readonly kind: 'heads';
      readonly earlier: string;
      readonly later: string;
      /** Root that the tree of `later` has at the size of `earlier`, base64, and the proof that it has. */
      readonly root: string;
      readonly consistency: readonly string[];
    }
  /** Two evidence files that verify, and cannot both be of a true log: by their maps of balances, or by a key. */
  | { readonly kind: 'files'; readonly one: Uint8Array; readonly other: Uint8Array }
  /** What the chain has, and a head of the log that did not grow from it. */
  | {
      readonly kind: 'anchor';
      readonly anchor: ShownAnchor;
      readonly later: string;
      readonly root: string;
      readonly consistency: readonly string[];
    }
  /** An alarm of a mirror: it checks itself (`selvedge mirror --alarm FILE`). */
  | { readonly kind: 'alarm'; readonly text: string };

export interface Checked {
  /** It shows what it is said to show. */
  readonly holds: boolean;
  /** The log's own key signed what cannot be true: nobody else can have made this. Otherwise it shows only that something is no good. */
  readonly convicts: boolean;
  /** What the stranger must have from elsewhere, beside the log's key. */
  readonly needs?: string;
}

/** Offline, with the verifier's own code and the one thing that a stranger needs: the log's verifier key. */
export function checkProof(proof: Proof, log: string): Checked {
  switch (proof.kind) {
    case 'file':
      return checkFile(proof, log);
    case 'heads':
      return convicting(headsDiffer(proof, log));
    case 'files':
      return convicting(filesDiffer(proof, log));
    case 'anchor':
      return {
        ...convicting(anchorDiffers(proof, log)),
        needs: 'the hash of the block that holds the anchor',
      };
    case 'alarm':
      return checkRaised(proof, log);
  }
}

function checkRaised({ text }: Proof & { kind: 'alarm' }, log: string): Checked {
  const alarm = readAlarm(text);
  const key = parseLogKey(log, nodePrimitives);
  const outcome = alarm && key && checkAlarm(alarm, key).outcome;
  return { holds: outcome === 'proven' || outcome === 'claimed', convicts: outcome === 'proven' };
}

function convicting(holds: boolean): Checked {
  return { holds, convicts: holds };
}

/** What the operator answers for: a head that it signed commits to the statements. */
const commits: readonly CheckName[] = ['form', 'disclosures', 'inclusion', 'checkpoint'];

/** What is wrong with the log itself. Of the others, whoever passed the file on may have cut something out of it or changed it. */
const ofTheLog: ReadonlySet<string> = new Set([
  ...['SIGNATURE_INVALID', 'KEY_REVOKED', 'KEY_OF_ANOTHER_PARTY', 'LOG_FORKED'],
  ...['HOLDINGS_DRAW_MISSING', 'HOLDINGS_LESS_THAN_SHOWN', 'HOLDINGS_OVERDRAWN'],
]);

function checkFile({ file, earlier }: Proof & { kind: 'file' }, log: string): Checked {
  const verdict = verdictOn(file, log, earlier);
  const failed = verdict.checks.filter(({ result }) => result === 'fail');
  const isCommitted = commits.every((name) => resultOf(verdict, name) === 'pass');
  return {
    holds: failed.length > 0,
    convicts: isCommitted && failed.some(({ code = '' }) => ofTheLog.has(code)),
  };
}

function headsDiffer({ earlier, later, root, consistency }: Proof & { kind: 'heads' }, log: string): boolean {
  const [first, second] = [headOf(earlier, log), headOf(later, log)];
  if (first === undefined || second === undefined || first.size > second.size) return false;
  return grewFromOther(first, second, root, consistency);
}

function anchorDiffers(
  { anchor, later, root, consistency }: Proof & { kind: 'anchor' },
  log: string,
): boolean {
  const key = parseLogKey(log, nodePrimitives);
  const second = headOf(later, log);
  if (key === undefined || second === undefined || !openAnchor(anchor, key, nodePrimitives).ok) return false;
  const first = { size: anchor.size, root: decodeBase64(anchor.root)! };
  return grewFromOther(first, second, root, consistency);
}

interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}

function grewFromOther(first: Head, second: Head, root: string, consistency: readonly string[]): boolean {
  const [olderRoot, proof] = [decodeBase64(root), consistency.map(decodeBase64)];
  if (olderRoot === undefined || proof.includes(undefined)) return false;
  const grown = {
    ...{ olderSize: first.size, olderRoot, newerSize: second.size, newerRoot: second.root },
    proof: proof as Uint8Array[],
  };
  return verifyConsistency(grown, nodePrimitives) && !equalBytes(olderRoot, first.root);
}

/** Each is good alone, and the two cannot be of one true log. */
function filesDiffer({ one, other }: Proof & { kind: 'files' }, log: string): boolean {
  const beside = besideEvidence(one, other, { primitives: nodePrimitives, logKey: log });
  return beside.one.ok && beside.other.ok && beside.findings.some(({ proves }) => proves);
}

/** What a reader knows or asks for beside the log's key. */
export interface Wishes extends Pick<VerifyOptions, 'witnesses' | 'nowMs' | 'oldestMs'> {}

export function verdictOn(file: Uint8Array, log: string, earlier?: string, wishes: Wishes = {}): Verdict {
  return verifyEvidence(file, { primitives: nodePrimitives, logKey: log, earlier, ...wishes });
}

function resultOf({ checks }: Verdict, asked: CheckName): string | undefined {
  return checks.find(({ name }) => name === asked)?.result;
}

function headOf(note: string, log: string): Head | undefined {
  const key = parseLogKey(log, nodePrimitives);
  const opened = key && openCheckpoint(note, key, nodePrimitives);
  return opened?.ok ? opened.checkpoint : undefined;
}

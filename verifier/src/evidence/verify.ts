// The verdict on an evidence file, check by check (docs/protocol/evidence.md, "Checks, in this order").
import { judgeLot } from '../judge/judge.ts';
import type { ClaimVerdict } from '../judge/verdict.ts';
import type { Primitives } from '../primitives/primitives.ts';
import { purePrimitives } from '../primitives/pure.ts';
import { askedPolicy, pinnedKeys, type PolicyWishes } from './asked-policy.ts';
import { askedAge, type Outside, withAge } from './check/age.ts';
import { checkAnchors, type KnownBlocks } from './check/anchors.ts';
import { checkBalances } from './check/balances.ts';
import { checkCheckpoint, headOf } from './check/checkpoint.ts';
import { checkConsistency } from './check/consistency.ts';
import { checkDisclosures, type Shown } from './check/disclosures.ts';
import { checkGaps } from './check/gaps.ts';
import { checkHoldings, type HoldingsReading } from './check/holdings.ts';
import { checkInclusion } from './check/inclusion.ts';
import { checkKeys, type KeysReading } from './check/keys.ts';
import { checkSignatures, Signatures } from './check/signatures.ts';
import { checkTrace } from './check/trace.ts';
import { checkWitnesses } from './check/witnesses.ts';
import { type Account, accountOf } from './count/account.ts';
import { dossierOf } from './dossier.ts';
import { parseEvidence } from './form.ts';
import type { Evidence } from './form/evidence.ts';
import {
  type Answer,
  type Check,
  type CheckName,
  failed,
  notChecked,
  passed,
  type Verdict,
} from './verdict.ts';

export interface VerifyOptions extends PolicyWishes {
  /** `purePrimitives` unless given. */
  readonly primitives?: Primitives | undefined;
  /** Verifier key of the log that the reader knows from elsewhere. Without it anybody's log will do. */
  readonly logKey?: string | undefined;
  /** A checkpoint (signed note) of the same log that the reader kept. */
  readonly earlier?: string | undefined;
  /** Hashes of blocks of chains, for the anchors in the file. */
  readonly blocks?: KnownBlocks | undefined;
  /** The reader's time, milliseconds since 1970: the verifier has no clock. */
  readonly nowMs?: number | undefined;
  /** How long before `nowMs` the newest time may lie that somebody outside whom the reader knows vouches for, in milliseconds.
   * Without it a file may be of any age. */
  readonly oldestMs?: number | undefined;
}

/**
 * Checks an evidence file. Synchronous, no I/O, no clock: the same bytes and options give the same verdict for ever.
 * Never throws, whatever the bytes are.
 */
export function verifyEvidence(bytes: Uint8Array, options: VerifyOptions = {}): Verdict {
  const { primitives = purePrimitives, logKey, earlier, blocks = {} } = options;
  const parsed = parseEvidence(bytes);
  if (!parsed.ok) return refusedForm(parsed.refusal.code, parsed.refusal.detail);
  const { evidence } = parsed;
  const form = passed('form', `${bytes.length} bytes in exactly the form of an evidence file.`);
  const asked = askedPolicy(options, primitives);
  const pinned = pinnedKeys(logKey, asked);
  const checkpoint = checkCheckpoint(evidence, pinned, primitives);
  const consistency = checkConsistency(evidence, earlier, primitives);
  const age = askedAge(options);
  const outside: Outside = {
    witnesses: checkWitnesses(evidence, asked, primitives),
    anchors: checkAnchors(evidence, blocks, asked.policy, primitives),
  };
  const signatures = new Signatures(primitives);
  const disclosures = checkDisclosures(evidence, primitives, (one) => signatures.add(one));
  const ofStatements =
    disclosures.shown === undefined
      ? unread()
      : checkShown(evidence, disclosures.shown, signatures, primitives);
  const { keys, inclusion, holdings, balances, trace, gaps } = ofStatements;
  const isSecond = evidence.format === 'selvedge-evidence/2';
  // Of form 1 nothing is asked but what its reader asks: a policy must not be met by a file that knows of none.
  const hasWishes = asked.wrong !== undefined || asked.policy.quorum !== null || age !== undefined;
  const isOfWitnesses = asked.policy.witnesses.length > 0 || !isSecond;
  const { witnesses, anchors } = age === undefined ? outside : withAge(outside, age, isOfWitnesses);
  const checks = [
    form,
    disclosures.check,
    ofStatements.signatures,
    keys.check,
    inclusion,
    checkpoint,
    consistency,
    ...(isSecond || hasWishes ? [witnesses.check] : []),
    ...(isSecond ? [anchors.check, holdings.check] : []),
    balances,
    trace,
    gaps,
  ];
  const proven = isProven(checks);
  return {
    ok: proven && checks.every(({ result }) => result !== 'fail'),
    checks,
    question: evidence.question,
    level: evidence.level,
    log: logOf(evidence, checkpoint.result === 'pass' && pinned.length > 0),
    signers: keys.signers,
    answer: proven ? ofStatements.answer(keys) : null,
    ...(evidence.rules === 'selvedge-rules/2' && { claims: proven ? ofStatements.claims() : null }),
    ...(isSecond && {
      trust: {
        witnesses: witnesses.witnesses,
        quorum: witnesses.quorum,
        anchors: anchors.anchors,
        holdings: holdings.trust,
      },
    }),
  };
}

interface OfStatements {
  readonly signatures: Check;
  readonly keys: KeysReading;
  readonly inclusion: Check;
  readonly holdings: HoldingsReading;
  readonly balances: Check;
  readonly trace: Check;
  readonly gaps: Check;
  readonly answer: (keys: KeysReading) => Answer | null;
  readonly claims: () => readonly ClaimVerdict[] | null;
}

function checkShown(
  evidence: Evidence,
  shown: readonly Shown[],
  begun: Signatures,
  primitives: Primitives,
): OfStatements {
  const account: Account = accountOf(shown);
  const trace = checkTrace(evidence.question, account);
  // The older rules ask of everything shown; their verdicts stay as they were.
  const gaps = checkGaps(account, evidence.rules === 'selvedge-rules/1' ? undefined : trace.way);
  const { answered } = trace;
  const ofStatements = {
    inclusion: checkInclusion(evidence, shown, primitives),
    holdings: checkHoldings(evidence, shown, account, trace.way, primitives),
    balances: checkBalances(account),
    trace: trace.check,
    gaps: gaps.check,
  };
  // Last, so that another thread may have verified them by now.
  const signatures = checkSignatures(shown, begun);
  return {
    ...ofStatements,
    signatures,
    keys: checkKeys(shown, signatures, primitives),
    answer: ({ signers }) =>
      answered && { ...answered, gaps: gaps.gaps, custodialStatements: custodialOf(signers) },
    claims: () => judgeShown(evidence, shown, account, primitives),
  };
}

/** Entry 0 is the operator's own: the check of keys has seen to that. */
function judgeShown(
  { question: { id, atMs = 0 } }: Evidence,
  shown: readonly Shown[],
  account: Account,
  primitives: Primitives,
): readonly ClaimVerdict[] {
  const dossier = dossierOf(shown, account, shown[0]?.statement.issuer ?? '', primitives);
  return judgeLot(dossier, id, atMs);
}

function custodialOf(signers: KeysReading['signers']): number {
  return signers.reduce(
    (sum, { custody, statements }) => sum + (custody === 'custodial' ? statements : 0),
    0,
  );
}

const mustPass: ReadonlySet<CheckName> = new Set([
  'form',
  'disclosures',
  'signatures',
  'keys',
  'inclusion',
  'checkpoint',
]);

function isProven(checks: readonly Check[]): boolean {
  return checks.every(({ name, result }) => result === 'pass' || !mustPass.has(name));
}

function logOf(evidence: Evidence, pinned: boolean): Verdict['log'] {
  const head = headOf(evidence.checkpoint);
  return head === undefined ? null : { origin: head.origin, size: head.size, pinned };
}

function unread(): OfStatements {
  const not = (name: CheckName): Check => notChecked(name, 'The statements could not be read.');
  return {
    signatures: not('signatures'),
    keys: { check: not('keys'), signers: [] },
    inclusion: not('inclusion'),
    holdings: { check: not('holdings'), trust: null },
    balances: not('balances'),
    trace: not('trace'),
    gaps: not('gaps'),
    answer: () => null,
    claims: () => null,
  };
}

const afterForm: readonly CheckName[] = [
  'disclosures',
  'signatures',
  'keys',
  'inclusion',
  'checkpoint',
  'consistency',
  'balances',
  'trace',
  'gaps',
];

function refusedForm(code: string, detail: string): Verdict {
  const form = failed('form', [{ code, detail: `This is no evidence file: ${detail}.`, entries: [] }]);
  const checks = [form, ...afterForm.map((name) => notChecked(name, 'The file could not be read.'))];
  return { ok: false, checks, question: null, level: null, log: null, signers: [], answer: null };
}

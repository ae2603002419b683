// From findings to one word (docs/protocol/claims.md, "Result").
import type { Assurance } from '../record/record.ts';
import type { ClaimCheckName, ClaimFinding, ClaimResult, ClaimState } from './verdict.ts';
import { mayContradict } from './withheld.ts';

/** Checks that take kilograms away; what the others find about the asked lot itself fails the claim. */
const ofKilograms: ReadonlySet<ClaimCheckName> = new Set([
  'who',
  'what',
  'when',
  'how-much',
  'custody',
  'yield',
]);

const ended: ReadonlySet<ClaimState> = new Set(['refuted', 'revoked', 'suspended', 'withdrawn', 'expired']);

export interface Judged {
  readonly asked: string;
  readonly state: ClaimState;
  readonly findings: readonly ClaimFinding[];
  readonly hasPack: boolean;
  readonly claimed: number | null;
  readonly substantiated: number | null;
  /** Grams that rounding down can have taken on the way. */
  readonly roundings: number;
  /** The claim rests on a certificate of its own: then kilograms need not be known. */
  readonly byCertificate: boolean;
  readonly assurance: Assurance | null;
}

export function resultOf(judged: Judged): ClaimResult {
  const { asked, state, findings, hasPack, claimed, substantiated, byCertificate } = judged;
  if (ended.has(state)) return 'withdrawn';
  if (!hasPack) return 'cannot-tell';
  const failing = findings.filter(({ weight }) => weight === 'fail');
  const unknown = findings.filter(({ weight }) => weight === 'unknown');
  if (failing.some((one) => isAboutAsked(one, asked))) return 'fails';
  if (unknown.some((one) => isAboutAsked(one, asked)))
    return failing.some(takes) && substantiated === 0 ? 'fails' : 'cannot-tell';
  if (byCertificate && judged.assurance !== null)
    return unknown.some(mayContradict) ? 'cannot-tell' : 'holds';
  if (byCertificate) return nothingProven(failing, unknown);
  if (claimed === null || substantiated === null) return failing.some(takes) ? 'fails' : 'cannot-tell';
  if (substantiated === 0) return claimed === 0 ? 'fails' : nothingProven(failing, unknown);
  if (unknown.some(mayContradict)) return 'cannot-tell';
  return isWhole(judged, [...failing, ...unknown].some(takes)) ? 'holds' : 'partly';
}

function isAboutAsked({ lot, check, code }: ClaimFinding, asked: string): boolean {
  return (
    lot === asked && (!ofKilograms.has(check) || code === 'ASSURANCE_TOO_LOW' || code === 'CLAIM_WITHHELD')
  );
}

function takes({ check }: ClaimFinding): boolean {
  return ofKilograms.has(check) || check === 'origin' || check === 'composition' || check === 'trade';
}

/** Where something contradicts it, it fails; where something is only unknown, nobody can tell. */
function nothingProven(failing: readonly ClaimFinding[], unknown: readonly ClaimFinding[]): ClaimResult {
  return unknown.some(takes) && !failing.some(takes) ? 'cannot-tell' : 'fails';
}

/** What only rounding down took on the way is not missing, nor is weight that no fibre brought in, as long as nothing else took any. */
function isWhole({ claimed, substantiated, roundings, findings }: Judged, somethingTook: boolean): boolean {
  const missing = claimed! - substantiated!;
  if (findings.some(({ code }) => code === 'REGAIN_NOT_CLAIMED') && !somethingTook) return true;
  return missing === 0 || (!somethingTook && missing <= roundings);
}

// The axes on which a certificate covers a making (claims.md, "The four axes"). Who and what hold at all times (who.ts,
// what.ts); when is here; how much is a sum over many uses (drawing.ts, transaction.ts).
import type { Certificate } from '../../record/record.ts';
import { ascending, isoDay } from '../authority/scope.ts';
import type { Standing } from '../authority/words.ts';
import type { JudgeContext } from '../context.ts';
import type { ClaimFinding } from '../verdict.ts';

/** What of a context the axes look at. */
export type AxesContext = Pick<JudgeContext, 'book' | 'claim' | 'facility' | 'materialOf' | 'processOf'>;

/** What is to be covered, whenever it happened. Null or empty: not known. No site or process: not asked for. */
export interface Covered {
  readonly party: string;
  readonly site?: string | null;
  /** Of the statement that told of it: the site was whose it was said to be then. Asked for where a site is. */
  readonly entry?: number;
  readonly process?: string | null;
  readonly country: string | null;
  readonly categories: readonly string[];
  readonly materials: readonly string[];
  /** Lots that were made: asked for by certificates that are about lots. */
  readonly lots?: readonly string[];
}

/** One thing that is wrong. `statements`: beside the certificate's own. */
export function finding(
  certificate: Certificate,
  code: string,
  check: ClaimFinding['check'],
  detail: string,
  options: { readonly isUnknown?: boolean; readonly statements?: readonly number[] } = {},
): ClaimFinding {
  return {
    code,
    check,
    weight: options.isUnknown === true ? 'unknown' : 'fail',
    detail,
    lot: null,
    about: certificate.certificate,
    entries: ascending([certificate.entry, ...(options.statements ?? [])]),
  };
}

/** A shipment or a test of certain lots, not a site's right to work. */
export function isAboutLots({ type, lots }: Certificate): boolean {
  return type === 'transaction' || lots.length > 0;
}

/** `standing` and `lapse`: what was made of the certificate, and of its issuer's accreditation, at that moment. */
export function whenFindings(
  certificate: Certificate,
  atMs: number,
  standing: Standing,
  lapse: ClaimFinding | undefined,
): ClaimFinding[] {
  const { certificate: id, validFromMs, validUntilMs } = certificate;
  const found: ClaimFinding[] = [];
  if (atMs < validFromMs) {
    const detail = `certificate ${id} begins only on ${isoDay(validFromMs)}, after ${isoDay(atMs)}`;
    found.push(finding(certificate, 'CERTIFICATE_NOT_YET_VALID', 'when', detail));
  }
  if (atMs > validUntilMs) {
    const detail = `certificate ${id} ended on ${isoDay(validUntilMs)}, before ${isoDay(atMs)}`;
    found.push(finding(certificate, 'CERTIFICATE_EXPIRED', 'when', detail));
  }
  const stopped = standingFinding(certificate, standing);
  return [...found, ...stopped, ...(lapse === undefined ? [] : [lapse])];
}

/** Suspended, or no longer (refuted: never) what it says. */
export function standingFinding(
  certificate: Certificate,
  { state, sinceMs, entries }: Standing,
): ClaimFinding[] {
  if (state === null || state === 'confirmed') return [];
  const code = state === 'suspended' ? 'CERTIFICATE_SUSPENDED' : 'CERTIFICATE_REVOKED';
  const detail = `certificate ${certificate.certificate} is ${state} from ${isoDay(sinceMs ?? 0)} on`;
  return [finding(certificate, code, 'when', detail, { statements: entries })];
}

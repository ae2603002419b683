// Who: the holder or a subcontractor of it, at one of its sites, by a certificate of somebody who might issue it.
import type { Certificate } from '../../record/record.ts';
import { type AccreditationAsked, accreditedFor } from '../authority/chain.ts';
import { isoDay } from '../authority/scope.ts';
import type { ClaimFinding } from '../verdict.ts';
import { needsAccreditation } from './assurance.ts';
import { type AxesContext, type Covered, finding, isAboutLots } from './axes.ts';

export function whoFindings(
  context: AxesContext,
  certificate: Certificate,
  covered: Covered,
): ClaimFinding[] {
  const rightful = issuerFinding(context, certificate, covered.country, covered.process);
  return [...hiddenFinding(certificate), ...holderFinding(context, certificate, covered), ...rightful];
}

/** What is withheld is unknown, and unknown never passes. */
function hiddenFinding(certificate: Certificate): ClaimFinding[] {
  if (!certificate.withheld) return [];
  const detail = `something of certificate ${certificate.certificate} is withheld, so it covers nothing`;
  return [finding(certificate, 'CERTIFICATE_MISSING', 'what', detail, { isUnknown: true })];
}

function holderFinding(context: AxesContext, certificate: Certificate, covered: Covered): ClaimFinding[] {
  const { certificate: id, holder, subcontractors, buyer, type } = certificate;
  const { party, site } = covered;
  // Who is named as a subcontractor works under it wherever it works: a single facility can be named as well.
  if (subcontractors.includes(party) || (site && subcontractors.includes(site))) return [];
  if (type === 'transaction' && buyer === party) return [];
  if (holder === party)
    return site === undefined || isAboutLots(certificate)
      ? []
      : siteFinding(context, certificate, site, covered.entry);
  const detail = `certificate ${id} is held by ${holder}, and ${party} is no subcontractor of it`;
  return [finding(certificate, 'HOLDER_DIFFERS', 'who', detail)];
}

/** A site of another party is never one of all sites of the holder. */
function siteFinding(
  context: AxesContext,
  certificate: Certificate,
  site: string | null,
  entry = 0,
): ClaimFinding[] {
  const { certificate: id, sites, holder } = certificate;
  if (site !== null && sites.includes(site)) return [];
  const owner = context.facility(site, entry)?.party;
  if (sites.includes('*') && owner === holder) return [];
  if (site === null || (sites.includes('*') && owner === undefined)) {
    const detail = `whether certificate ${id} covers the site cannot be told: ${site === null ? 'no site is told' : `nobody says whose site ${site} is`}`;
    return [finding(certificate, 'SITE_NOT_COVERED', 'who', detail, { isUnknown: true })];
  }
  const why = sites.includes('*') ? `it is a site of ${owner}` : 'it is none of its sites';
  return [
    finding(certificate, 'SITE_NOT_COVERED', 'who', `certificate ${id} does not cover ${site}: ${why}`),
  ];
}

/**
 * Whether who issued it might, when the log took it, by the trust of then. What is handed in or said by a second party
 * needs no accreditation: it assures less. A process or country left out is not asked for, null is unknown.
 */
export function issuerFinding(
  { book }: Pick<AxesContext, 'book'>,
  certificate: Certificate,
  country?: string | null,
  process?: string | null,
): ClaimFinding[] {
  const { certificate: id, issuer, recordedAtMs, scheme } = certificate;
  const wrong = wrongIssuer(certificate);
  if (wrong !== undefined) return [finding(certificate, 'ISSUER_NOT_ACCREDITED', 'who', wrong)];
  if (!needsAccreditation(certificate)) return [];
  const asked = certifierAsked(certificate, country, process);
  const accredited = accreditedFor(book, issuer, asked, recordedAtMs, Infinity);
  if (accredited.ok) return [];
  // For the scheme alone it is accredited: only the unknown country or process is in the way.
  const isUnknown =
    (country === null || process === null) &&
    accreditedFor(
      book,
      issuer,
      certifierAsked(certificate, country ?? undefined, process ?? undefined),
      recordedAtMs,
      Infinity,
    ).ok;
  const detail = `${issuer}, who issued certificate ${id} for ${scheme}, was not accredited on ${isoDay(recordedAtMs)}: ${accredited.detail}`;
  return [
    finding(certificate, 'ISSUER_NOT_ACCREDITED', 'who', detail, {
      isUnknown,
      statements: accredited.entries,
    }),
  ];
}

function wrongIssuer(certificate: Certificate): string | undefined {
  const { certificate: id, type, issuer, holder, imported } = certificate;
  // A credential that the operator's node has checked: of any other author it is not in the book (authority/entitled.ts).
  if (imported?.format === 'credential') return undefined;
  const byHolder = imported !== null || type.startsWith('self-');
  if (byHolder && issuer !== holder)
    return `${issuer} says certificate ${id} of ${holder}, which only ${holder} may hand in`;
  return !byHolder && issuer === holder ? `${issuer} issued certificate ${id} to itself` : undefined;
}

export function certifierAsked(
  { scheme }: Certificate,
  country?: string | null,
  process?: string | null,
): AccreditationAsked {
  return {
    roles: ['certification-body', 'auditor'],
    scheme,
    ...(country === undefined ? {} : { country }),
    ...(process === undefined ? {} : { process }),
  };
}

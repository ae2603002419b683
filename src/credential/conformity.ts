// A certificate of the log as a UNTP 0.7.0 Digital Conformity Credential, which is a W3C credential of version 2.0.
import type { JsonObject } from '#verifier';
import type { RecordView } from '../flow/answers.ts';
import { type Certificate, schemeUri } from './certificate.ts';
import { conditionsOf } from './condition.ts';
import type { CredentialIssuer } from './signer.ts';
import { type Purpose, purposes, timeText } from './status-list.ts';

/** `untp-0.7.0`: one status entry with a number as index, as the schema of UNTP has it. `w3c`: both, with texts. */
export const profiles = ['untp-0.7.0', 'w3c'] as const;
export type Profile = (typeof profiles)[number];

/** What the register says of ids; null = not told. */
export interface Named {
  party(id: string): { name: string | null } | undefined;
  facility(id: string): { name: string | null } | undefined;
  product(id: string): { name: string | null } | undefined;
}

export interface Exported {
  record: RecordView;
  issuer: CredentialIssuer;
  /** Position among the certificates of who said it, in the order of the log. */
  index: number;
  listAddress(purpose: Purpose): string;
  /** Address of this credential at this node. */
  address: string;
  profile: Profile;
}

export function conformityCredential(exported: Exported, named: Named): JsonObject {
  const { record, issuer, address } = exported;
  const certificate = certificateIn(record);
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://vocabulary.uncefact.org/untp/0.7.0/context/',
    ],
    type: ['DigitalConformityCredential', 'VerifiableCredential'],
    id: address,
    issuer: issuerObject(issuer),
    name: titleOf(certificate),
    ...(issuer.saying === undefined ? {} : { description: issuer.saying }),
    validFrom: instantText(certificate.validFrom),
    validUntil: instantText(certificate.validUntil),
    credentialStatus: statusOf(exported),
    credentialSubject: attestation(certificate, record, named),
  };
}

function certificateIn({ claims }: RecordView): Certificate {
  return claims as unknown as Certificate;
}

function titleOf({ type, scheme, number }: Certificate): string {
  return `${scheme} ${type} certificate${number === undefined ? '' : ` ${number}`}`;
}

/** The same moment in UTC: some readers of xsd:dateTime take nothing else. */
function instantText(time: string): string {
  return timeText(Date.parse(time));
}

function issuerObject({ id, name, alsoKnownAs }: CredentialIssuer): JsonObject {
  const known = alsoKnownAs === undefined ? {} : { issuerAlsoKnownAs: [{ type: ['Party'], ...alsoKnownAs }] };
  return { type: ['CredentialIssuer'], id, name, ...known };
}

function statusOf({ index, listAddress, profile }: Exported): JsonObject | JsonObject[] {
  const entry = (purpose: Purpose, statusListIndex: string | number): JsonObject => ({
    id: `${listAddress(purpose)}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose,
    statusListIndex,
    statusListCredential: listAddress(purpose),
  });
  // The one that has everything which does not count now (status-list.ts).
  if (profile === 'untp-0.7.0') return entry('suspension', index);
  return purposes.map((purpose) => entry(purpose, String(index)));
}

function attestation(certificate: Certificate, record: RecordView, named: Named): JsonObject {
  const { certificate: id, scheme, holder } = certificate;
  return {
    type: ['ConformityAttestation'],
    id,
    name: titleOf(certificate),
    assessorLevel: assessorLevel(certificate, record),
    // Who stands behind the issuer is in the log as accreditations; it is for the reader to find good.
    assessmentLevel: 'no-endorsement',
    attestationType: attestationType(certificate),
    issuedToParty: partyObject(holder, named),
    referenceScheme: { type: ['ConformityScheme'], id: schemeUri(scheme), name: scheme },
    conformityAssessment: [assessment(certificate, named)],
  };
}

const ownWords: ReadonlySet<string> = new Set(['self-declaration', 'self-assessment']);

/** As it came to this log: what was handed in from outside is at most somebody's word about a third party's. */
function assessorLevel({ type, imported }: Certificate, { issuer, claims }: RecordView): string {
  if (imported !== undefined) return 'unspecified';
  if (ownWords.has(type) || issuer === claims['holder']) return 'self';
  return type === 'second-party' ? 'commercial' : '3rdParty';
}

function attestationType({ type }: Certificate): string {
  if (type === 'self-declaration' || type === 'transaction') return 'declaration';
  if (type === 'material') return 'testing';
  return ownWords.has(type) || type === 'second-party' ? 'verification' : 'certification';
}

function assessment(certificate: Certificate, named: Named): JsonObject {
  const { certificate: id, scheme, validFrom, holder, codes, sites } = certificate;
  const products = productsOf(certificate, named);
  return {
    type: ['ConformityAssessment'],
    id: `${id}#assessment`,
    name: titleOf(certificate),
    assessmentCriteria: codes.map((code) => ({
      type: ['Criterion'],
      id: `${schemeUri(scheme)}:${encodeURIComponent(code)}`,
      name: code,
    })),
    assessmentDate: validFrom.slice(0, 10),
    assessedPerformance: performances(certificate),
    ...(products.length === 0 ? {} : { assessedProduct: products }),
    ...(facilitiesAmong(sites).length === 0
      ? {}
      : { assessedFacility: facilitiesAmong(sites).map((site) => facilityObject(site, named)) }),
    assessedOrganisation: partyObject(holder, named),
    specifiedCondition: conditionsOf(certificate),
    conformityTopic: [topic],
    conformance: certificate.test?.passed ?? true,
  };
}

/** Of the topics of UNTP the one that every claim about fibre is of. */
const topic: JsonObject = {
  type: ['ConformityTopic'],
  id: 'https://vocabulary.uncefact.org/conformity-topics/supply-chain-traceability',
  name: 'Supply Chain Traceability',
};

function facilitiesAmong(sites: readonly string[]): string[] {
  return sites.filter((site) => site !== '*');
}

function facilityObject(site: string, named: Named): JsonObject {
  return { facility: { type: ['Facility'], id: site, name: named.facility(site)?.name ?? site } };
}

function partyObject(id: string, named: Named): JsonObject {
  return { type: ['Party'], id, name: named.party(id)?.name ?? id };
}

function productsOf({ products = [], lots = [] }: Certificate, named: Named): JsonObject[] {
  const all = [...products, ...lots.map(({ lot }) => lot)];
  return all.map((id) => ({
    product: { type: ['Product'], id, name: named.product(id)?.name ?? id },
  }));
}

/** Weights that it certifies, in grams (UN/ECE Rec 20 code GRM). The metric is our own: the UNTP list has no weight. */
function performances({ volumeGrams, lots = [], test }: Certificate): JsonObject[] {
  const weighed = [
    ...(volumeGrams === undefined
      ? []
      : [performance('volume', 'Most that may leave under it', volumeGrams)]),
    ...lots.map(({ lot, certifiedGrams }) => performance('certified', `Certified of ${lot}`, certifiedGrams)),
  ];
  const tested =
    test === undefined
      ? []
      : [{ score: { code: test.passed ? 'passed' : 'failed', definition: test.method } }];
  return [...weighed, ...tested];
}

function performance(metric: string, name: string, grams: number): JsonObject {
  return {
    metric: { type: ['PerformanceMetric'], id: `urn:selvedge:metric:${metric}`, name },
    measure: { value: grams, unit: 'GRM' },
  };
}

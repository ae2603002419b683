// What a credential from outside says, in the claims that a certificate has here (docs/protocol/record.md).
import { certificateTypes, isJsonObject, type JsonObject } from '#verifier';
import { schemeIn } from './certificate.ts';
import { conditioned, valuesOf } from './condition.ts';
import { type Frame, idOf, listOf } from './frame.ts';
import { type Checked, no } from './refusal.ts';

/** Claims as far as the credential tells them. What is absent it does not tell. */
export type DraftClaims = Record<string, unknown>;

export interface Draft {
  claims: DraftClaims;
  /** Every name by which the credential calls whom it is about. */
  issuedTo: string[];
}

/** A UNTP conformity credential, or any whose subject has members named like the claims of a certificate. */
export function draftOf(frame: Frame): Checked<Draft> {
  const isUntp = frame.types.includes('DigitalConformityCredential');
  const told = isUntp ? attested(frame) : { ok: true as const, value: plainly(frame) };
  if (!told.ok) return told;
  const { claims, issuedTo } = told.value;
  const id = isUntp ? (idOf(frame.subject) ?? frame.id) : frame.id;
  return {
    ok: true,
    value: {
      issuedTo,
      claims: {
        ...(id === undefined ? {} : { certificate: id }),
        ...(frame.fromMs === null ? {} : { validFrom: new Date(frame.fromMs).toISOString() }),
        ...(frame.untilMs === null ? {} : { validUntil: new Date(frame.untilMs).toISOString() }),
        ...claims,
      },
    },
  };
}

// Neither whom it is about nor how it came here is for the subject to say, and its dates are those of the credential.
const plainNames = [
  ...['type', 'scheme', 'number', 'sites', 'subcontractors', 'processes', 'categories', 'materials', 'codes'],
  ...['volumeGrams', 'buyer', 'shippedAt', 'lots', 'inputs', 'test', 'products'],
];

/** The forms of the claims are checked where the log takes them. */
function plainly({ subject, form }: Frame): Draft {
  const claims = Object.fromEntries(
    plainNames.filter((name) => subject[name] !== undefined).map((name) => [name, subject[name]]),
  );
  const id = form === 'sd-jwt-vc' ? subject['sub'] : subject['id'];
  return { claims, issuedTo: texts([id, subject['holder']]) };
}

function attested({ subject }: Frame): Checked<Draft> {
  const assessments = listOf(subject['conformityAssessment']).filter(isJsonObject);
  if (assessments.some(({ conformance }) => conformance === false))
    return no('CREDENTIAL_NONCONFORMING', 'It says that something does not conform: it certifies nothing.');
  const { issuedToParty } = subject;
  const party = isJsonObject(issuedToParty) ? issuedToParty : {};
  const conditions = assessments.flatMap((one) => texts(listOf(one['specifiedCondition'])));
  const claims = told({
    type: typeOf(subject, conditions, assessments),
    scheme: schemeOf(subject['referenceScheme']),
    codes: assessments.flatMap(codesOf),
    sites: [
      ...assessments.flatMap((one) => idsIn(one['assessedFacility'], 'facility')),
      ...valuesOf(conditions, 'site'),
    ],
    products: productsOf(assessments, conditions),
    volumeGrams: assessments.flatMap(volumesOf)[0],
    ...conditioned(conditions),
  });
  return { ok: true, value: { claims, issuedTo: texts([party['id'], party['registeredId']]) } };
}

/** Without what it has nothing for; a site that three assessments name is one site. */
function told(claims: DraftClaims): DraftClaims {
  const once = Object.entries(claims).map(([name, value]): [string, unknown] => [
    name,
    Array.isArray(value) ? [...new Set<unknown>(value)] : value,
  ]);
  const isEmpty = (value: unknown): boolean =>
    value === undefined || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(once.filter(([, value]) => !isEmpty(value)));
}

function typeOf(subject: JsonObject, conditions: string[], assessments: JsonObject[]): string {
  const [said] = valuesOf(conditions, 'type');
  if (certificateTypes.some((type) => type === said)) return said!;
  const { attestationType, assessorLevel } = subject;
  if (assessorLevel === 'self')
    return attestationType === 'declaration' ? 'self-declaration' : 'self-assessment';
  if (assessorLevel === 'commercial' || assessorLevel === 'buyer') return 'second-party';
  if (attestationType === 'testing' || attestationType === 'calibration') return 'material';
  const hasProducts = assessments.some((one) => listOf(one['assessedProduct']).length > 0);
  const hasSites = assessments.some((one) => listOf(one['assessedFacility']).length > 0);
  return hasProducts && !hasSites ? 'product' : 'scope';
}

/** Its name where nothing better is told: whoever hands it in may say which scheme of the packs that is. */
function schemeOf(scheme: unknown): string | undefined {
  const [id] = texts([isJsonObject(scheme) ? scheme['id'] : undefined]);
  const [name] = texts([isJsonObject(scheme) ? scheme['name'] : undefined]);
  return (id === undefined ? undefined : schemeIn(id)) ?? name ?? id;
}

function codesOf(assessment: JsonObject): string[] {
  return listOf(assessment['assessmentCriteria'])
    .filter(isJsonObject)
    .flatMap(({ id, name }) => texts([name, id]).slice(0, 1));
}

function idsIn(list: unknown, member: string): string[] {
  return listOf(list).flatMap((one) => (isJsonObject(one) ? (idOf(one[member]) ?? []) : []));
}

/** Lots are told with their weights, so they are not products as well. */
function productsOf(assessments: JsonObject[], conditions: string[]): string[] {
  const lots = new Set(valuesOf(conditions, 'lot').map((text) => text.split(' ')[0]));
  return assessments.flatMap((one) => idsIn(one['assessedProduct'], 'product')).filter((id) => !lots.has(id));
}

const gramsOf: Readonly<Record<string, number>> = { GRM: 1, KGM: 1000, TNE: 1_000_000 };

function volumesOf(assessment: JsonObject): number[] {
  return listOf(assessment['assessedPerformance'])
    .filter(isJsonObject)
    .filter(({ metric }) => isJsonObject(metric) && metric['id'] === 'urn:selvedge:metric:volume')
    .flatMap(({ measure }) => {
      const { value, unit } = isJsonObject(measure) ? measure : {};
      const grams = typeof value === 'number' ? value * (gramsOf[String(unit)] ?? Number.NaN) : Number.NaN;
      return Number.isSafeInteger(grams) ? [grams] : [];
    });
}

function texts(values: readonly unknown[]): string[] {
  return values.filter((value): value is string => typeof value === 'string' && value !== '');
}

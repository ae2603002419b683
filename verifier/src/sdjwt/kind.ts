import { isJsonObject } from '../bytes/json.ts';
import { anywhere, nowhere, type Place } from './place.ts';

/** What statements can say (docs/protocol/statement.md, "Payload"). */
export type StatementKind = 'epcis' | 'party' | 'facility' | 'product' | 'key' | 'erasure';

type Check = (value: unknown) => boolean;

interface KindRules {
  /** Must be there, in the clear. */
  readonly clear: Readonly<Record<string, Check>>;
  /** May be there, in the clear. */
  readonly optional: Readonly<Record<string, Check>>;
  /** May be there, disclosed or in the clear. */
  readonly disclosable: Readonly<Record<string, Check>>;
  readonly place: Place;
}

/** Stand in every statement, in the clear. */
export const commonClaims: Readonly<Record<string, Check>> = {
  iss: isUri,
  iat: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
  _sd_alg: (value) => value === 'sha-256',
  kind: isText,
};

const recordPlace = (disclosable: Readonly<Record<string, Check>>): Place => ({
  ...nowhere,
  names: { only: new Set(Object.keys(disclosable)) },
  elsewhere: nowhere,
});

function record(clear: Record<string, Check>, disclosable: Record<string, Check>): KindRules {
  return { clear, optional: {}, disclosable, place: recordPlace(disclosable) };
}

const place = { country: isCountry, region: isText };

// An event's own values nest at most eight levels; the event itself is one more.
const eventPlace: Place = {
  names: { allBut: new Set(['type', 'eventTime', 'eventTimeZoneOffset', '@context']) },
  elements: false,
  levels: 9,
  inside: {},
  elsewhere: anywhere,
};
const eventListPlace: Place = { ...nowhere, elements: true, elsewhere: eventPlace };
const resultsPlace: Place = { ...nowhere, inside: { eventList: eventListPlace }, elsewhere: nowhere };
const bodyPlace: Place = {
  ...nowhere,
  inside: {
    eventList: eventListPlace,
    queryResults: { ...nowhere, inside: { resultsBody: resultsPlace }, elsewhere: nowhere },
  },
  elsewhere: nowhere,
};
const documentPlace: Place = {
  names: { allBut: new Set(['@context', 'type', 'schemaVersion', 'epcisBody']) },
  elements: false,
  inside: { epcisBody: bodyPlace },
  elsewhere: nowhere,
};
const annexPlace: Place = {
  names: { only: new Set(['country', 'region']) },
  elements: false,
  inside: { births: { ...nowhere, elements: true } },
  elsewhere: nowhere,
};

export const kinds: Readonly<Record<StatementKind, KindRules>> = {
  epcis: {
    clear: { document: isJsonObject, annex: Array.isArray },
    optional: {},
    disclosable: {},
    place: {
      ...nowhere,
      inside: { document: documentPlace, annex: { ...nowhere, elsewhere: annexPlace } },
      elsewhere: nowhere,
    },
  },
  party: record({ party: isUri }, { name: isText, ...place, identifiers: isTextList }),
  facility: record(
    { facility: isUri, party: isUri },
    { name: isText, address: isAny, ...place, latitude: isWithin(90), longitude: isWithin(180) },
  ),
  product: record(
    { product: isUri },
    { name: isText, description: isText, composition: isAny, netWeightGrams: isNatural, care: isAny },
  ),
  key: {
    clear: { party: isUri },
    optional: { enrols: isEnrolment, revokes: isRevocation },
    disclosable: {},
    place: nowhere,
  },
  erasure: record({ statement: isDigest, disclosures: isDigestList, reason: isText }, {}),
};

export function isStatementKind(value: unknown): value is StatementKind {
  return typeof value === 'string' && Object.hasOwn(kinds, value);
}

export function isDigest(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/.test(value);
}

export function isCountry(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Z]{2}$/.test(value);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isUri(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$/.test(value);
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

function isDigestList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isDigest);
}

function isNatural(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isWithin(limit: number): Check {
  return (value) => typeof value === 'number' && Math.abs(value) <= limit;
}

function isAny(value: unknown): boolean {
  return value !== null;
}

function hasExactly(value: unknown, checks: Readonly<Record<string, Check>>): boolean {
  if (!isJsonObject(value) || Object.keys(value).length !== Object.keys(checks).length) return false;
  return Object.entries(checks).every(([name, check]) => Object.hasOwn(value, name) && check(value[name]));
}

function isEnrolment(value: unknown): boolean {
  const isCustody: Check = (custody) => custody === 'device' || custody === 'custodial';
  return hasExactly(value, { jwk: isJsonObject, custody: isCustody, possession: isText });
}

function isRevocation(value: unknown): boolean {
  return hasExactly(value, { kid: isDigest, reason: isText });
}

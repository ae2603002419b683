import type { JsonObject } from '../bytes/json.ts';
import {
  country,
  digest,
  exactly,
  type Form,
  type Forms,
  listOf,
  natural,
  notEmpty,
  object,
  oneOf,
  text,
  textList,
  that,
  uri,
} from '../record/form.ts';
import { recordKinds } from '../record/kinds.ts';
import type { RecordKind } from '../record/record.ts';
import { anywhere, nowhere, type Place } from './place.ts';

/** What statements can say (docs/protocol/statement.md, "Payload"; docs/protocol/record.md). */
export type StatementKind = 'epcis' | 'party' | 'facility' | 'product' | 'key' | 'erasure' | RecordKind;

interface KindRules {
  /** Must be there, in the clear. */
  readonly clear: Forms;
  /** May be there, in the clear. */
  readonly optional: Forms;
  /** May be there, disclosed or in the clear. */
  readonly disclosable: Forms;
  readonly place: Place;
}

/** Stand in every statement, in the clear. */
export const commonClaims: Forms = {
  iss: uri,
  iat: natural,
  _sd_alg: that('is not sha-256', (value) => value === 'sha-256'),
  kind: text,
};

const recordPlace = (disclosable: Forms): Place => ({
  ...nowhere,
  names: { only: new Set(Object.keys(disclosable)) },
  elsewhere: nowhere,
});

function record(clear: Forms, disclosable: Forms = {}, optional: Forms = {}): KindRules {
  return { clear, optional, disclosable, place: recordPlace(disclosable) };
}

const place = { country, region: text };
const any = that('is null', (value) => value !== null);
const within = (limit: number): Form =>
  that(
    `is no number from -${limit} to ${limit}`,
    (value) => typeof value === 'number' && Math.abs(value) <= limit,
  );
const custody = oneOf(['device', 'custodial']);

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
    clear: { document: object, annex: that('is no list', Array.isArray) },
    optional: {},
    disclosable: {},
    place: {
      ...nowhere,
      inside: { document: documentPlace, annex: { ...nowhere, elsewhere: annexPlace } },
      elsewhere: nowhere,
    },
  },
  party: record({ party: uri }, { name: text, ...place, identifiers: textList }),
  facility: record(
    { facility: uri, party: uri },
    {
      ...{ name: text, address: any, ...place, latitude: within(90), longitude: within(180) },
      processes: textList,
    },
  ),
  product: record(
    { product: uri },
    {
      ...{ name: text, description: text, composition: any, netWeightGrams: natural, care: any },
      category: text,
    },
  ),
  key: {
    clear: { party: uri },
    optional: {
      enrols: exactly({ jwk: object, custody, possession: text }),
      revokes: exactly({ kid: digest, reason: text }),
    },
    disclosable: {},
    place: nowhere,
  },
  erasure: record({ statement: digest, disclosures: notEmpty(listOf(digest)), reason: text }),
  ...(Object.fromEntries(
    Object.entries(recordKinds).map(([kind, { clear, disclosable, optional }]) => [
      kind,
      record(clear, disclosable, optional),
    ]),
  ) as Record<RecordKind, KindRules>),
};

/**
 * The claims of a statement still to be drafted, as its kind would have them: `hidden` are those that may be disclosures,
 * `clear` all others. Claims that are null or undefined are not told. Names that every statement has, or that RFC 9901
 * reserves, come out hidden: there the reading refuses them, while in the clear they would change who says what.
 */
export function splitClaims(
  kind: Exclude<StatementKind, 'epcis'>,
  claims: JsonObject,
): { clear: JsonObject; hidden: JsonObject } {
  const told = Object.entries(claims).filter(([, value]) => value !== null && value !== undefined);
  const hides = ([name]: [string, unknown]): boolean =>
    Object.hasOwn(kinds[kind].disclosable, name) || Object.hasOwn(commonClaims, name) || reserved.has(name);
  return {
    clear: Object.fromEntries(told.filter((claim) => !hides(claim))),
    hidden: Object.fromEntries(told.filter(hides)),
  };
}

const reserved: ReadonlySet<string> = new Set(['_sd', '...', '__proto__']);

export function isStatementKind(value: unknown): value is StatementKind {
  return typeof value === 'string' && Object.hasOwn(kinds, value);
}

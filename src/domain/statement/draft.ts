// Builds statements (docs/protocol/statement.md). Pure: salts, time and the signature come from outside.
import { encodeBase64url, makeDisclosure } from '#verifier';
import type { Primitives, StatementKind } from '#verifier';
import { clearInDocuments, clearInEvents, idLists, quantityLists } from './granularity.ts';
import type { Granularity } from './granularity.ts';

type Json = Record<string, unknown>;

/** 128 random bits as base64url (RFC 9901 section 9.3), a fresh one at each call. */
export type NextSalt = () => string;

export interface Birth {
  lot: string;
  secret: string;
}

/** What is true of an event beside EPCIS: the place in the coarse, and the lots it brings into being. */
export interface Annex {
  country?: string;
  region?: string;
  births: Birth[];
}

export interface Speaker {
  party: string;
  kid: string;
}

/** An unsigned statement: sign the bytes of `signingInput`, then `seal`. */
export interface Draft {
  signingInput: string;
  disclosures: string[];
}

export interface DraftTools {
  primitives: Primitives;
  nextSalt: NextSalt;
}

export const statementCap = 64;

/** Collects disclosures while a payload is being built; each method gives the digest to put in the payload. */
class Veil {
  readonly disclosures: string[] = [];
  readonly #tools: DraftTools;

  constructor(tools: DraftTools) {
    this.#tools = tools;
  }

  property(name: string, value: unknown): string {
    return this.#keep(name, value);
  }

  element(value: unknown): { '...': string } {
    return { '...': this.#keep(null, value) };
  }

  /** Moves the given properties behind digests. Sorted, so that their order says nothing (statement-format rule 4). */
  object(clear: Json, hidden: [string, unknown][]): Json {
    if (hidden.length === 0) return clear;
    const digests = hidden.map(([name, value]) => this.property(name, value)).sort();
    return { ...clear, _sd: digests };
  }

  #keep(name: string | null, value: unknown): string {
    const disclosure = makeDisclosure(this.#tools.nextSalt(), name, value, this.#tools.primitives);
    this.disclosures.push(disclosure.encoded);
    return disclosure.digest;
  }
}

/** A statement of kind `epcis`. `events` are those of `document`, at most 64, `annexes` one for each of them.
 * `issuedAtS` is seconds since 1970. */
export function draftEvents(
  speaker: Speaker,
  issuedAtS: number,
  document: Json,
  events: Json[],
  annexes: Annex[],
  granularity: Granularity,
  tools: DraftTools,
): Draft {
  const veil = new Veil(tools);
  const eventList = events.map((event) =>
    granularity === 'event' ? veil.element(event) : veiledEvent(event, veil),
  );
  const annex = annexes.map((one) => veiledAnnex(one, veil));
  const payload = { document: veiledDocument(document, eventList, veil), annex };
  return finish(speaker, issuedAtS, 'epcis', payload, veil, tools);
}

/** A bare event is signed as a document of one event, whose context is the event's own (EPCIS 2.0 section 8.3). */
export function documentOf(document: Json): Json {
  if ('epcisBody' in document) return document;
  const [context, creationDate] = [document['@context'], document['eventTime']];
  return { '@context': context, type: 'EPCISDocument', schemaVersion: '2.0', creationDate, epcisBody: {} };
}

/** A statement of any other kind: `clear` claims stay, `hidden` ones become disclosures (undefined ones are left out).
 * `splitClaims` of the verifier tells one from the other. */
export function draftRecord(
  speaker: Speaker,
  issuedAtS: number,
  kind: Exclude<StatementKind, 'epcis'>,
  clear: Json,
  hidden: Json,
  tools: DraftTools,
): Draft {
  const veil = new Veil(tools);
  const values = Object.entries(hidden).filter(([, value]) => value !== undefined && value !== null);
  return finish(speaker, issuedAtS, kind, veil.object(clear, values), veil, tools);
}

/** The finished statement in compact form. `signature` is the Ed25519 signature of `draft.signingInput` in ASCII. */
export function seal(draft: Draft, signature: Uint8Array): string {
  const jwt = `${draft.signingInput}.${encodeBase64url(signature)}`;
  return draft.disclosures.length === 0 ? `${jwt}~` : `${jwt}~${draft.disclosures.join('~')}~`;
}

function finish(
  speaker: Speaker,
  issuedAtS: number,
  kind: string,
  payload: Json,
  veil: Veil,
  { primitives }: DraftTools,
): Draft {
  const header = { alg: 'EdDSA', typ: 'selvedge+sd-jwt', kid: speaker.kid };
  const claims = { iss: speaker.party, iat: issuedAtS, _sd_alg: 'sha-256', kind, ...payload };
  const [first, second] = [header, claims].map((part) =>
    primitives.encodeBase64urlText(JSON.stringify(part)),
  );
  return { signingInput: `${first}.${second}`, disclosures: veil.disclosures };
}

function veiledEvent(event: Json, veil: Veil): { '...': string } {
  const clear: Json = {};
  const hidden: [string, unknown][] = [];
  for (const [name, value] of Object.entries(event)) {
    if (clearInEvents.has(name)) clear[name] = value;
    else if (idLists.has(name)) clear[name] = (value as unknown[]).map((id) => veil.element(id));
    else if (quantityLists.has(name))
      clear[name] = (value as Json[]).map((portion) => veiledPortion(portion, veil));
    else hidden.push([name, value]);
  }
  return veil.element(veil.object(clear, hidden));
}

function veiledPortion(portion: Json, veil: Veil): Json {
  const { uom, ...hidden } = portion;
  return veil.object(uom === undefined ? {} : { uom }, Object.entries(hidden));
}

function veiledAnnex(annex: Annex, veil: Veil): Json {
  const { births, ...place } = annex;
  const hidden = Object.entries(place).filter(([, value]) => value !== undefined);
  return veil.object({ births: births.map((birth) => veil.element(birth)) }, hidden);
}

function veiledDocument(document: Json, eventList: unknown[], veil: Veil): Json {
  const names = Object.keys(document);
  const clear = Object.fromEntries(
    names.filter((name) => clearInDocuments.has(name)).map((name) => [name, document[name]]),
  );
  const hidden = names
    .filter((name) => !clearInDocuments.has(name))
    .map((name): [string, unknown] => [name, document[name]]);
  return veil.object({ ...clear, epcisBody: bodyWith(document['epcisBody'] as Json, eventList) }, hidden);
}

/** An EPCISDocument has the list in its body, an EPCISQueryDocument in the results of the body (EPCIS 2.0 section 9.4). */
function bodyWith(body: Json, eventList: unknown[]): Json {
  const results = body['queryResults'] as Json | undefined;
  if (results === undefined) return { ...body, eventList };
  return {
    ...body,
    queryResults: { ...results, resultsBody: { ...(results['resultsBody'] as Json), eventList } },
  };
}

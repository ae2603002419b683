// What of a statement a reader is shown, by level (docs/protocol/evidence.md, "Levels"). Withholding changes no signed
// byte: it only leaves disclosures out.
import { isJsonObject, isRecordKind } from '#verifier';
import type { Level, RecordKind, Statement } from '#verifier';
import { digestsIn } from './digests.ts';
import { clearInEvents, idLists, quantityLists } from './granularity.ts';

type Disclosure = Statement['disclosures'][number];
type ByDigest = ReadonlyMap<string, Disclosure>;

/** Whether a property is shown; what lies inside it is then shown too. */
type ShowsProperty = (name: string) => boolean;

const everything: ShowsProperty = () => true;
const nothing: ShowsProperty = () => false;
const only = (...names: string[]): ShowsProperty => {
  const shown = new Set(names);
  return (name) => shown.has(name);
};

/**
 * The presentation of a stored statement at a level: the JWT with a subset of the disclosures that `statement` has, in
 * their order. Erased ones stay absent. Of kind `epcis` only the events in `shownEvents` (indexes in the document) are
 * shown, with their annexes. A facility shows nothing below `site`: the caller leaves it out there.
 *
 * Below `site` an event shows no eventID, so that a reader cannot tell which event an error declaration takes back: there
 * the caller MUST leave out an event that was declared an error, and its declaration. Granularity a (whole events) has
 * nothing to withhold inside an event.
 */
export function present(statement: Statement, level: Level, shownEvents: ReadonlySet<number>): string {
  const given: ByDigest = new Map(statement.disclosures.map((one) => [one.digest, one]));
  const kept = new Kept(given);
  if (statement.kind === 'epcis') keepEvents(kept, statement, level, shownEvents);
  else kept.properties(statement.payload, recordProperties(statement.kind, level));
  const shown = statement.disclosures.filter(({ digest }) => kept.digests.has(digest));
  return [statement.jwt, ...shown.map(({ encoded }) => encoded), ''].join('~');
}

/** Whether one of the events was signed as a whole (granularity a), so that nothing inside it can be withheld. */
export function isIndivisible(statement: Statement, shownEvents: ReadonlySet<number>): boolean {
  return statement.eventsShown.some(({ index, event }) => {
    if (!shownEvents.has(index)) return false;
    const signed = statement.disclosures.find((one) => one.shown === event)?.value;
    const secret = Object.keys(event).some((name) => !clearInEvents.has(name));
    return secret && digestsIn(signed).length === 0;
  });
}

function recordProperties(kind: Statement['kind'], level: Level): ShowsProperty {
  if (level === 'full') return everything;
  if (kind === 'product') return only('name', 'description', 'composition', 'category');
  if (isRecordKind(kind)) return level === 'site' ? atSites(kind) : (coarse[kind] ?? nothing);
  if (level === 'site') return everything;
  if (kind === 'facility') return nothing;
  return level === 'region' ? only('country', 'region') : only('country');
}

/** What of a record a label would say: that much is shown at every level. */
const coarse: Readonly<Partial<Record<RecordKind, ShowsProperty>>> = {
  claim: only('text', 'lots', 'countries'),
  certificate: only('products'),
};

/** Where, and what papers there are; not how much, to whom and why, and no names of people. */
function atSites(kind: RecordKind): ShowsProperty {
  const shown = only('fromSite', 'toSite', 'documents');
  return (name) => shown(name) || (coarse[kind]?.(name) ?? false);
}

function keepEvents(
  kept: Kept,
  { payload }: Statement,
  level: Level,
  shownEvents: ReadonlySet<number>,
): void {
  const document = payload['document'] as Record<string, unknown>;
  if (level === 'full') kept.properties(document, everything);
  const annex = payload['annex'] as Record<string, unknown>[];
  for (const [index, element] of eventListOf(document).entries()) {
    const event = shownEvents.has(index) ? kept.element(element) : undefined;
    if (!isJsonObject(event)) continue;
    if (level === 'full') kept.all(event);
    else keepEvent(kept, event, level === 'site');
    kept.properties(annex[index], level === 'country' ? only('country') : only('country', 'region'));
    // A birth carries the secret that blinds the lot elsewhere.
    if (level === 'full') kept.all(annex[index]?.['births']);
  }
}

function eventListOf(document: Record<string, unknown>): unknown[] {
  const body = document['epcisBody'] as {
    eventList?: unknown[];
    queryResults?: { resultsBody: { eventList: unknown[] } };
  };
  return body.eventList ?? body.queryResults?.resultsBody.eventList ?? [];
}

/** `event` as it was disclosed, digests in place: which lots, and where if `sites`, but not how much. */
function keepEvent(kept: Kept, event: Record<string, unknown>, sites: boolean): void {
  const site = sites ? ['readPoint', 'bizLocation', 'sourceList', 'destinationList', 'eventID'] : [];
  // What is clear by granularity p, some other signer may have hidden: without it nobody can read the event.
  kept.properties(event, only(...clearInEvents, 'parentID', ...site));
  for (const name of idLists) kept.elements(event[name], nothing);
  for (const name of quantityLists) kept.elements(event[name], only('epcClass'));
}

/** The digests of what is shown; whatever is shown has its parents shown too. */
class Kept {
  readonly digests: Set<string> = new Set();
  readonly #given: ByDigest;

  constructor(given: ByDigest) {
    this.#given = given;
  }

  /** Keeps those properties of an object that `shows`, each with all inside it. */
  properties(object: unknown, shows: ShowsProperty): void {
    if (!isJsonObject(object)) return;
    for (const { name, digest, value } of this.#hidden(object)) {
      if (name === undefined || !shows(name)) continue;
      this.digests.add(digest);
      this.all(value);
    }
  }

  /** Keeps the element of a list; gives its value as it was disclosed. */
  element(element: unknown): unknown {
    if (!isPlaceholder(element)) return element;
    const disclosure = this.#given.get(element['...']);
    if (disclosure !== undefined) this.digests.add(disclosure.digest);
    return disclosure?.value;
  }

  /** Keeps the elements of a list, and of objects among them the properties that `shows`. */
  elements(list: unknown, shows: ShowsProperty): void {
    if (!Array.isArray(list)) return;
    for (const element of list) this.properties(this.element(element), shows);
  }

  /** Keeps everything inside a value. */
  all(value: unknown): void {
    if (Array.isArray(value)) for (const element of value) this.all(this.element(element));
    if (!isJsonObject(value)) return;
    this.properties(value, () => true);
    for (const inner of Object.values(value)) this.all(inner);
  }

  #hidden(object: Record<string, unknown>): Disclosure[] {
    const digests = Array.isArray(object['_sd']) ? object['_sd'] : [];
    return digests.map((digest) => this.#given.get(digest)).filter((disclosure) => disclosure !== undefined);
  }
}

function isPlaceholder(element: unknown): element is { '...': string } {
  return isJsonObject(element) && typeof element['...'] === 'string' && Object.keys(element).length === 1;
}

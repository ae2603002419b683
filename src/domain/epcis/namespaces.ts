// Prefixes that a document or an event may use in names, from its JSON-LD @context. Remote contexts are never fetched.
import { isJsonObject } from '#verifier';

/** Prefix -> namespace. */
export type Namespaces = ReadonlyMap<string, string>;

/** What the EPCIS context itself declares. Its gs1 and cbvmda spellings are those of the published hash vectors. */
export const wellKnown: Namespaces = new Map([
  ['epcis', 'https://ref.gs1.org/epcis/'],
  ['cbv', 'https://ref.gs1.org/cbv/'],
  ['cbvmda', 'urn:epcglobal:cbv:mda'],
  ['gs1', 'https://gs1.org/voc/'],
  ['rdfs', 'http://www.w3.org/2000/01/rdf-schema#'],
  ['owl', 'http://www.w3.org/2002/07/owl#'],
  ['xsd', 'http://www.w3.org/2001/XMLSchema#'],
  ['dcterms', 'http://purl.org/dc/terms/'],
]);

/** The namespaces in force after `context`; without one, those of `outer`. */
export function namespacesOf(context: unknown, outer: Namespaces = wellKnown): Namespaces {
  if (context === undefined) return outer;
  const local = partsOf(context).filter(isJsonObject);
  if (local.length === 0) return outer;
  const namespaces = new Map(outer);
  for (const part of local) {
    for (const [prefix, namespace] of Object.entries(part)) {
      const iri = isJsonObject(namespace) ? namespace['@id'] : namespace;
      if (!prefix.startsWith('@') && typeof iri === 'string') namespaces.set(prefix, iri);
    }
  }
  return namespaces;
}

/** True when the context names the one of EPCIS 2, at GS1's current or an earlier address. */
export function namesEpcis(context: unknown): boolean {
  return partsOf(context).some(
    (part) => typeof part === 'string' && /^https?:\/\/[^/]*gs1[^/]*\/.*epcis-context\.jsonld$/i.test(part),
  );
}

const schemes = new Set(['http', 'https', 'urn', 'did', 'ni', 'tag', 'geo']);

/** The prefix of a compact name, undefined for full URIs. */
export function prefixOf(name: string): string | undefined {
  const at = name.indexOf(':');
  if (at < 1) return undefined;
  const prefix = name.slice(0, at);
  return schemes.has(prefix.toLowerCase()) ? undefined : prefix;
}

function partsOf(context: unknown): unknown[] {
  return Array.isArray(context) ? context : [context];
}

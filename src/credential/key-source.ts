// Where the keys of issuers come from. Nothing is fetched: a did:key and a did:jwk carry their key, all others are handed in.
import { isJsonObject, type JsonObject, parseJsonStrict } from '#verifier';
import { type IssuerKey, keyOfDid, keyOfJwk, keyOfMethod } from './key.ts';
import { type Checked, no } from './refusal.ts';

/** The keys with which `issuer` may have signed under `kid`; empty where none is known. */
export type ResolveKey = (issuer: string, kid: string | undefined) => IssuerKey[];

/** Keys that stand in the DID itself. A `kid` of somebody else's DID is nobody's: whoever signs is who is named. */
export const selfDescribing: ResolveKey = (issuer, kid) => {
  if (kid?.startsWith('did:') && kid.split('#')[0] !== issuer) return [];
  const key = keyOfDid(issuer);
  return key === undefined ? [] : [key];
};

/** First those that the DID carries, then those of each source. */
export function firstOf(...sources: ResolveKey[]): ResolveKey {
  return (issuer, kid) => {
    for (const source of sources) {
      const found = source(issuer, kid);
      if (found.length > 0) return found;
    }
    return [];
  };
}

const limits = { maxDepth: 12 };

/**
 * A file with keys of one issuer: a DID document, which counts for its own `id` only, or a JWK set (RFC 7517), which
 * counts for its member `issuer` or for `issuer` as it is given; a set that says neither counts for whoever signed, on
 * the word of the one who hands it in.
 */
export function keysInFile(text: string, issuer?: string): Checked<ResolveKey> {
  const parsed = parseJsonStrict(text, limits);
  const value = parsed.ok ? parsed.value : undefined;
  if (!isJsonObject(value)) return no('CREDENTIAL_KEY_UNKNOWN', 'The file of keys is not one JSON object.');
  if (Array.isArray(value['keys']))
    return { ok: true, value: inJwkSet(value['keys'], ownerOf(value, issuer)) };
  if (typeof value['id'] === 'string' && Array.isArray(value['verificationMethod']))
    return { ok: true, value: inDidDocument(value, value['id']) };
  return no('CREDENTIAL_KEY_UNKNOWN', 'The file is neither a JWK set ({"keys": […]}) nor a DID document.');
}

function ownerOf(set: JsonObject, given: string | undefined): string | undefined {
  return typeof set['issuer'] === 'string' ? set['issuer'] : given;
}

function inJwkSet(keys: readonly unknown[], owner: string | undefined): ResolveKey {
  return (issuer, kid) => {
    if (owner !== undefined && owner !== issuer) return [];
    return keys
      .filter(isJsonObject)
      .filter((jwk) => kid === undefined || jwk['kid'] === undefined || isNamed(String(jwk['kid']), kid))
      .filter(({ use }) => use === undefined || use === 'sig')
      .flatMap((jwk) => keyOfJwk(jwk) ?? []);
  };
}

/** DID Core section 5.3.2: only methods for assertions sign credentials. */
function inDidDocument(document: JsonObject, id: string): ResolveKey {
  const methods = (document['verificationMethod'] as unknown[]).filter(isJsonObject);
  const asserting = Array.isArray(document['assertionMethod']) ? document['assertionMethod'] : [];
  const embedded = asserting.filter(isJsonObject);
  const mayAssert = (method: JsonObject): boolean =>
    asserting.some((one) => typeof one === 'string' && isNamed(String(method['id']), one));
  return (issuer, kid) => {
    if (issuer !== id) return [];
    return [...methods.filter(mayAssert), ...embedded]
      .filter((method) => kid === undefined || isNamed(String(method['id']), kid))
      .flatMap((method) => keyOfMethod(method) ?? []);
  };
}

/** `did:web:x#1`, `#1` and `1` are one name, where no two of them name different DIDs. */
function isNamed(name: string, kid: string): boolean {
  const [one, other] = [partsOf(name), partsOf(kid)];
  return one.fragment === other.fragment && (one.did === '' || other.did === '' || one.did === other.did);
}

function partsOf(name: string): { did: string; fragment: string } {
  const at = name.indexOf('#');
  return at === -1 ? { did: '', fragment: name } : { did: name.slice(0, at), fragment: name.slice(at + 1) };
}

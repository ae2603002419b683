// "Each key was enrolled for `iss` before the entry that uses it and not revoked before it, by a key that was itself
// valid; the chain ends at the genesis statement (entry 0)." The order is the log's: nobody's clock counts.
import { isJsonObject, type JsonObject, parseJsonStrict } from '../../bytes/json.ts';
import { utf8Bytes } from '../../bytes/utf8.ts';
import type { Primitives } from '../../primitives/primitives.ts';
import { nestingMax } from '../../sdjwt/compact.ts';
import type { Statement } from '../../sdjwt/statement.ts';
import { keyThumbprint, publicKeyOfJwk } from '../../sdjwt/thumbprint.ts';
import { type Check, counted, failed, type Finding, notChecked, passed, type Signer } from '../verdict.ts';
import type { Shown } from './disclosures.ts';

export interface KeysReading {
  readonly check: Check;
  /** Who signed, by party and custody, most statements first; empty unless the check passed. */
  readonly signers: readonly Signer[];
}

interface Key {
  readonly party: string;
  readonly custody: 'device' | 'custodial';
  /** Log indexes. */
  readonly enrolledAt: number;
  revokedAt: number | undefined;
}

interface Keys {
  readonly operator: string;
  readonly byKid: Map<string, Key>;
}

export function checkKeys(shown: readonly Shown[], signatures: Check, primitives: Primitives): KeysReading {
  if (signatures.result !== 'pass')
    return { check: notChecked('keys', 'The signatures are not right.'), signers: [] };
  const [genesis, ...later] = shown;
  if (genesis === undefined || !isGenesis(genesis))
    return { check: failed('keys', [genesisMissing]), signers: [] };
  const keys: Keys = { operator: genesis.statement.issuer, byKid: new Map() };
  const findings = enrol(keys, genesis, primitives);
  for (const one of later) {
    const wrong = [...wrongSigner(keys, one), ...wrongSubject(keys, one)];
    // What a key says that may not speak enrols and revokes nothing.
    findings.push(
      ...(wrong.length === 0 && one.statement.kind === 'key' ? changeKeys(keys, one, primitives) : wrong),
    );
  }
  if (findings.length > 0) return { check: failed('keys', findings), signers: [] };
  const detail = `${counted(keys.byKid.size, 'key')}, each enrolled before it speaks, for the party it speaks for, and revoked by nothing shown; the chain ends at the operator ${keys.operator}.`;
  return { check: passed('keys', detail), signers: signersOf(shown, keys) };
}

const genesisMissing: Finding = {
  code: 'GENESIS_MISSING',
  detail: 'Entry 0, with which the operator enrols its own key, is not shown or is something else.',
  entries: [0],
};

function isGenesis({ index, statement }: Shown): boolean {
  return (
    index === 0 &&
    statement.kind === 'key' &&
    statement.claims['party'] === statement.issuer &&
    'enrols' in statement.claims
  );
}

function wrongSigner({ byKid }: Keys, { index, statement }: Shown): Finding[] {
  const key = byKid.get(statement.header.kid);
  if (key === undefined) {
    return [
      {
        code: 'KEY_NOT_ENROLLED',
        detail: `Entry ${index} is signed by a key that was not enrolled before it.`,
        entries: [index],
      },
    ];
  }
  if (key.party !== statement.issuer) {
    const detail = `Entry ${index} speaks for ${statement.issuer}, but its key is enrolled for ${key.party}.`;
    return [{ code: 'KEY_OF_ANOTHER_PARTY', detail, entries: [key.enrolledAt, index] }];
  }
  if (key.revokedAt === undefined) return [];
  const detail = `Entry ${index} is signed by a key that entry ${key.revokedAt} had revoked, whatever date it bears.`;
  return [{ code: 'KEY_REVOKED', detail, entries: [key.revokedAt, index] }];
}

const ofThemselves: ReadonlySet<Statement['kind']> = new Set(['party', 'facility', 'key']);

/** Parties, facilities and keys are spoken of by their party, or by the operator (statement.md, "Payload"). */
function wrongSubject({ operator }: Keys, { index, statement }: Shown): Finding[] {
  const { issuer, kind, claims } = statement;
  if (!ofThemselves.has(kind) || issuer === operator || claims['party'] === issuer) return [];
  const detail = `Entry ${index} says something of ${claims['party']} that ${issuer} may not say.`;
  return [{ code: 'NOT_YOURS_TO_SAY', detail, entries: [index] }];
}

function changeKeys(keys: Keys, one: Shown, primitives: Primitives): Finding[] {
  return [...('enrols' in one.statement.claims ? enrol(keys, one, primitives) : []), ...revoke(keys, one)];
}

function enrol({ byKid }: Keys, { index, statement }: Shown, primitives: Primitives): Finding[] {
  const party = statement.claims['party'] as string;
  const { jwk, custody, possession } = statement.claims['enrols'] as JsonObject;
  const publicKey = publicKeyOfJwk(jwk, primitives);
  const kid = publicKey && keyThumbprint(publicKey, primitives);
  if (publicKey === undefined || kid === undefined || byKid.has(kid)) {
    const detail = `Entry ${index} enrols a key that is no key or is enrolled already.`;
    return [{ code: 'ENROLMENT_INVALID', detail, entries: [index] }];
  }
  if (!isPossessed(possession as string, party, kid, publicKey, primitives)) {
    const detail = `Entry ${index} enrols a key without its holder's own signature.`;
    return [{ code: 'KEY_NOT_POSSESSED', detail, entries: [index] }];
  }
  // Entry 0 speaks with the key that it enrols.
  if (index === 0 && kid !== statement.header.kid) return [genesisMissing];
  byKid.set(kid, { party, custody: custody as Key['custody'], enrolledAt: index, revokedAt: undefined });
  return [];
}

function revoke({ byKid }: Keys, { index, statement }: Shown): Finding[] {
  const revokes = statement.claims['revokes'] as JsonObject | undefined;
  if (revokes === undefined) return [];
  const key = byKid.get(revokes['kid'] as string);
  // The enrolment of a key that signs nothing here need not be shown.
  if (key === undefined) return [];
  if (key.party !== statement.claims['party']) {
    const detail = `Entry ${index} revokes a key of another party than it names.`;
    return [{ code: 'KEY_OF_ANOTHER_PARTY', detail, entries: [key.enrolledAt, index] }];
  }
  key.revokedAt ??= index;
  return [];
}

/** A compact JWS by the new key over party and thumbprint: nobody can enrol a key that somebody else holds. */
function isPossessed(
  possession: string,
  party: string,
  kid: string,
  publicKey: Uint8Array,
  primitives: Primitives,
): boolean {
  const [header, payload, signature, ...rest] = possession.split('.');
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0)
    return false;
  const [says, claims] = [header, payload].map((part) => readPart(part, primitives));
  if (says?.['alg'] !== 'EdDSA' || says['typ'] !== 'selvedge-possession+jwt') return false;
  if (claims?.['party'] !== party || claims['jkt'] !== kid) return false;
  const bytes = primitives.decodeBase64url(signature);
  return bytes !== undefined && primitives.verifyEd25519(publicKey, utf8Bytes(`${header}.${payload}`), bytes);
}

function readPart(encoded: string, primitives: Primitives): JsonObject | undefined {
  const text = primitives.decodeBase64urlText(encoded);
  const json = text === undefined ? undefined : parseJsonStrict(text, { maxDepth: nestingMax });
  return json?.ok && isJsonObject(json.value) ? json.value : undefined;
}

function signersOf(shown: readonly Shown[], { byKid }: Keys): Signer[] {
  const names = new Map<unknown, string>();
  for (const { statement } of shown) {
    const name = statement.kind === 'party' ? statement.claims['name'] : undefined;
    if (typeof name === 'string') names.set(statement.claims['party'], name);
  }
  const signers = new Map<string, Signer>();
  for (const { statement } of shown) {
    const { party, custody } = byKid.get(statement.header.kid)!;
    const before = signers.get(`${custody} ${party}`)?.statements ?? 0;
    signers.set(`${custody} ${party}`, {
      party,
      name: names.get(party) ?? null,
      custody,
      statements: before + 1,
    });
  }
  return [...signers.values()].sort((left, right) => right.statements - left.statements);
}

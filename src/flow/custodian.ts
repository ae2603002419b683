// Signs for parties whose keys the node holds. Every answer that rests on such a signature says "custodial".
import { jwkOfPublicKey, readStatement, encodeBase64url, utf8Bytes } from '#verifier';
import type { Movement, Portion, StatementKind } from '#verifier';
import type { EpcisFacts } from '../domain/ledger/facts.ts';
import { factsOfEvent, readFacts } from '../domain/ledger/read-facts.ts';
import type { Ledger } from '../domain/ledger/ledger.ts';
import { possessionInput } from '../domain/party/possession.ts';
import type { Annex, Draft, Speaker } from '../domain/statement/draft.ts';
import { documentOf, draftEvents, draftRecord, seal } from '../domain/statement/draft.ts';
import type { Granularity } from '../domain/statement/granularity.ts';
import type { Travelling } from './capture/job.ts';
import { answeredReading, answeredRefusal } from './answered.ts';
import type { Refusal } from './answers.ts';
import type { Readied } from './commit.ts';
import type { World } from './world.ts';

type Json = Record<string, unknown>;

export type Recorded = { ok: true; readied: Readied } | { ok: false; refusals: Refusal[] };

export interface Custodian {
  /** The node's key for this party that is valid now, if it holds one. */
  signerOf(party: string): Speaker | undefined;
  sign(signer: Speaker, document: Json, events: Travelling[], granularity: Granularity): Readied;
  /** Refused where a claim is not of the form that statements have: it comes from outside. */
  record(signer: Speaker, kind: Exclude<StatementKind, 'epcis'>, clear: Json, hidden: Json): Recorded;
  /** A new key of the node for this party, as the `enrols` claim of a key statement. */
  newKey(party: string): { kid: string; enrols: Json };
  /** Random: one derived from the content would give hidden values away (statement-format rule 6). */
  newEventId(): string;
}

export function custodian(world: World, ledger: () => Ledger): Custodian {
  const tools = {
    primitives: world.primitives,
    nextSalt: () => encodeBase64url(world.randomBytes(saltBytes)),
  };
  const issuedAtS = (): number => Math.floor(world.clock.nowMs() / 1000);
  const finish = (signer: Speaker, draft: Draft): Recorded =>
    readied(world, seal(draft, world.vault.sign(signer.kid, utf8Bytes(draft.signingInput))));
  return {
    signerOf: (party) => signerOf(world, ledger(), party),
    sign: (signer, document, events, granularity) => {
      const issued = issuedAtS();
      const annexes = events.map((one) => annexOf(world, ledger(), one.valid.movement));
      const list = events.map((one) => one.valid.event);
      const draft = draftEvents(signer, issued, documentOf(document), list, annexes, granularity, tools);
      const sdjwt = seal(draft, world.vault.sign(signer.kid, utf8Bytes(draft.signingInput)));
      const facts = draftedFacts(world, signer, issued, draft.signingInput, sdjwt, events, annexes);
      return { sdjwt, facts, body: world.encodeBody(sdjwt) };
    },
    record: (signer, kind, clear, hidden) =>
      finish(signer, draftRecord(signer, issuedAtS(), kind, clear, hidden, tools)),
    newEventId: () => `urn:uuid:${uuid(world.randomBytes(16))}`,
    newKey: (party) => {
      const { kid, publicKey } = world.vault.create(party);
      const input = possessionInput(party, kid);
      const possession = `${input}.${encodeBase64url(world.vault.sign(kid, utf8Bytes(input)))}`;
      return { kid, enrols: { jwk: jwkOfPublicKey(publicKey), custody: 'custodial', possession } };
    },
  };
}

/** What the node itself has signed is read back like anybody's statement: one reading for all. */
function readied(world: World, sdjwt: string): Recorded {
  const read = readStatement(sdjwt, world.primitives);
  if (!read.ok) return { ok: false, refusals: [answeredReading(read.refusal)] };
  const facts = readFacts(read.statement, world.primitives);
  if (!facts.ok) return { ok: false, refusals: facts.refusals.map(answeredRefusal) };
  return { ok: true, readied: { sdjwt, facts: facts.facts, body: world.encodeBody(sdjwt) } };
}

/** What reading the drafted statement again would give (custodian.test.ts holds it to that), at a third of the cost. */
function draftedFacts(
  world: World,
  { party, kid }: Speaker,
  issuedAtS: number,
  signingInput: string,
  sdjwt: string,
  events: readonly Travelling[],
  annexes: readonly Annex[],
): EpcisFacts {
  let position = 0;
  const facts = events.map(({ valid }, index) => {
    const annex = annexes[index]!;
    const births = annex.births.map(({ lot, secret }) => {
      return { lot, position: position++, secret: Buffer.from(secret, 'base64url') };
    });
    return factsOfEvent(valid.event, valid.movement, annex, births);
  });
  const digest = world.primitives.sha256(utf8Bytes(sdjwt.slice(0, sdjwt.indexOf('~'))));
  const payloadKey = world.primitives.sha256Base64url(signingInput);
  return { kind: 'epcis', digest, payloadKey, iss: party, kid, issuedAtS, events: facts, lotCount: position };
}

/** Its newest key that is enrolled and not revoked: one that was made and never enrolled does not count. */
function signerOf(world: World, ledger: Ledger, party: string): Speaker | undefined {
  const key = world.vault.keyOf(party, (kid) => ledger.register.keys.get(kid)?.revokedAt === null);
  return key === undefined ? undefined : { party, kid: key.kid };
}

export function uuid(bytes: Uint8Array): string {
  const copy = bytes.slice(0, 16);
  copy[6] = (copy[6]! & 0x0f) | 0x40;
  copy[8] = (copy[8]! & 0x3f) | 0x80;
  const hex = Array.from(copy, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function annexOf(world: World, ledger: Ledger, movement: Movement): Annex {
  const facility = movement.place === undefined ? undefined : ledger.register.facilities.get(movement.place);
  const born = [...movement.produced.map((portion: Portion) => portion.lot), ...unitBorn(movement)];
  const births = [...new Set(born)]
    .filter((lot) => !isBorn(ledger, lot))
    .map((lot) => ({ lot, secret: encodeBase64url(world.randomBytes(16)) }));
  return {
    ...(facility?.country ? { country: facility.country } : {}),
    ...(facility?.region ? { region: facility.region } : {}),
    births,
  };
}

function unitBorn(movement: Movement): string[] {
  return movement.type === 'AggregationEvent' && movement.unit !== undefined && movement.packed.length > 0
    ? [movement.unit]
    : [];
}

function isBorn(ledger: Ledger, lot: string): boolean {
  const number = ledger.lots.find(lot);
  return number !== -1 && ledger.columns.numberOf(number) !== -1;
}

/** 128 bits (RFC 9901 section 9.3). */
const saltBytes = 16;

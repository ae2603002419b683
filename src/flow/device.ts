// Signs where a key is held outside the node: on a party's device, in the command line, in a scenario. The counterpart
// of custodian.ts: the node has no part in it and takes what comes out like anybody's statement.
import { encodeBase64url, eventsMax, jwkOfPublicKey, utf8Bytes } from '#verifier';
import type { Primitives, PublicJwk } from '#verifier';
import { parseAtTheDoor } from '../domain/epcis/door.ts';
import { validateDocument } from '../domain/epcis/document.ts';
import type { ValidEvent } from '../domain/epcis/document.ts';
import { possessionInput } from '../domain/party/possession.ts';
import { documentOf, draftEvents, draftRecord, seal } from '../domain/statement/draft.ts';
import { annexOf } from '../domain/statement/annex.ts';
import type { Draft } from '../domain/statement/draft.ts';
import type { Granularity } from '../domain/statement/granularity.ts';
import type { Refusal } from './answers.ts';
import { uuid } from './custodian.ts';
import type { Answer, SelvedgeNode } from './node.ts';

type Json = Record<string, unknown>;

/** A key that somebody holds, and the party that it speaks for. */
export interface Signer {
  party: string;
  kid: string;
  publicKey: Uint8Array;
  /** Ed25519 over the bytes. */
  sign(bytes: Uint8Array): Uint8Array;
}

export interface DeviceTools {
  primitives: Primitives;
  /** MUST be cryptographically strong. */
  randomBytes(length: number): Uint8Array;
  nowMs(): number;
}

/** What a signer can see of the log: places that are registered, lots that are born. Empty where it cannot look. */
export type Sight = Pick<SelvedgeNode, 'facility' | 'lot'>;

export interface Enrolment {
  jwk: PublicJwk;
  custody: 'device' | 'custodial';
  possession: string;
}

/** The `enrols` claim of a key statement, with the proof that the signer holds the key. */
export function enrolmentOf(signer: Signer, custody: 'device' | 'custodial' = 'device'): Enrolment {
  const input = possessionInput(signer.party, signer.kid);
  const possession = `${input}.${encodeBase64url(signer.sign(utf8Bytes(input)))}`;
  return { jwk: jwkOfPublicKey(signer.publicKey), custody, possession };
}

/** A statement of any kind but `epcis`: `clear` claims stay, `hidden` ones become disclosures. */
export function signRecord(
  signer: Signer,
  kind: Parameters<typeof draftRecord>[2],
  clear: Json,
  hidden: Json,
  tools: DeviceTools,
): string {
  return sealed(signer, draftRecord(signer, issuedAtS(tools), kind, clear, hidden, draftTools(tools)));
}

/**
 * The statements of an EPCIS document (or bare event), 64 events each. Checked before it is signed, with the refusals of
 * capture; an event without an eventID gets a random one.
 */
export function signDocument(
  signer: Signer,
  bytes: Uint8Array,
  granularity: Granularity,
  sight: Sight,
  tools: DeviceTools,
): Answer<string[]> {
  const door = parseAtTheDoor(bytes, { maxBytes: documentBytesMax, maxDepth: nestingMaxOfDocuments });
  if (!door.ok) return { ok: false, refusals: [door.refusal] };
  const reading = validateDocument(door.value, tools.nowMs());
  if (!reading.ok) return { ok: false, refusals: reading.refusals as Refusal[] };
  const named = reading.events.map((valid) => withEventId(valid, tools));
  const document = documentOf(reading.document);
  const statements: string[] = [];
  const seen = { facility: (id: string) => sight.facility(id), isBorn: (lot: string) => isBorn(sight, lot) };
  for (let at = 0; at < named.length; at += eventsMax) {
    const events = named.slice(at, at + eventsMax);
    const annexes = events.map((event) => annexOf(event.movement, seen, () => secretOf(tools)));
    const list = events.map(({ event }) => event);
    statements.push(
      sealed(
        signer,
        draftEvents(signer, issuedAtS(tools), document, list, annexes, granularity, draftTools(tools)),
      ),
    );
  }
  return { ok: true, value: statements };
}

const documentBytesMax = 64 * 1024 * 1024;
const nestingMaxOfDocuments = 64;
const saltBytes = 16;

function sealed(signer: Signer, draft: Draft): string {
  return seal(draft, signer.sign(utf8Bytes(draft.signingInput)));
}

function issuedAtS(tools: DeviceTools): number {
  return Math.floor(tools.nowMs() / 1000);
}

function draftTools({ primitives, randomBytes }: DeviceTools): {
  primitives: Primitives;
  nextSalt: () => string;
} {
  return { primitives, nextSalt: () => encodeBase64url(randomBytes(saltBytes)) };
}

/** Random: one derived from the content would give hidden values away (statement-format rule 6). */
function withEventId(valid: ValidEvent, tools: DeviceTools): ValidEvent {
  if ('eventID' in valid.event) return valid;
  return { ...valid, event: { ...valid.event, eventID: `urn:uuid:${uuid(tools.randomBytes(16))}` } };
}

function secretOf({ randomBytes }: DeviceTools): string {
  return encodeBase64url(randomBytes(saltBytes));
}

function isBorn(sight: Sight, lot: string): boolean {
  const view = sight.lot(lot);
  return view !== undefined && view.entry !== null;
}

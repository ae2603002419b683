// What a statement says, boiled down to what the ledger needs: plain data, so that a worker thread can hand it over.
import type { Movement, RecordKind, Utterance } from '#verifier';
import type { Facility, Party, Product } from '../party/register.ts';

interface Common {
  /** SHA-256 of the issuer-signed JWT. */
  digest: Uint8Array;
  /** Base64url SHA-256 of what was signed: two statements with the same one are the same statement. */
  payloadKey: string;
  iss: string;
  kid: string;
  issuedAtS: number;
}

export interface EventFacts {
  movement: Movement;
  /** Cheap key of the event's canonical facts, two uint32: equal events have equal keys. */
  keyHigh: number;
  keyLow: number;
  eventId: string | null;
  process: string | null;
  country: string | null;
  region: string | null;
  /** `position` among all births of the statement, those not shown included; `secret`: 16 bytes that blind the lot's balance. */
  births: { lot: string; position: number; secret: Uint8Array }[];
  /** Something of it is erased; `making`: lots that it made or packed. Absent where it is whole. */
  erased?: { making: boolean };
}

export interface EpcisFacts extends Common {
  kind: 'epcis';
  events: EventFacts[];
  lotCount: number;
}

export interface PartyFacts extends Common, Party {
  kind: 'party';
}

export interface FacilityFacts extends Common, Facility {
  kind: 'facility';
}

export interface ProductFacts extends Common, Product {
  kind: 'product';
  /** Something of it is erased. */
  withheld: boolean;
}

export interface KeyFacts extends Common {
  kind: 'key';
  party: string;
  enrols: { kid: string; publicKey: Uint8Array; custody: 'device' | 'custodial' } | null;
  revokes: { kid: string; reason: string } | null;
}

export interface ErasureFacts extends Common {
  kind: 'erasure';
  /** Base64url digests. */
  statement: string;
  disclosures: string[];
}

/** One of the kinds of docs/protocol/record.md. */
export interface RecordFacts extends Common {
  kind: RecordKind;
  /** As it was said: the log gives it its entry and time. */
  record: Utterance;
}

export type Facts =
  | EpcisFacts
  | PartyFacts
  | FacilityFacts
  | ProductFacts
  | KeyFacts
  | ErasureFacts
  | RecordFacts;

/** Births of a statement: only events bring lots into being. */
export function lotCountOf(facts: Facts): number {
  return facts.kind === 'epcis' ? facts.lotCount : 0;
}

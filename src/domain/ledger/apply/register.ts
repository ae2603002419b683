// What statements of parties, keys, facilities and products leave in the register.
import { type Register, tellFacility, tellProduct } from '../../party/register.ts';
import type { EpcisFacts, Facts, RecordFacts } from '../facts.ts';

export function enter(
  register: Register,
  facts: Exclude<Facts, EpcisFacts | RecordFacts>,
  seq: number,
  recordedAtMs: number,
): void {
  switch (facts.kind) {
    case 'key':
      enterKey(register, facts, seq);
      break;
    case 'party':
      enterParty(register, facts, seq);
      break;
    case 'facility':
      tellFacility(register, { ...recordOf(facts), entry: seq, recordedAtMs } as never);
      break;
    case 'product':
      tellProduct(register, { ...recordOf(facts), entry: seq, recordedAtMs } as never);
      break;
    case 'erasure':
      // The bodies of the statement it names were rewritten together with this entry: nothing else follows from it.
      break;
  }
}

function recordOf(facts: object): object {
  const {
    kind: _kind,
    digest: _digest,
    payloadKey: _payloadKey,
    iss: _iss,
    kid: _kid,
    issuedAtS: _issuedAtS,
    ...record
  } = facts as Record<string, unknown>;
  return record;
}

function enterParty(register: Register, facts: Extract<Facts, { kind: 'party' }>, seq: number): void {
  const { party, name, country, region, identifiers } = facts;
  const entries = [...(register.parties.get(party)?.entries ?? []), seq];
  register.parties.set(party, { party, name, country, region, identifiers, entries });
}

function enterKey(register: Register, facts: Extract<Facts, { kind: 'key' }>, seq: number): void {
  const { party, enrols, revokes } = facts;
  register.operator ??= facts.iss;
  const known = register.parties.get(party);
  if (known === undefined)
    register.parties.set(party, {
      party,
      name: null,
      country: null,
      region: null,
      identifiers: [],
      entries: [seq],
    });
  else known.entries.push(seq);
  if (enrols !== null) register.keys.set(enrols.kid, { ...enrols, party, enrolledAt: seq, revokedAt: null });
  const revoked = revokes === null ? undefined : register.keys.get(revokes.kid);
  if (revoked !== undefined) revoked.revokedAt = seq;
}

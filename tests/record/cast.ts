// The cast of the tests about records: an anchor whom the operator trusts, the bodies below it, and a short cotton chain.
import assert from 'node:assert/strict';
import type { RecordKind } from '#verifier';
import type { RecordView } from '../../src/flow/answers.ts';
import { bytesOf, documentOf, type Event } from '../capture/said.ts';
import { openTestWorld, type TestWorld } from '../support/world.ts';

type Json = Record<string, unknown>;

const names = ['anchor', 'body', 'certifier', 'auditor', 'farm', 'spinner', 'brand', 'stranger'] as const;
export type Name = (typeof names)[number];

export function id(name: string): string {
  return `urn:selvedge:${name}`;
}

export const from = '2026-01-01T00:00:00Z';
export const until = '2027-12-31T00:00:00Z';

export interface Cast {
  world: TestWorld;
  party(name: Name): string;
  /** Says it, and it must be taken. Parties, ids and the like are told by their short names. */
  say(by: Name | 'operator', kind: RecordKind, claims: Json): Promise<RecordView>;
  /** The codes of the refusals; empty where it is taken. */
  codes(by: Name | 'operator', kind: RecordKind, claims: Json): Promise<string[]>;
  capture(by: Name, ...events: Event[]): Promise<void>;
}

export async function openCast(directory?: string): Promise<Cast> {
  const world = await openTestWorld(directory === undefined ? {} : { directory });
  const party = (name: string): string => `urn:selvedge:party:${name}`;
  for (const name of names) {
    if (world.node.party(party(name)) !== undefined) continue;
    const admitted = await world.node.admitParty({ party: party(name), name, country: 'IN' });
    assert.ok(admitted.ok, JSON.stringify(admitted));
  }
  const offer = (by: string, kind: RecordKind, claims: Json): ReturnType<TestWorld['node']['say']> => {
    // The same words in the same second would be the same statement.
    world.time.nowMs += 1_000;
    return world.node.say(by === 'operator' ? world.node.operator : party(by), kind, claims);
  };
  return {
    world,
    party,
    say: async (by, kind, claims) => {
      const said = await offer(by, kind, claims);
      assert.ok(said.ok, `${by} ${kind} ${JSON.stringify(said)}`);
      return said.value;
    },
    codes: async (by, kind, claims) => {
      const said = await offer(by, kind, claims);
      if (said.ok) return [];
      for (const { detail, field, pointer } of said.refusals) {
        assert.ok(field, detail);
        // Those of a statement's form have a pointer instead of advice.
        if (pointer === undefined) assert.match(detail, /\.$/);
      }
      return said.refusals.map(({ code }) => code);
    },
    capture: async (by, ...events) => {
      for (const event of events) {
        const outcome = await world.node.capture({ party: party(by), bytes: bytesOf(documentOf(event)) });
        assert.equal(outcome.outcome, 'recorded', JSON.stringify(outcome.refusals));
      }
    },
  };
}

/** Trust, and accreditations down to certifier and auditor, for the scheme `gots` in India. */
export async function accredit({ say, party }: Cast): Promise<void> {
  await say('operator', 'trust', { anchors: [{ party: party('anchor'), schemes: ['*'] }], from });
  await say('anchor', 'accreditation', accreditation('body-gots', party('body'), 'accreditation-body'));
  await say(
    'body',
    'accreditation',
    accreditation('certifier-gots', party('certifier'), 'certification-body'),
  );
  await say('certifier', 'accreditation', accreditation('auditor-gots', party('auditor'), 'auditor'));
}

export function accreditation(name: string, party: string, role: string, more: Json = {}): Json {
  const scope = { schemes: ['gots'], countries: ['IN'], processes: ['*'] };
  return { accreditation: id(name), party, role, ...scope, validFrom: from, validUntil: until, ...more };
}

export function certificate(name: string, holder: string, more: Json = {}): Json {
  return {
    ...{ certificate: id(name), type: 'scope', scheme: 'gots', holder, validFrom: from, validUntil: until },
    ...{
      sites: ['*'],
      subcontractors: [],
      processes: ['*'],
      categories: ['*'],
      materials: ['*'],
      codes: ['*'],
    },
    ...more,
  };
}

export function transaction(
  name: string,
  holder: string,
  buyer: string,
  lots: Json[],
  inputs: Json[] = [],
): Json {
  return certificate(name, holder, { type: 'transaction', buyer, shippedAt: from, lots, inputs });
}

export function trade(name: string, stage: string, seller: string, buyer: string, more: Json = {}): Json {
  const terms = { at: '2026-03-01T00:00:00Z', subcontracting: false, tolerancePpm: 0, lines: [] };
  return { trade: id(name), stage, seller, buyer, ...terms, ...more };
}

export function claim(name: string, lots: string[], more: Json = {}): Json {
  const what = { scheme: 'gots', code: 'organic', model: 'segregated', sharePpm: 1_000_000 };
  return { claim: id(name), ...what, restsOn: [], lots, ...more };
}

// One record of each kind that two parties and the operator may say, each time with an id of its own.
import assert from 'node:assert/strict';
import { hash, randomUUID } from 'node:crypto';
import type { RecordKind } from '#verifier';
import { recordExamples } from '../../src/http/openapi/examples-record.ts';
import { type CallerName, jsonPost, type TestDoor } from './door.ts';

type Claims = Record<string, unknown>;

const validity = { validFrom: '2026-01-01T00:00:00Z', validUntil: '2027-12-31T00:00:00Z' };
const at = '2026-03-01T00:00:00Z';
export const site = 'https://example.org/facility/of-the-party';
export const ownProduct = 'https://example.org/product/of-the-party';

function newId(kind: string): string {
  return `urn:uuid:${randomUUID()}:${kind}`;
}

/** What was said before the tests: addresses of records, and ids to speak about. */
export interface SaidRecords extends Record<RecordKind, string> {
  accreditationId: string;
  claimId: string;
  /** A trade, and an invitation's secret, that nobody has answered yet; one for each caller. */
  trades: Record<CallerName, string>;
  secrets: Record<CallerName, string>;
}

/** Their first party is an anchor of the trust, and the seller; the other one is the buyer. */
export const records = {
  trust: ({ party }: TestDoor): Claims => ({ anchors: [{ party, schemes: ['*'] }], from: at }),
  accreditation: ({ otherParty }: TestDoor): Claims => ({
    accreditation: newId('accreditation'),
    party: otherParty,
    role: 'certification-body',
    schemes: ['*'],
    countries: ['*'],
    processes: ['*'],
    ...validity,
  }),
  certificate: ({ party }: TestDoor, more: Claims = {}): Claims => ({
    certificate: newId('certificate'),
    type: 'self-declaration',
    scheme: 'gots',
    holder: party,
    ...validity,
    sites: ['*'],
    subcontractors: [],
    processes: ['*'],
    categories: ['*'],
    materials: ['*'],
    codes: ['organic'],
    ...more,
  }),
  status: ({ accreditationId }: SaidRecords, caller: CallerName): Claims => ({
    about: accreditationId,
    state: caller === 'party' ? 'reinstated' : 'suspended',
    from: at,
  }),
  trade: ({ party, otherParty }: TestDoor, more: Claims = {}): Claims => ({
    trade: newId('trade'),
    stage: 'contract',
    seller: party,
    buyer: otherParty,
    at,
    subcontracting: false,
    tolerancePpm: 0,
    lines: [{ line: 1, product: ownProduct, quantity: 771177, uom: 'KGM' }],
    ...more,
  }),
  answer: ({ trades }: SaidRecords, caller: CallerName): Claims => ({
    about: trades[caller],
    word: 'acknowledges',
    at: '2026-03-02T00:00:00Z',
  }),
  claim: (more: Claims = {}): Claims => ({
    claim: newId('claim'),
    scheme: 'gots',
    code: 'organic',
    model: 'segregated',
    sharePpm: 1_000_000,
    product: ownProduct,
    restsOn: [],
    lots: [],
    ...more,
  }),
  account: (): Claims => ({
    site,
    scheme: 'better-cotton',
    code: 'mass-balance',
    material: 'cotton',
    model: 'mass-balance',
    method: 'credit',
    moves: [{ at, act: 'in', grams: 1000 }],
  }),
  case: ({ claimId }: SaidRecords): Claims => ({
    case: newId('case'),
    word: 'challenges',
    about: claimId,
    reason: 'a doubt',
  }),
  membership: ({ party }: TestDoor): Claims => ({
    membership: newId('membership'),
    party,
    member: `urn:uuid:${randomUUID()}`,
    as: 'producer',
    from: at,
  }),
  invitation: (secret: string = randomUUID()): Claims => ({
    invitation: hash('sha256', secret, 'base64url'),
    as: 'supplier',
    expires: '2027-01-01T00:00:00Z',
  }),
  acceptance: ({ secrets }: SaidRecords, caller: CallerName): Claims => ({
    invitation: hash('sha256', secrets[caller], 'base64url'),
    secret: secrets[caller],
  }),
  head: (): Claims => ({
    log: `log.example/${randomUUID()}`,
    size: 256,
    root: hash('sha256', 'a head', 'base64url'),
  }),
};

/** Says a record through the door; gives where it is. */
export async function said(door: TestDoor, noun: string, party: string, claims: Claims): Promise<string> {
  const query = party === door.node.operator ? '' : `?party=${encodeURIComponent(party)}`;
  const response = await door.app.request(`/${noun}${query}`, jsonPost(claims, door.as('operator')));
  assert.equal(response.status, 201, `${noun}: ${await response.clone().text()}`);
  return response.headers.get('location') ?? '';
}

/** Trust, a place and a product first: without them nothing may be said. */
export async function settle(door: TestDoor): Promise<void> {
  const { node, party } = door;
  assert.ok((await node.registerFacility({ facility: site, party, country: 'IN' })).ok);
  assert.ok((await node.registerProduct({ product: ownProduct, party, name: 'A shirt' })).ok);
  await said(door, 'trust', node.operator, records.trust(door));
}

export async function sayOfEach(door: TestDoor): Promise<SaidRecords> {
  const { node, party, otherParty } = door;
  await settle(door);
  const trust = await said(door, 'trust', node.operator, records.trust(door));
  const trades = { anonymous: '', reader: '', party: '', other: '', operator: '' };
  const secrets = { ...trades };
  for (const caller of ['party', 'other', 'operator'] as const) {
    const trade = records.trade(door);
    await said(door, 'trades', party, trade);
    trades[caller] = String(trade['trade']);
    secrets[caller] = randomUUID();
    await said(door, 'invitations', party, records.invitation(secrets[caller]));
  }
  const accreditation = records.accreditation(door);
  const claim = records.claim();
  const invitation = await said(door, 'invitations', party, records.invitation('spent'));
  const soFar = {
    accreditationId: String(accreditation['accreditation']),
    claimId: String(claim['claim']),
    trades,
    secrets: { ...secrets, anonymous: 'spent' },
    trust,
    invitation,
    accreditation: await said(door, 'accreditations', party, accreditation),
    certificate: await said(door, 'certificates', party, records.certificate(door)),
    claim: await said(door, 'claims', party, claim),
    trade: await said(door, 'trades', party, records.trade(door)),
    account: await said(door, 'accounts', party, records.account()),
    membership: await said(door, 'memberships', party, records.membership(door)),
    head: await said(door, 'heads', party, records.head()),
    pack: await said(door, 'packs', node.operator, recordExamples.pack),
  } as SaidRecords;
  return {
    ...soFar,
    status: await said(door, 'statuses', party, records.status(soFar, 'operator')),
    answer: await said(door, 'answers', otherParty, records.answer(soFar, 'party')),
    case: await said(door, 'cases', otherParty, records.case(soFar)),
    acceptance: await said(door, 'acceptances', otherParty, records.acceptance(soFar, 'anonymous')),
  };
}

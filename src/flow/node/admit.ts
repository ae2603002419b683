// Who and what is in the register: the operator admits parties, and each party tells of its facilities and products.
import { readIdentifier } from '#verifier';
import type { FacilityView, PartyView, ProductView, Refusal } from '../answers.ts';
import { uuid } from '../custodian.ts';
import { erase } from '../erase.ts';
import type { Answer, PartyAdmission, SelvedgeNode } from '../node.ts';
import { noCustodialKey, operatorKey, recorded } from './own.ts';
import type { Parts } from './parts.ts';
import { facilityView, partyView, productView } from './register.ts';

type Told<K extends 'registerFacility' | 'registerProduct'> = Parameters<SelvedgeNode[K]>[0];

type Admitting = Pick<
  SelvedgeNode,
  'admitParty' | 'registerFacility' | 'registerProduct' | 'enrolKey' | 'revokeKey' | 'erase'
>;

export function admitFace(parts: Parts): Admitting {
  const { world, committer, custodian, ledger } = parts;
  return {
    admitParty: (admission) => admitParty(parts, admission),
    registerFacility: (facility) => registerFacility(parts, facility),
    registerProduct: (product) => registerProduct(parts, product),
    enrolKey: (party, device) => enrolKey(parts, party, device),
    revokeKey: async (party, kid, reason) => {
      if (kid === operatorKey(parts).kid) return { ok: false, refusals: [nodeKey] };
      const revokes = { kid, reason };
      const change = custodian.record(operatorKey(parts), 'key', { party, revokes }, {});
      return recorded(parts, [change], () => partyView(ledger(), party));
    },
    erase: async (entry, field, reason) =>
      erase(world, committer, custodian, operatorKey(parts), { entry, field, reason }),
  };
}

async function admitParty(parts: Parts, admission: PartyAdmission): Promise<Answer<PartyView>> {
  const { world, custodian, ledger } = parts;
  const party = admission.party ?? `urn:uuid:${uuid(world.randomBytes(16))}`;
  const enrols =
    admission.device === undefined
      ? custodian.newKey(party).enrols
      : { ...admission.device, custody: 'device' };
  const { name, country, region, identifiers } = admission;
  const told = { name, country, region, identifiers };
  const key = custodian.record(operatorKey(parts), 'key', { party, enrols }, {});
  const record = custodian.record(operatorKey(parts), 'party', { party }, told);
  return recorded(parts, [key, record], () => partyView(ledger(), party));
}

/** Without it the node could admit nobody any more, nor take a key back. */
const nodeKey: Refusal = {
  code: 'NODE_KEY_IN_USE',
  field: 'kid',
  detail: 'The node signs with this key: selvedge key rotate puts a new one in its place.',
};

/** Signed by the party's own key where the node holds it: the enrolment is the party's word, not only the operator's. */
async function enrolKey(
  parts: Parts,
  party: string,
  device: NonNullable<PartyAdmission['device']>,
): Promise<Answer<PartyView>> {
  const { custodian, ledger } = parts;
  if (ledger().register.parties.get(party) === undefined)
    return { ok: false, refusals: [partyUnknown(party)] };
  const signer = custodian.signerOf(party) ?? operatorKey(parts);
  const enrols = { jwk: device.jwk, custody: 'device', possession: device.possession };
  const key = custodian.record(signer, 'key', { party, enrols }, {});
  return recorded(parts, [key], () => partyView(ledger(), party));
}

function partyUnknown(party: string): Refusal {
  return { code: 'PARTY_UNKNOWN', field: 'party', detail: `The node has admitted no party ${party}.` };
}

async function registerFacility(parts: Parts, told: Told<'registerFacility'>): Promise<Answer<FacilityView>> {
  const { facility, party, name, address, country, region, latitude, longitude, processes } = told;
  const id = readIdentifier(facility);
  if (!id.ok) return { ok: false, refusals: [{ ...id.refusal, field: 'facility' }] };
  const clear = { facility: id.id, party };
  const hidden = { name, address, country, region, latitude, longitude, processes };
  return registered(parts, party, 'facility', clear, hidden, () => facilityView(parts.ledger(), id.id));
}

async function registerProduct(parts: Parts, told: Told<'registerProduct'>): Promise<Answer<ProductView>> {
  const { product, party, name, description, composition, netWeightGrams, category } = told;
  const id = readIdentifier(product);
  if (!id.ok) return { ok: false, refusals: [{ ...id.refusal, field: 'product' }] };
  const hidden = { name, description, composition, netWeightGrams, care: careOf(told), category };
  const clear = { product: id.id };
  return registered(parts, party, 'product', clear, hidden, () => productView(parts.ledger(), id.id));
}

/** With word of mending it is an object, else the text itself, as ever. */
function careOf({ care, repair }: Told<'registerProduct'>): unknown {
  if (repair === undefined || repair === null) return care;
  return { ...(care !== undefined && care !== null && { instructions: care }), repair };
}

async function registered<T>(
  parts: Parts,
  party: string,
  kind: 'facility' | 'product',
  clear: Record<string, unknown>,
  hidden: Record<string, unknown>,
  find: () => T | undefined,
): Promise<Answer<T>> {
  const signer = parts.custodian.signerOf(party);
  if (signer === undefined) return { ok: false, refusals: [noCustodialKey(party, kind)] };
  return recorded(parts, [parts.custodian.record(signer, kind, clear, hidden)], find);
}

// Parties, facilities, products: written as statements by the node, read back as the log says they are.
import { canonicalId } from '#verifier';
import type { FacilityView, PartyView, ProductView } from '../../flow/answers.ts';
import type { Answer, PartyAdmission } from '../../flow/node.ts';
import { mayActFor } from '../epcis/sender.ts';
import { problem } from '../problem/problem.ts';
import { readBody } from '../request/body.ts';
import { formOf } from '../request/json.ts';
import { anyText, pairsOf, readParameters } from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { admissionSchema, facilitySchema, productSchema, revocationSchema } from './schemas.ts';

type Facility = Partial<FacilityView> & { facility: string; party: string };
type Product = Partial<ProductView> & { product: string; party: string };

const admission = formOf<PartyAdmission>(admissionSchema);
const facilityForm = formOf<Facility>(facilitySchema);
const productForm = formOf<Product>(productSchema);
const revocation = formOf<{ reason: string }>(revocationSchema);

export async function postParty(call: Call): Promise<Response> {
  const body = await bodyAs(call, admission);
  const made = body.ok ? await call.node.admitParty(body.value) : body;
  return created(made, (party) => `/parties/${encodeURIComponent(party.party)}`);
}

export async function postFacility(call: Call): Promise<Response> {
  const body = await ownBodyAs(call, facilityForm);
  const made = body.ok ? await call.node.registerFacility(body.value) : body;
  return created(made, ({ facility }) => `/facilities/${encodeURIComponent(facility)}`);
}

export async function postProduct(call: Call): Promise<Response> {
  const body = await ownBodyAs(call, productForm);
  const made = body.ok ? await call.node.registerProduct(body.value) : body;
  return created(made, ({ product }) => `/products/${encodeURIComponent(product)}`);
}

export async function postRevocation(call: Call): Promise<Response> {
  const party = call.c.req.param('id') ?? '';
  const sender = mayActFor(call.caller, party);
  if (!sender.ok) return problem(sender.refusals);
  const body = await bodyAs(call, revocation);
  if (!body.ok) return problem(body.refusals);
  if (!hasKey(call.node.party(party), call.c.req.param('kid') ?? '')) return notHere();
  const revoked = await call.node.revokeKey(party, call.c.req.param('kid') ?? '', body.value.reason);
  return revoked.ok ? replyJson(200, revoked.value) : problem(revoked.refusals);
}

function hasKey(party: PartyView | undefined, kid: string): boolean {
  return party?.keys.some((key) => key.kid === kid) ?? false;
}

export const getParties = (call: Call): Response => listed(call, (node) => node.parties());
export const getFacilities = (call: Call): Response => listedOf(call, (node) => node.facilities());
export const getProducts = (call: Call): Response => listedOf(call, (node) => node.products());
export const getParty = (call: Call): Response => one(call, (node, id) => node.party(id));
export const getFacility = (call: Call): Response => one(call, (node, id) => node.facility(id));
export const getProduct = (call: Call): Response => one(call, (node, id) => node.product(id));

function listed(call: Call, read: (node: Call['node']) => object[]): Response {
  const parameters = readParameters(pairsOf(call.c.req.url), {});
  return parameters.ok ? replyJson(200, { member: read(call.node) }) : problem(parameters.refusals);
}

/** `?party=`: only those that this party tells of. */
function listedOf(call: Call, read: (node: Call['node']) => { party: string }[]): Response {
  const parameters = readParameters(pairsOf(call.c.req.url), { party: anyText });
  if (!parameters.ok) return problem(parameters.refusals);
  const { party } = parameters.value;
  const all = read(call.node);
  return replyJson(200, { member: party === undefined ? all : all.filter((view) => view.party === party) });
}

function one(call: Call, read: (node: Call['node'], id: string) => object | undefined): Response {
  const id = call.c.req.param('id') ?? '';
  const found = read(call.node, id) ?? read(call.node, canonicalId(id)?.id ?? id);
  return found === undefined ? notHere() : replyJson(200, found);
}

function notHere(): Response {
  return problem([{ code: 'NO_SUCH_RESOURCE', detail: 'This node knows nothing by that id.' }]);
}

async function bodyAs<T>(call: Call, form: (bytes: Uint8Array) => Answer<T>): Promise<Answer<T>> {
  const body = await readBody(call.c, call.door.limits.registerBytes);
  return body.ok ? form(body.value) : body;
}

/** A body that names the party it is of: a party key names its own. */
async function ownBodyAs<T extends { party: string }>(
  call: Call,
  form: (bytes: Uint8Array) => Answer<T>,
): Promise<Answer<T>> {
  const body = await bodyAs(call, form);
  if (!body.ok) return body;
  const sender = mayActFor(call.caller, body.value.party);
  return sender.ok ? body : sender;
}

function created<T extends object>(made: Answer<T>, locationOf: (view: T) => string): Response {
  return made.ok ? replyJson(201, made.value, { location: locationOf(made.value) }) : problem(made.refusals);
}

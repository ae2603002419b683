// Keys of a party's devices: enrolled beside those that it has, and called what its people call them.
import { keyThumbprint, publicKeyOfJwk, readStatement } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { PartyAdmission } from '../../flow/node.ts';
import { mayActFor } from '../epcis/sender.ts';
import { problem } from '../problem/problem.ts';
import { readBody } from '../request/body.ts';
import { formOf } from '../request/json.ts';
import { pairsOf, readParameters } from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { deviceSchema } from './schemas.ts';

type Device = NonNullable<PartyAdmission['device']> & { label: string };

const form = formOf<Device>(deviceSchema);

/** Enrols the key of a device. A key that this party has enrolled already is answered as it is: the line may have broken. */
export async function postKey(call: Call): Promise<Response> {
  const party = call.c.req.param('id') ?? '';
  const sender = mayActFor(call.caller, party);
  if (!sender.ok) return problem(sender.refusals);
  const body = await readBody(call.c, call.door.limits.registerBytes);
  const device = body.ok ? form(body.value) : body;
  if (!device.ok) return problem(device.refusals);
  const { jwk, possession, label } = device.value;
  const kid = kidOf(jwk);
  const isEnrolled = keysOf(call, party).some((key) => key.kid === kid);
  const enrolled = isEnrolled ? undefined : await call.node.enrolKey(party, { jwk, possession });
  if (enrolled?.ok === false) return problem(enrolled.refusals);
  if (kid !== undefined) call.door.keyNames?.name(kid, label);
  const location = `/parties/${encodeURIComponent(party)}/keys`;
  return replyJson(
    isEnrolled ? 200 : 201,
    keysOf(call, party).find((key) => key.kid === kid),
    { location },
  );
}

function kidOf(jwk: Device['jwk']): string | undefined {
  const publicKey = publicKeyOfJwk(jwk, nodePrimitives);
  return publicKey && keyThumbprint(publicKey, nodePrimitives);
}

/** For the party's own people and the operator: what a phone is called says who works there. */
export function getKeys(call: Call): Response {
  const party = call.c.req.param('id') ?? '';
  const parameters = readParameters(pairsOf(call.c.req.url), {});
  if (!parameters.ok) return problem(parameters.refusals);
  const sender = mayActFor(call.caller, party);
  if (!sender.ok) return problem(sender.refusals);
  if (call.node.party(party) === undefined)
    return problem([{ code: 'NO_SUCH_RESOURCE', detail: 'This node knows no such party.' }]);
  return replyJson(200, { member: keysOf(call, party) });
}

interface NamedKey {
  kid: string;
  custody: 'device' | 'custodial';
  enrolledAt: number;
  revokedAt: number | null;
  label: string | null;
  enrolled: KeyWord;
  revoked: (KeyWord & { reason: string | null }) | null;
}

/** Who told the log of a key, and when as they say it. */
interface KeyWord {
  by: string;
  byName: string | null;
  atMs: number;
}

function keysOf({ node, door }: Call, party: string): NamedKey[] {
  const keys = node.party(party)?.keys ?? [];
  return keys.map((key) => ({
    ...key,
    label: door.keyNames?.of(key.kid) ?? null,
    enrolled: wordAt(node, key.enrolledAt).word,
    revoked: key.revokedAt === null ? null : revocationAt(node, key.revokedAt),
  }));
}

function revocationAt(node: Call['node'], entry: number): NamedKey['revoked'] {
  const { word, claims } = wordAt(node, entry);
  const { reason } = (claims['revokes'] ?? {}) as { reason?: unknown };
  return { ...word, reason: typeof reason === 'string' ? reason : null };
}

function wordAt(node: Call['node'], entry: number): { word: KeyWord; claims: Record<string, unknown> } {
  const read = readStatement(node.statement(entry) ?? '', nodePrimitives);
  if (!read.ok) throw new Error(`the statement about a key at entry ${entry} cannot be read`);
  const { issuer, issuedAtSeconds, claims } = read.statement;
  const byName = node.party(issuer)?.name ?? null;
  return { word: { by: issuer, byName, atMs: issuedAtSeconds * 1000 }, claims };
}

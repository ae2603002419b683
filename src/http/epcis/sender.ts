// In whose name something is sent, and whether this caller may.
import type { Answer } from '../../flow/node.ts';
import type { Caller } from '../access/role.ts';
import { refused } from '../problem/problem.ts';

/** The party for which the node signs: `asked`, else the caller's own, else the operator. */
export function senderOf(caller: Caller, asked: string | undefined, operator: string): Answer<string> {
  if (caller.party === null) return { ok: true, value: asked ?? operator };
  return mayActFor(caller, asked ?? caller.party);
}

/** STATEMENT_OF_ANOTHER_PARTY where a party key would act for somebody else. */
export function mayActFor(caller: Caller, party: string): Answer<string> {
  if (caller.party === null || caller.party === party) return { ok: true, value: party };
  return refused('STATEMENT_OF_ANOTHER_PARTY', `This key acts for ${caller.party}, not for ${party}.`);
}

/**
 * Looks at who a signed statement says it is from, before anything is believed: the node checks the signature.
 * MALFORMED_STATEMENT where it does not even look like one.
 */
export function maySend(caller: Caller, sdjwt: string): Answer<string> {
  const payload = /^[\w-]+\.([\w-]+)\.[\w-]+~/.exec(sdjwt)?.[1];
  const issuer = payload === undefined ? undefined : issuerIn(payload);
  if (issuer === undefined)
    return refused('MALFORMED_STATEMENT', 'A line is not <JWT>~<disclosure>~...~ with an iss.');
  return mayActFor(caller, issuer);
}

function issuerIn(payload: string): string | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const iss = (claims as { iss?: unknown } | null)?.iss;
    return typeof iss === 'string' ? iss : undefined;
  } catch {
    return undefined;
  }
}

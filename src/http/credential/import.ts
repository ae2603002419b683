// POST /certificates/import: a holder hands in a credential that was issued elsewhere.
import { handIn } from '../../credential/hand-in.ts';
import { importCredential, type ImportOptions } from '../../credential/import.ts';
import { keysInFile } from '../../credential/key-source.ts';
import type { Answer } from '../../flow/node.ts';
import { senderOf } from '../epcis/sender.ts';
import { problem, refused } from '../problem/problem.ts';
import { readBody } from '../request/body.ts';
import { formOf } from '../request/json.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';

const credentialText: Record<string, unknown> = { type: 'string', minLength: 1, maxLength: 4_194_304 };

export const importSchema: Record<string, unknown> = {
  type: 'object',
  required: ['credential'],
  additionalProperties: false,
  properties: {
    credential: { ...credentialText, description: 'JWT or SD-JWT in compact form' },
    party: {
      type: 'string',
      minLength: 1,
      maxLength: 512,
      description: 'The holder; a party key hands in for its own party only',
    },
    overrides: {
      type: 'object',
      description:
        'Claims of a certificate that the credential does not tell, or calls otherwise than the packs do',
    },
    statusLists: {
      type: 'array',
      maxItems: 4,
      items: credentialText,
      description: 'Status list credentials that it names, as vc+jwt: nothing is fetched',
    },
    issuerKeys: {
      type: 'object',
      description:
        'DID document or JWK set of the issuer, for whose keys the operator vouches. The operator only',
    },
  },
};

interface Import {
  credential: string;
  party?: string;
  overrides?: Record<string, unknown>;
  statusLists?: string[];
  issuerKeys?: Record<string, unknown>;
}
const importForm = formOf<Import>(importSchema);

export async function postImport(call: Call): Promise<Response> {
  const { c, door, caller, node } = call;
  const { documents } = door;
  if (documents === undefined) return problem([noDocuments]);
  const body = await readBody(c, door.limits.eventBytes);
  const form = body.ok ? importForm(body.value) : body;
  if (!form.ok) return problem(form.refusals);
  const party = senderOf(caller, form.value.party, node.operator);
  if (!party.ok) return problem(party.refusals);
  const nowMs = Date.now();
  const options = optionsOf(call, form.value, nowMs);
  if (!options.ok) return problem(options.refusals);
  const read = importCredential(form.value.credential, options.value);
  if (!read.ok) return problem([read.refusal]);
  const handed = await handIn(node, documents, read.value, {
    ...{ party: party.value, nowMs, overrides: form.value.overrides ?? {} },
    vouched: { keys: form.value.issuerKeys !== undefined, overrides: caller.role === 'operator' },
  });
  if (!handed.ok) return problem(handed.refusals);
  const { record } = handed.value;
  return replyJson(201, handed.value, {
    location: `/certificates/${encodeURIComponent(record.id ?? String(record.entry))}`,
  });
}

const noDocuments = {
  code: 'NO_SUCH_RESOURCE',
  detail: 'This node keeps no documents, so it takes none in.',
};

/** A party that brings the keys itself could have signed with them itself. */
function optionsOf(
  { caller }: Call,
  { issuerKeys, statusLists = [] }: Import,
  nowMs: number,
): Answer<ImportOptions> {
  if (issuerKeys === undefined) return { ok: true, value: { nowMs, statusLists } };
  if (caller.role !== 'operator')
    return refused('ROLE_NOT_ALLOWED', 'Only the operator vouches for the keys of an issuer.', {
      field: 'issuerKeys',
    });
  const keys = keysInFile(JSON.stringify(issuerKeys));
  return keys.ok
    ? { ok: true, value: { nowMs, statusLists, resolveKey: keys.value } }
    : { ok: false, refusals: [{ ...keys.refusal, field: 'issuerKeys' }] };
}

// Documents that records name by digest: papers, photos, credentials. Who may read one is told, never guessed: whoever
// brought it, whom they named, and the operator.
import type { DocumentStore } from '../../flow/ports.ts';
import type { Refusal } from '../../flow/answers.ts';
import type { Answer } from '../../flow/node.ts';
import { mayActFor, senderOf } from '../epcis/sender.ts';
import { problem, refused } from '../problem/problem.ts';
import { readBody, readBytes } from '../request/body.ts';
import { formOf } from '../request/json.ts';
import { acceptable } from '../request/negotiate.ts';
import { anyText, pairsOf, readParameters } from '../request/parameters.ts';
import { reply, replyJson, safeHeaders } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { beginsAs } from './content.ts';
import { endOf } from './type.ts';

export const readerSchema = {
  type: 'object',
  required: ['party'],
  additionalProperties: false,
  properties: { party: { type: 'string', minLength: 1, maxLength: 512 } },
} as const;
const readerForm = formOf<{ party: string }>(readerSchema);

/** Keeps a document; `?party=` says for whom, where an operator brings it. */
export async function postDocument(call: Call): Promise<Response> {
  const { c, door, caller, node, sent } = call;
  const parameters = readParameters(pairsOf(c.req.url), { party: anyText });
  if (!parameters.ok) return problem(parameters.refusals);
  const sender = senderOf(caller, parameters.value.party, node.operator);
  if (!sender.ok) return problem(sender.refusals);
  if (node.party(sender.value) === undefined) return problem([partyUnknown]);
  const store = storeOf(call);
  const body = store.ok ? await readBytes(c, door.limits.documentBytes) : store;
  if (!store.ok || !body.ok) return problem(body.ok ? [] : body.refusals);
  if (!beginsAs(sent, body.value)) return problem([otherwise(sent)]);
  const by = { party: sender.value, mediaType: sent, keptAtMs: Date.now() };
  const digest = store.value.keep(body.value, by);
  return replyJson(
    201,
    { digest, size: body.value.length, mediaType: sent },
    { location: `/documents/${digest}` },
  );
}

export function otherwise(mediaType: string): Refusal {
  return { code: 'DOCUMENT_TYPE_DIFFERS', detail: `The bytes do not begin as ${mediaType} does.` };
}

const partyUnknown = {
  code: 'PARTY_UNKNOWN',
  detail: 'The node has admitted no such party.',
  field: 'party',
};

export async function getDocument(call: Call): Promise<Response> {
  const found = readable(call);
  if (!found.ok) return problem(found.refusals);
  const { store, digest, mediaType } = found.value;
  if (acceptable(call.c.req.header('accept'), [mediaType]) === undefined)
    return problem([{ code: 'NOT_ACCEPTABLE', detail: `The document is ${mediaType}.` }]);
  const bytes = store.read(digest);
  if (bytes === undefined) return notHere();
  // Saved, never shown in place: what it holds came from outside.
  return reply(200, new Uint8Array(bytes), {
    'content-type': mediaType,
    'content-disposition': `attachment; filename="${digest}${endOf(mediaType)}"`,
    'content-security-policy': `${safeHeaders['content-security-policy']}; sandbox`,
  });
}

/** Lets one more party read it. */
export async function postReader(call: Call): Promise<Response> {
  const found = readable(call);
  if (!found.ok) return problem(found.refusals);
  const body = await readBody(call.c, call.door.limits.registerBytes);
  const reader = body.ok ? readerForm(body.value) : body;
  if (!reader.ok) return problem(reader.refusals);
  if (call.node.party(reader.value.party) === undefined) return problem([partyUnknown]);
  const { store, digest, mediaType } = found.value;
  const bytes = store.read(digest);
  if (bytes === undefined) return notHere();
  store.keep(bytes, { party: reader.value.party, mediaType, keptAtMs: Date.now() });
  return replyJson(200, { digest, readers: store.about(digest).map(({ party }) => party) });
}

interface Found {
  store: DocumentStore;
  digest: string;
  mediaType: string;
}

/** Whether a document of this digest (base64url) is kept, and this caller may read it. */
export function isReadable(call: Call, digest: string): boolean {
  const rows = call.door.documents?.about(digest) ?? [];
  return rows.some(({ party }) => mayRead(call, party));
}

/** What the caller may not read is answered like what is not there: its digest alone may say too much. */
function readable(call: Call): Answer<Found> {
  const store = storeOf(call);
  if (!store.ok) return store;
  const digest = call.c.req.param('digest') ?? '';
  const rows = /^[\w-]{43}$/.test(digest) ? store.value.about(digest) : [];
  const mine = rows.find(({ party }) => mayRead(call, party));
  return mine === undefined
    ? refused('NO_SUCH_RESOURCE', 'This node keeps no document of that digest for you.')
    : { ok: true, value: { store: store.value, digest, mediaType: mine.mediaType } };
}

function mayRead({ caller }: Call, party: string | null): boolean {
  if (caller.role === 'operator') return true;
  return caller.role === 'party' && party !== null && mayActFor(caller, party).ok;
}

function storeOf({ door }: Call): Answer<DocumentStore> {
  return door.documents === undefined
    ? refused('NO_SUCH_RESOURCE', 'This node keeps no documents.')
    : { ok: true, value: door.documents };
}

function notHere(): Response {
  return problem([{ code: 'NO_SUCH_RESOURCE', detail: 'The document is not there any more.' }]);
}

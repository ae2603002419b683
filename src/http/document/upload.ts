// Documents that come part by part over lines that break (in the manner of the IETF's draft on resumable uploads): a part is
// taken whole or not at all, and whoever lost an answer asks how much is here and goes on from there.
import type { Upload, UploadStore } from '../../flow/ports.ts';
import type { Answer } from '../../flow/node.ts';
import { mayActFor, senderOf } from '../epcis/sender.ts';
import { problem, refused } from '../problem/problem.ts';
import { readBody, readBytes } from '../request/body.ts';
import { formOf } from '../request/json.ts';
import { anyText, pairsOf, readParameters } from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { beginsAs } from './content.ts';
import { otherwise } from './document.ts';
import { documentTypes } from './type.ts';

/** Larger parts are not taken: who has such a line has no need of parts. */
export const mostPartBytes: number = 1024 * 1024;
const mostOpen = 50;
const keptMs = 7 * 86_400_000;

export const uploadSchema: Record<string, unknown> = {
  type: 'object',
  additionalProperties: false,
  required: ['mediaType', 'size'],
  properties: {
    mediaType: { enum: documentTypes },
    size: { type: 'integer', minimum: 1, description: 'Of the whole, bytes' },
  },
};

const form = formOf<{ mediaType: string; size: number }>(uploadSchema);

/** Begins one; `?party=` says for whom, where an operator brings it. */
export async function postUpload(call: Call): Promise<Response> {
  const { c, door, caller, node } = call;
  const parameters = readParameters(pairsOf(c.req.url), { party: anyText });
  if (!parameters.ok) return problem(parameters.refusals);
  const sender = senderOf(caller, parameters.value.party, node.operator);
  if (!sender.ok) return problem(sender.refusals);
  if (node.party(sender.value) === undefined)
    return problem([
      { code: 'PARTY_UNKNOWN', detail: 'The node has admitted no such party.', field: 'party' },
    ]);
  const body = await readBody(c, door.limits.registerBytes);
  const wish = body.ok ? form(body.value) : body;
  const store = storeOf(call);
  if (!wish.ok || !store.ok) return problem([...refusalsOf(wish), ...refusalsOf(store)]);
  const room = roomFor(call, store.value, sender.value, wish.value.size);
  if (!room.ok) return problem(room.refusals);
  const upload = store.value.begin({ party: sender.value, ...wish.value, expiresAtMs: Date.now() + keptMs });
  return answered(201, upload, { location: `/documents/uploads/${upload.id}` });
}

/** The next part, which begins at `Upload-Offset`. With the last one it becomes a document. */
export async function postPart(call: Call): Promise<Response> {
  const found = foundUpload(call);
  if (!found.ok) return problem(found.refusals);
  const { store, upload } = found.value;
  const offset = call.c.req.header('upload-offset') ?? '';
  if (!/^(0|[1-9]\d{0,14})$/.test(offset))
    return problem([
      { code: 'HTTP_HEADER_INVALID', detail: 'Upload-Offset is the place of the first byte of this part.' },
    ]);
  if (Number(offset) !== upload.received) return elsewhere(upload);
  const body = await readBytes(call.c, Math.min(mostPartBytes, upload.size - upload.received));
  if (!body.ok) return problem(body.refusals);
  if (upload.received === 0 && !mayBegin(upload, body.value)) return problem([otherwise(upload.mediaType)]);
  if (!store.add(upload.id, upload.received, body.value)) return elsewhere(store.find(upload.id) ?? upload);
  const now = { ...upload, received: upload.received + body.value.length };
  return now.received < now.size ? answered(200, now) : whole(call, store, now);
}

export function getUpload(call: Call): Response {
  const found = foundUpload(call);
  if (!found.ok) return problem(found.refusals);
  const { store, upload } = found.value;
  // Its last part was kept, and then the node ended.
  return upload.received === upload.size && upload.digest === null
    ? whole(call, store, upload)
    : answered(200, upload);
}

function whole({ door }: Call, store: UploadStore, upload: Upload): Response {
  const { party, mediaType } = upload;
  const bytes = store.read(upload.id);
  if (!beginsAs(mediaType, bytes)) return problem([otherwise(mediaType)]);
  const digest = door.documents!.keep(bytes, { party, mediaType, keptAtMs: Date.now() });
  store.finish(upload.id, digest);
  return answered(200, { ...upload, digest });
}

/** A first part of a few bytes says too little; then the whole is looked at. */
function mayBegin({ mediaType }: Upload, bytes: Uint8Array): boolean {
  return bytes.length < tellingBytes || beginsAs(mediaType, bytes);
}

const tellingBytes = 16;

function answered(status: number, upload: Upload, headers: Record<string, string> = {}): Response {
  const { id, mediaType, size, received, expiresAtMs, digest } = upload;
  const view = { id, mediaType, size, received, expiresAt: new Date(expiresAtMs).toISOString(), digest };
  return replyJson(status, view, { 'upload-offset': String(received), ...headers });
}

function elsewhere({ received }: Upload): Response {
  const detail = `${received} bytes are here: go on from there.`;
  return problem([{ code: 'UPLOAD_OFFSET_WRONG', detail }], { 'upload-offset': String(received) });
}

/** Nobody fills the node's disk with what is never finished. */
function roomFor({ door }: Call, store: UploadStore, party: string, size: number): Answer<null> {
  store.drop(Date.now());
  if (size > door.limits.documentBytes)
    return refused('BODY_TOO_LARGE', `A document may have ${door.limits.documentBytes} bytes.`);
  const open = store.openOf(party);
  const bytes = open.reduce((sum, one) => sum + one.size, size);
  if (open.length < mostOpen && bytes <= 4 * door.limits.documentBytes) return { ok: true, value: null };
  return refused('TOO_MANY_UPLOADS', 'Too many documents are begun and not finished: finish those first.');
}

/** Another party's is answered like one that is not there. */
function foundUpload(call: Call): Answer<{ store: UploadStore; upload: Upload }> {
  const store = storeOf(call);
  if (!store.ok) return store;
  const upload = store.value.find(call.c.req.param('id') ?? '');
  if (upload === undefined || upload.expiresAtMs <= Date.now() || !mayActFor(call.caller, upload.party).ok)
    return refused('NO_SUCH_RESOURCE', 'There is no such upload, or it has expired: begin it again.');
  return { ok: true, value: { store: store.value, upload } };
}

function storeOf({ door: { uploads, documents } }: Call): Answer<UploadStore> {
  return uploads === undefined || documents === undefined
    ? refused('NO_SUCH_RESOURCE', 'This node keeps no documents.')
    : { ok: true, value: uploads };
}

function refusalsOf(answer: Answer<unknown>): Extract<Answer<unknown>, { ok: false }>['refusals'] {
  return answer.ok ? [] : answer.refusals;
}

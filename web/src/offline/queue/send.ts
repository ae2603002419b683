// Sends what waits, in its order, one tab (or the worker) at a time. Ended at any moment it is begun again and nothing is done twice.
import { call, get, post, Problem } from '../../api/call.ts';
import { database } from '../database.ts';
import type { Attachment, Hold, QueueItem } from './item.ts';
import { pauseAfter } from './item.ts';
import { changeItem, itemDone, queueItems } from './queue.ts';

/** Small enough that a line of 2G, which breaks every minute, gets one through. */
export const partBytes = 32 * 1024;
const lockName = 'selvedge-queue';

/** The moment at which to look again; null where nothing waits. Where somebody else is sending, theirs. */
export async function sendWaiting(): Promise<number | null> {
  const isLate = await navigator.locks.request(lockName, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await sendAll();
    return lock === null;
  });
  const waiting = (await queueItems()).filter(({ state }) => state === 'waiting' || state === 'sending');
  if (waiting.length === 0) return null;
  const soon = Date.now() + (isLate ? 10_000 : 1_000);
  return Math.max(soon, Math.min(...waiting.map(({ nextTryAtMs }) => nextTryAtMs)));
}

async function sendAll(): Promise<void> {
  for (const { id } of await queueItems()) {
    // Looked at again: it may be gone, or corrected, since.
    const item = await (await database()).get('queue', id);
    // Nobody else sends now: what says that it is being sent was left so by a browser that ended.
    if (item === undefined || (item.state !== 'waiting' && item.state !== 'sending')) continue;
    const mustPause = item.nextTryAtMs > Date.now();
    if (mustPause && item.hold === 'other-party') continue;
    if (mustPause || (await sent(item)) === 'stop') return;
  }
}

/** `stop`: those behind it would fare no better, and would overtake it. */
type Sent = 'answered' | 'passed over' | 'stop';

async function sent(item: QueueItem): Promise<Sent> {
  await changeItem(item.id, (now) => ({ ...now, state: 'sending' }));
  try {
    for (const one of item.attachments) if (!one.isSent) await sendAttachment(item.id, one);
    // calls POST /capture, POST /events, POST /handovers
    const { path, type, body } = item.request;
    const response = await call('POST', path, { body, type, headers: { 'idempotency-key': item.id } });
    await noteClock(response);
    await itemDone(item.id, await entryIn(response));
    return 'answered';
  } catch (fault) {
    return notTaken(item, fault);
  }
}

async function entryIn(response: Response): Promise<number | null> {
  const answer = (await response.json().catch(() => null)) as { entries?: number[]; entry?: number } | null;
  return answer?.entries?.[0] ?? answer?.entry ?? null;
}

async function notTaken(item: QueueItem, fault: unknown): Promise<Sent> {
  if (!(fault instanceof Problem)) throw fault;
  // The answer to an earlier try was lost: the log has it.
  if (fault.code === 'EVENT_ALREADY_RECORDED') {
    await itemDone(item.id, null);
    return 'answered';
  }
  const hold = holdOf(fault);
  if (hold === undefined) {
    if (fault.code === 'KEY_REVOKED') await forgetKeyOf(item);
    await changeItem(item.id, (now) => ({
      ...now,
      state: 'refused',
      hold: null,
      refusals: [...fault.errors],
    }));
    return 'answered';
  }
  const pauseMs = fault.retryAfterS === null ? pauseAfter(item.tries) : fault.retryAfterS * 1000;
  await changeItem(item.id, (now) => ({
    ...now,
    state: 'waiting',
    hold,
    tries: now.tries + 1,
    nextTryAtMs: Date.now() + pauseMs,
  }));
  return hold === 'other-party' ? 'passed over' : 'stop';
}

/** Taken back at the node: the next form is signed there, or by a key that is enrolled anew. */
async function forgetKeyOf({ party, request: { body } }: QueueItem): Promise<void> {
  const known = await (await database()).get('key', party);
  const header = atob((body.split('.')[0] ?? '').replaceAll('-', '+').replaceAll('_', '/'));
  if (known !== undefined && header.includes(`"${known.kid}"`)) await (await database()).delete('key', party);
}

/** null = there was no line; undefined = it was refused, and trying again changes nothing. */
function holdOf({ status, code }: Problem): Hold | null | undefined {
  if (status === 0) return null;
  if (status === 401 || code === 'SIGN_IN_NEEDED') return 'sign-in';
  if (code === 'STATEMENT_OF_ANOTHER_PARTY') return 'other-party';
  if (status === 408 || status === 425 || status === 429 || status >= 500) return 'server';
  return undefined;
}

interface Upload {
  id: string;
  received: number;
  size: number;
  digest: string | null;
}

async function sendAttachment(itemId: string, one: Attachment): Promise<void> {
  let upload = await begun(itemId, one);
  while (upload.digest === null) upload = await nextPart(upload, one.bytes);
  await changeAttachment(itemId, one.digest, { isSent: true });
}

/** Goes on with one that was begun; begins anew where the node has forgotten it. */
async function begun(itemId: string, { upload, digest, mediaType, bytes }: Attachment): Promise<Upload> {
  if (upload !== null) {
    // calls GET /documents/uploads/{}
    const known = await get<Upload>(upload).catch((fault: unknown) => {
      if (fault instanceof Problem && fault.status === 404) return undefined;
      throw fault;
    });
    if (known !== undefined) return known;
  }
  const made = await post<Upload>('/documents/uploads', { mediaType, size: bytes.size });
  await changeAttachment(itemId, digest, { upload: `/documents/uploads/${made.id}` });
  return made;
}

async function nextPart(upload: Upload, bytes: Blob): Promise<Upload> {
  const path = `/documents/uploads/${upload.id}`;
  const body = bytes.slice(upload.received, upload.received + partBytes);
  const headers = { 'upload-offset': String(upload.received) };
  try {
    const response = await call('POST', path, { body, type: 'application/offset+octet-stream', headers });
    return (await response.json()) as Upload;
  } catch (fault) {
    if (!(fault instanceof Problem) || fault.code !== 'UPLOAD_OFFSET_WRONG') throw fault;
    return get<Upload>(path);
  }
}

function changeAttachment(itemId: string, digest: string, change: Partial<Attachment>): Promise<void> {
  return changeItem(itemId, (item) => ({
    ...item,
    attachments: item.attachments.map((one) => (one.digest === digest ? { ...one, ...change } : one)),
  }));
}

/** The node's clock as it answered: good to about a second. */
async function noteClock(response: Response): Promise<void> {
  const nodeMs = Date.parse(response.headers.get('date') ?? '');
  if (!Number.isNaN(nodeMs)) await (await database()).put('memory', Date.now() - nodeMs, 'clock-ahead-ms');
}

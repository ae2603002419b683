// Reads a body without ever holding more of it than the limit.
import { isUtf8 } from 'node:buffer';
import type { Context } from 'hono';
import type { Answer } from '../../flow/node.ts';
import { refused } from '../problem/problem.ts';

/** The body of a request that is text: refused where it is not UTF-8. */
export async function readBody(c: Context, limitBytes: number): Promise<Answer<Uint8Array>> {
  const read = await readBytes(c, limitBytes);
  return read.ok && !isUtf8(read.value) ? refused('NOT_UTF8', 'The body is not valid UTF-8.') : read;
}

const keptBodies = new WeakMap<Context, Uint8Array>();

/** Reads a body that will be read again by whoever handles the request; an empty one is fine here. */
export async function keepBody(c: Context, limitBytes: number): Promise<Answer<Uint8Array>> {
  const read = await readBytes(c, limitBytes);
  if (!read.ok && read.refusals[0]?.code !== 'BODY_EMPTY') return read;
  const bytes = read.ok ? read.value : new Uint8Array();
  keptBodies.set(c, bytes);
  return { ok: true, value: bytes };
}

/** Any body. */
export async function readBytes(c: Context, limitBytes: number): Promise<Answer<Uint8Array>> {
  const kept = keptBodies.get(c);
  if (kept !== undefined) return kept.length > limitBytes ? tooLarge(limitBytes) : notEmpty(kept);
  const announced = announcedBytes(c);
  if (announced !== undefined && announced > limitBytes) return tooLarge(limitBytes);
  const reading = announced !== undefined && isHeldToItsWord(c) ? wholeBody(c) : countedBody(c, limitBytes);
  const bytes = await reading.catch(() => null);
  if (bytes === null) return refused('BODY_CUT_OFF', 'The connection ended before the body did.');
  if (bytes === undefined) return tooLarge(limitBytes);
  return notEmpty(bytes);
}

function notEmpty(bytes: Uint8Array): Answer<Uint8Array> {
  return bytes.length === 0 ? refused('BODY_EMPTY', 'The request has no body.') : { ok: true, value: bytes };
}

function announcedBytes(c: Context): number | undefined {
  const header = c.req.header('content-length');
  return header !== undefined && /^\d+$/.test(header) ? Number(header) : undefined;
}

// Node's parser cuts a body at its announced length; a Request made by hand promises nothing.
function isHeldToItsWord(c: Context): boolean {
  return c.env?.incoming !== undefined && c.req.header('transfer-encoding') === undefined;
}

async function wholeBody(c: Context): Promise<Uint8Array> {
  return new Uint8Array(await c.req.arrayBuffer());
}

async function countedBody(c: Context, limitBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = c.req.raw.body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    length += part.value.length;
    if (length > limitBytes) {
      // Not awaited: a sender that never ends would hold up the answer.
      reader?.cancel().catch(() => undefined);
      return undefined;
    }
    chunks.push(part.value);
  }
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}

function tooLarge(limitBytes: number): Answer<never> {
  return refused('BODY_TOO_LARGE', `The body has more than ${limitBytes} bytes.`);
}

/** The text of bytes that `readBody` has found to be UTF-8. */
export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
}

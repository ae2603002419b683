// HTTP to places that may be slow, broken or hostile: a time-out, a limit on bytes, no redirects.
import { AnchorTrouble } from './port.ts';

export interface Limits {
  readonly timeoutMs: number;
  readonly mostBytes: number;
  /** Whoever waits for an answer stops waiting when this is aborted. */
  readonly stop?: AbortSignal;
}

export const usualLimits: Limits = { timeoutMs: 15_000, mostBytes: 32 * 1024 * 1024 };

export interface Reply {
  readonly status: number;
  readonly bytes: Uint8Array;
}

/** Throws ANCHOR_UNREACHABLE, or ANCHOR_ANSWER_MALFORMED where there is more than `mostBytes`. Addresses may hold keys and are not told. */
export async function ask(url: string, request: RequestInit, limits: Limits): Promise<Reply> {
  const late = AbortSignal.timeout(limits.timeoutMs);
  const signal = limits.stop === undefined ? late : AbortSignal.any([late, limits.stop]);
  try {
    // A redirect would carry the key of one place to another.
    const response = await fetch(url, { ...request, signal, redirect: 'error' });
    return { status: response.status, bytes: await bytesOf(response, limits.mostBytes) };
  } catch (fault) {
    if (fault instanceof AnchorTrouble) throw fault;
    const detail = late.aborted
      ? `no answer within ${limits.timeoutMs / 1000} s`
      : `no connection (${causeOf(fault)})`;
    throw new AnchorTrouble('ANCHOR_UNREACHABLE', detail);
  }
}

async function bytesOf(response: Response, mostBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > mostBytes)
      throw new AnchorTrouble('ANCHOR_ANSWER_MALFORMED', `the answer is longer than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** undici says only "fetch failed"; why, its cause says. Without a cause it names the address, which may have a key in it. */
function causeOf(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  const { cause } = fault;
  if (!(cause instanceof Error)) return (fault as NodeJS.ErrnoException).code ?? fault.name;
  return (cause as NodeJS.ErrnoException).code ?? cause.message;
}

// One attempt: a POST to an address that was looked up and judged here, so that between the judging and the connecting no name
// can come to mean another machine (DNS rebinding). No redirect is followed; of the answer little is read, and less is kept.
import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { addressOf, hostOf, isNamed, isPublicAddress, type PrivateHosts } from './address.ts';
import type { Outcome, OutcomeCode } from './subscription.ts';

export type Lookup = (host: string) => Promise<LookupAddress[]>;

export interface SenderTools {
  named: PrivateHosts;
  nowMs: () => number;
  /** As the receiver sees us: `Selvedge/0.1.0`. */
  agent: string;
  timeoutMs?: number;
  lookup?: Lookup;
}

export interface Letter {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** Rejects only where `stop` was called: nothing is known then of what the receiver has. */
export type Send = (letter: Letter, stop: AbortSignal) => Promise<Outcome>;

const usualTimeoutMs = 15_000;
const mostReadBytes = 4 * 1024;
const charactersKept = 200;

export function senderOf(tools: SenderTools): Send {
  return async (letter, stop) => {
    const startMs = tools.nowMs();
    const tried = await attempt(letter, tools, stop).catch((fault: unknown) => failed(fault));
    stop.throwIfAborted();
    const atMs = tools.nowMs();
    return { atMs, tookMs: Math.max(0, atMs - startMs), ...answered(tried, atMs) };
  };
}

/** A failure by one of our codes. */
class Failed extends Error {
  readonly code: OutcomeCode;

  constructor(code: OutcomeCode, message: string) {
    super(message);
    this.code = code;
  }
}

type Tried = { answer: IncomingMessage; text: string } | Failed;

async function attempt(letter: Letter, tools: SenderTools, stop: AbortSignal): Promise<Tried> {
  const url = addressOf(letter.url, tools.named);
  if (!url.ok) return new Failed('ADDRESS_REFUSED', url.refusals[0]?.detail ?? '');
  const timer = AbortSignal.timeout(tools.timeoutMs ?? usualTimeoutMs);
  // Looking the name up may take its time as well.
  const place = await Promise.race([placeOf(url.value, tools), lateOn(timer)]);
  const signal = AbortSignal.any([timer, stop]);
  return await post(url.value, place, letter, tools.agent, signal).catch((fault: unknown) => {
    throw timer.aborted ? timedOut() : fault;
  });
}

function lateOn(timer: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    timer.addEventListener('abort', () => reject(timedOut()), { once: true });
  });
}

function timedOut(): Failed {
  return new Failed('TIMEOUT', 'No answer in time.');
}

/** Where to connect to; each of several addresses must be public, for any of them may be taken. */
async function placeOf(url: URL, { named, lookup = resolved }: SenderTools): Promise<LookupAddress> {
  const host = hostOf(url);
  const family = isIP(host);
  const found = family === 0 ? await lookup(host) : [{ address: host, family }];
  const [first] = found;
  if (first === undefined) throw new Failed('NAME_UNKNOWN', `${host} has no address.`);
  if (!isNamed(url, named) && !found.every(({ address }) => isPublicAddress(address)))
    throw new Failed('ADDRESS_REFUSED', `${host} lies in a private network.`);
  return first;
}

function resolved(host: string): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (fault, found) => {
      if (fault === null) resolve(found);
      else reject(new Failed('NAME_UNKNOWN', `${host}: ${fault.code ?? fault.message}.`));
    });
  });
}

function post(
  url: URL,
  place: LookupAddress,
  { headers, body }: Letter,
  agent: string,
  signal: AbortSignal,
): Promise<Tried> {
  const isTls = url.protocol === 'https:';
  const options = {
    method: 'POST',
    // An agent of its own: no connection is kept that was judged earlier, no proxy of the environment is asked.
    agent: isTls ? new HttpsAgent() : new HttpAgent(),
    lookup: fixed(place),
    signal,
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': agent,
      ...headers,
    },
  };
  return new Promise((resolve, reject) => {
    const sent = (isTls ? httpsRequest : httpRequest)(url, options, (answer) => {
      beginning(answer).then((text) => resolve({ answer, text }), reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The socket asks for the name's address and is told the one that was judged. */
function fixed(place: LookupAddress): LookupFunction {
  return (_host, { all }, tell) => {
    if (all === true) tell(null, [place]);
    else tell(null, place.address, place.family);
  };
}

/** The first bytes, then the line is cut: a receiver that goes on for ever is not listened to. */
async function beginning(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= mostReadBytes) break;
    }
  } catch {
    // The status is here; that the rest broke off changes nothing.
  }
  answer.destroy();
  return Buffer.concat(chunks).subarray(0, mostReadBytes).toString();
}

function failed(fault: unknown): Failed {
  if (fault instanceof Failed) return fault;
  const { code, message } = fault as NodeJS.ErrnoException;
  return new Failed('NOT_REACHED', code ?? message ?? 'The connection broke.');
}

function answered(tried: Tried, nowMs: number): Omit<Outcome, 'atMs' | 'tookMs'> {
  if (tried instanceof Failed)
    return { code: tried.code, status: null, answer: shortened(tried.message), retryAfterMs: null };
  const status = tried.answer.statusCode ?? 0;
  const waits = status === 429 || status === 503;
  return {
    ...{ code: codeOf(status), status, answer: shortened(tried.text) },
    retryAfterMs: waits ? retryAfterMs(tried.answer.headers['retry-after'], nowMs) : null,
  };
}

function codeOf(status: number): OutcomeCode {
  if (status >= 200 && status < 300) return 'TAKEN';
  if (status === 410) return 'GONE';
  return status >= 300 && status < 400 ? 'REDIRECTED' : 'NOT_TAKEN';
}

/** RFC 9110 section 10.2.3: seconds or a date. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const atMs = Date.parse(header);
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}

/** One line that may be shown anywhere. */
function shortened(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .trim()
    .slice(0, charactersKept);
}

// What a stranger answers, as bytes and no further: so long at the most, in so much time, of that type, from that place.

/** The mirror could not tell: nobody answers, or not as the protocol has it. No proof of anything. */
export class Trouble extends Error {
  readonly code: 'UNREACHABLE' | 'NOT_ALLOWED' | 'ANSWER_INVALID' | 'STANDS_STILL';

  constructor(code: Trouble['code'], detail: string) {
    super(detail);
    this.code = code;
  }
}

export interface Asking {
  url: string;
  /** Media type that the answer must have. */
  type: string;
  mostBytes: number;
  timeoutMs: number;
  apiKey?: string | undefined;
  signal: AbortSignal;
}

export interface Answered {
  status: number;
  bytes: Uint8Array;
}

/** Statuses 200, 404 and 409 with their bytes; throws Trouble for every other answer. */
export async function asked(asking: Asking): Promise<Answered> {
  const response = await begun(asking);
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of bounded(response, asking)) chunks.push(chunk);
    return { status: response.status, bytes: Buffer.concat(chunks) };
  } catch (fault) {
    throw troubleOf(fault, asking);
  }
}

/** The lines of a 200, which are ASCII (what is not cannot be a statement), each of at most `mostCharacters`; the bound on bytes is on all of them. */
export async function* askedLines(asking: Asking, mostCharacters: number): AsyncGenerator<string> {
  const response = await begun(asking);
  if (response.status !== 200) throw statusTrouble(response, asking);
  let rest = '';
  try {
    for await (const chunk of bounded(response, asking)) {
      const lines = (rest + Buffer.from(chunk).toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      if ([...lines, rest].some((line) => line.length > mostCharacters))
        throw new Trouble('ANSWER_INVALID', `${asking.url}: a line is too long`);
      yield* lines;
    }
    if (rest !== '') throw new Trouble('ANSWER_INVALID', `${asking.url}: it ends in the middle of a line`);
  } catch (fault) {
    throw troubleOf(fault, asking);
  }
}

async function begun(asking: Asking): Promise<Response> {
  const { url, type, timeoutMs, apiKey, signal } = asking;
  try {
    const response = await fetch(url, {
      headers: { accept: type, ...(apiKey && { authorization: `Bearer ${apiKey}` }) },
      // What a cache has kept may be older than what was seen before.
      cache: 'no-store',
      // Elsewhere is somebody else, who must not be given the key.
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const [given = ''] = (response.headers.get('content-type') ?? '').split(';');
    if (![200, 404, 409].includes(response.status)) throw statusTrouble(response, asking);
    if (response.status === 200 && given.trim() !== type)
      throw new Trouble('ANSWER_INVALID', `${url}: ${given || 'no type'} where ${type} belongs`);
    return response;
  } catch (fault) {
    throw troubleOf(fault, asking);
  }
}

function statusTrouble({ status, body }: Response, { url }: Asking): Trouble {
  void body?.cancel();
  if (status === 401 || status === 403)
    return new Trouble('NOT_ALLOWED', `${url}: the API key may not read this (${status})`);
  return new Trouble(status >= 500 ? 'UNREACHABLE' : 'ANSWER_INVALID', `${url}: it answers ${status}`);
}

async function* bounded(response: Response, { url, mostBytes }: Asking): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    // Leaving the loop cancels the body.
    if (length > mostBytes) throw new Trouble('ANSWER_INVALID', `${url}: more than ${mostBytes} bytes`);
    yield chunk;
  }
}

function troubleOf(fault: unknown, { url }: Asking): Trouble {
  if (fault instanceof Trouble) return fault;
  const { cause } = fault as { cause?: { code?: string } };
  const reason = cause?.code ?? (fault instanceof Error ? fault.name : 'no reason given');
  return new Trouble('UNREACHABLE', `${url}: no answer (${reason})`);
}

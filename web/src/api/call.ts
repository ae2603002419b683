// The one way to the node. Every call of the application goes through here; tests/web/api.test.ts holds them against our OpenAPI.
import { askedEarly, forgetEarly } from './early.ts';
import { sessionEnded } from './session.ts';

export interface ProblemError {
  readonly code: string;
  readonly detail: string;
  readonly pointer?: string;
  readonly eventIndex?: number;
  readonly eventId?: string;
}

/** What the node refused (RFC 9457), or `UNREACHABLE` where no answer came. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly ProblemError[];
  readonly retryAfterS: number | null;

  constructor(status: number, errors: readonly ProblemError[], retryAfterS: number | null = null) {
    super(errors[0]?.detail ?? String(status));
    this.status = status;
    this.code = errors[0]?.code ?? 'UNKNOWN';
    this.errors = errors;
    this.retryAfterS = retryAfterS;
  }
}

export interface CallOptions {
  /** Sent as JSON; a string, bytes or a file is sent as it is, with `type`. */
  readonly body?: unknown;
  readonly type?: string;
  readonly accept?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export async function get<T>(path: string, options: CallOptions = {}): Promise<T> {
  return (await call('GET', path, options)).json() as Promise<T>;
}

export async function post<T>(path: string, body: unknown, options: CallOptions = {}): Promise<T> {
  const response = await call('POST', path, { ...options, body });
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** The answer as it came, where it is a good one; throws a Problem for every other. */
export async function call(
  method: 'GET' | 'POST',
  path: string,
  options: CallOptions = {},
): Promise<Response> {
  const { body, signal } = options;
  const isText = typeof body === 'string' || body instanceof Blob || body instanceof Uint8Array;
  const headers: Record<string, string> = {
    accept: options.accept ?? 'application/json',
    ...options.headers,
  };
  if (body !== undefined) headers['content-type'] = options.type ?? 'application/json';
  if (method === 'POST') forgetEarly();
  const early = method === 'GET' ? askedEarly(path) : undefined;
  const asking =
    early ??
    fetch(path, {
      method,
      headers,
      ...(body !== undefined && { body: (isText ? body : JSON.stringify(body)) as BodyInit }),
      ...(signal && { signal }),
    });
  const response = await asking.catch((fault: unknown) => {
    if (signal?.aborted === true) throw fault;
    throw new Problem(0, [{ code: 'UNREACHABLE', detail: 'No answer from the node.' }]);
  });
  if (response.ok) return response;
  // Below there the answer to a wrong password looks the same.
  if (response.status === 401 && !path.startsWith('/account/auth/')) sessionEnded();
  throw await problemOf(response);
}

async function problemOf(response: Response): Promise<Problem> {
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const said = (await response.json().catch(() => ({}))) as {
    code?: string;
    detail?: string;
    message?: string;
    errors?: ProblemError[];
  };
  const errors = said.errors ?? [
    {
      code: said.code ?? `HTTP_${response.status}`,
      detail: said.detail ?? said.message ?? response.statusText,
    },
  ];
  return new Problem(response.status, errors, Number.isFinite(retryAfter) ? retryAfter : null);
}

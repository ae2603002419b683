// JSON-RPC 2.0 over HTTP, as much of it as tests against a chain need.

export interface RpcCall {
  readonly method: string;
  readonly params: readonly unknown[];
}

/** One of `result` and `error`. The data of an error is what a reverted call gave back, `0x` and hex. */
export interface RpcAnswer {
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

export class RpcRefusal extends Error {
  readonly code: number;
  /** What a reverted call gave back: `0x` and the hex of a custom error. Empty where there was nothing. */
  readonly data: string;

  constructor(method: string, error: NonNullable<RpcAnswer['error']>) {
    super(`${method}: ${error.message}`);
    this.code = error.code;
    this.data = typeof error.data === 'string' ? error.data : '';
  }
}

/** The result of one call; throws RpcRefusal where the chain says no. */
export async function callRpc(url: string, method: string, params: readonly unknown[]): Promise<unknown> {
  const [answer] = await callRpcBatch(url, [{ method, params }]);
  if (answer?.error !== undefined) throw new RpcRefusal(method, answer.error);
  return answer?.result;
}

/** Many calls in one request; the answers in the order of the calls, refusals among them. */
export async function callRpcBatch(url: string, calls: readonly RpcCall[]): Promise<RpcAnswer[]> {
  const body = calls.map(({ method, params }, id) => ({ jsonrpc: '2.0', id, method, params }));
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answers = (await response.json()) as (RpcAnswer & { id: number })[];
  return answers.toSorted((one, other) => one.id - other.id);
}

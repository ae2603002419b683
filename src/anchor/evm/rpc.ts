// JSON-RPC 2.0 of an EVM chain. Who answers is not believed: answers have a form or are none, and what matters is
// checked against the block's hash by the verifier afterwards.
import { isJsonObject, utf8Text } from '#verifier';
import { ask, type Limits } from '../ask.ts';
import { AnchorTrouble } from '../port.ts';

/** The chain said no: a reverted call, no funds, a nonce that is taken. */
export class RpcRefusal extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export type Call = readonly [method: string, ...params: unknown[]];

const longestMessage = 300;

export class Rpc {
  readonly #url: string;
  readonly #limits: Limits;

  constructor(url: string, limits: Limits) {
    this.#url = url;
    this.#limits = limits;
  }

  /** Throws RpcRefusal where the chain says no, AnchorTrouble where nobody says anything sensible. */
  async call(method: string, ...params: unknown[]): Promise<unknown> {
    const answer = await this.#post({ jsonrpc: '2.0', id: 1, method, params });
    if (!isJsonObject(answer) || answer['id'] !== 1) throw malformed(`${method}: no answer to the question`);
    return resultOf(method, answer);
  }

  /** In the order of the calls, whatever the order of the answers. */
  async all(calls: readonly Call[]): Promise<unknown[]> {
    if (calls.length === 0) return [];
    const body = calls.map(([method, ...params], id) => ({ jsonrpc: '2.0', id, method, params }));
    const answers = await this.#post(body);
    if (!Array.isArray(answers)) throw malformed('many questions, and no list of answers');
    return calls.map(([method], id) => {
      const answer = answers.find((one) => isJsonObject(one) && one['id'] === id);
      if (answer === undefined) throw malformed(`${method}: no answer to the question`);
      return resultOf(method, answer);
    });
  }

  async #post(body: unknown): Promise<unknown> {
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    const { status, bytes } = await ask(this.#url, request, this.#limits);
    try {
      return JSON.parse(utf8Text(bytes) ?? '');
    } catch {
      throw malformed(`not JSON, with status ${status}`);
    }
  }
}

function resultOf(method: string, answer: Record<string, unknown>): unknown {
  const { error } = answer;
  if (error === undefined || error === null) {
    if (Object.hasOwn(answer, 'result')) return answer['result'];
    throw malformed(`${method}: neither result nor error`);
  }
  const { code, message } = isJsonObject(error) ? error : {};
  const said = typeof message === 'string' ? message.slice(0, longestMessage) : 'no reason given';
  throw new RpcRefusal(typeof code === 'number' ? code : 0, `${method}: ${said}`);
}

export function malformed(detail: string): AnchorTrouble {
  return new AnchorTrouble('ANCHOR_ANSWER_MALFORMED', detail);
}

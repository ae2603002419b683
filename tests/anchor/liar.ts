// A node of a chain that lies: it stands in front of a real one and changes what the test says.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

export type Member = { id: unknown; method: string; params: unknown[] };
type Answer = { result?: unknown; error?: unknown };

export interface Liar {
  url: string;
  /** Undefined: the true answer goes through. */
  lie: ((call: Member, truth: Answer) => unknown) | undefined;
  /** Is told of each call before the chain is. A process that it kills is not heard. */
  before: ((call: Member) => void) | undefined;
  /** Takes the whole answer into its own hands. */
  instead: ((response: ServerResponse) => void) | undefined;
  /** How many transactions were handed in. */
  sent: number;
}

export async function openLiar(t: TestContext, target: string): Promise<Liar> {
  const liar: Liar = { url: '', lie: undefined, before: undefined, instead: undefined, sent: 0 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => void chunks.push(chunk));
    request.on('end', () => void answer(liar, target, Buffer.concat(chunks), response));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  liar.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return liar;
}

async function answer(liar: Liar, target: string, body: Buffer, response: ServerResponse): Promise<void> {
  if (liar.instead !== undefined) return liar.instead(response);
  const calls = JSON.parse(body.toString()) as Member[];
  liar.sent += calls.filter(({ method }) => method === 'eth_sendRawTransaction').length;
  const { before } = liar;
  for (const call of calls) before?.(call);
  if (before !== undefined && calls.some(({ method }) => method === 'eth_sendRawTransaction')) return;
  const headers = { 'content-type': 'application/json' };
  const truth = (await (
    await fetch(target, { method: 'POST', headers, body: Uint8Array.from(body) })
  ).json()) as (Answer & { id: unknown })[];
  const told = truth.map((one) => {
    const call = calls.find(({ id }) => id === one.id)!;
    const lie = liar.lie?.(call, one);
    return lie === undefined ? one : { jsonrpc: '2.0', id: one.id, result: lie };
  });
  response.setHeader('content-type', 'application/json').end(JSON.stringify(told));
}

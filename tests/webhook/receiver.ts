// A receiver of webhooks: a real HTTP server that keeps what it gets, and checks signatures by its own computation.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Got {
  id: string;
  type: string;
  atSeconds: number;
  data: Record<string, unknown>;
  body: string;
  headers: IncomingHttpHeaders;
}

export interface Receiver {
  url: string;
  host: string;
  got: Got[];
  /** What is answered from now on; usually 204. */
  answer: (response: ServerResponse, got: Got) => void;
  /** Resolves when so many have come. */
  has(count: number): Promise<void>;
  close(): Promise<void>;
}

export async function openReceiver(port = 0): Promise<Receiver> {
  const got: Got[] = [];
  const waiting: { count: number; done: () => void }[] = [];
  const receiver: Receiver = {
    ...{ url: '', host: '', got },
    answer: (response) => void response.writeHead(204).end(),
    has: (count) =>
      got.length >= count ? Promise.resolve() : new Promise((done) => waiting.push({ count, done })),
    close: () => closed(server),
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = read(request.headers, Buffer.concat(chunks).toString());
      got.push(one);
      for (const { count, done } of waiting) if (got.length >= count) done();
      receiver.answer(response, one);
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  receiver.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  receiver.url = `http://${receiver.host}/hooks`;
  return receiver;
}

function read(headers: IncomingHttpHeaders, body: string): Got {
  const { type, data } = JSON.parse(body) as { type: string; data: Record<string, unknown> };
  const id = String(headers['webhook-id']);
  return { id, type, data, body, headers, atSeconds: Number(headers['webhook-timestamp']) };
}

/** As the standard tells receivers to: over the bytes that came, one of the signatures must be ours. */
export function assertSigned({ id, atSeconds, body, headers }: Got, secret: string): void {
  assert.ok(isSigned({ id, atSeconds, body, headers }, secret), `${id} is not signed by this secret`);
}

export function isSigned(
  { id, atSeconds, body, headers }: Omit<Got, 'type' | 'data'>,
  secret: string,
): boolean {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const own = createHmac('sha256', key).update(`${id}.${atSeconds}.`).update(body).digest('base64');
  return String(headers['webhook-signature']).split(' ').includes(`v1,${own}`);
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

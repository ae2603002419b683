// Puts the door on a port, with limits on how slowly somebody may talk to it.
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { problem, problemBody } from './problem/problem.ts';
import { safeHeaders } from './request/reply.ts';

export interface ServeOptions {
  /** 0 = any free port. */
  port: number;
  /** Default 127.0.0.1: to be seen from outside is a decision. */
  hostname?: string;
  /** How long close() waits for open requests; default 10 s. */
  graceMs?: number;
}

export interface RunningDoor {
  /** The port listened on. */
  port: number;
  url: string;
  /** Takes no new requests, lets open ones end, cuts what is left after the grace period. */
  close(): Promise<void>;
}

// A sender has 10 s for its headers and 5 minutes for everything (64 MiB at 1.7 Mbit/s); checked each second.
const serverOptions = {
  headersTimeout: 10_000,
  requestTimeout: 300_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16 * 1024,
};

/** Listens; rejects where the port cannot be had. */
export async function serve(app: Hono, options: ServeOptions): Promise<RunningDoor> {
  const hostname = options.hostname ?? '127.0.0.1';
  const server = createServer(
    serverOptions,
    getRequestListener(app.fetch, { errorHandler: answerNoRequest }),
  );
  server.on('clientError', answerGarbage);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, hostname, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = hostname.includes(':') ? `[${hostname}]` : hostname;
  return { port, url: `http://${host}:${port}`, close: () => closeGently(server, options.graceMs ?? 10_000) };
}

async function closeGently(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(cut);
}

// What is not HTTP never reaches the app: too long headers, a body that never comes, bytes that are not a request.
function answerGarbage(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const refusal = refusalsOfParser[error.code ?? ''] ?? notHttp;
  const problem = problemBody([refusal]);
  const body = JSON.stringify(problem);
  const headers = {
    ...safeHeaders,
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${problem.status} Refused\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** The parser took it, and yet it names no address, such as by a host that is none: the app, which answers for all its own faults, never saw it. */
function answerNoRequest(): Response {
  return problem([notHttp]);
}

const notHttp = { code: 'NOT_HTTP', detail: 'These bytes are not an HTTP/1.1 request.' };
const refusalsOfParser: Readonly<Record<string, { code: string; detail: string }>> = {
  HPE_HEADER_OVERFLOW: { code: 'HEADERS_TOO_LARGE', detail: 'Address and headers together may have 16 KiB.' },
  ERR_HTTP_REQUEST_TIMEOUT: { code: 'REQUEST_TOO_SLOW', detail: 'The request did not arrive in time.' },
};

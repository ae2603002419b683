// Puts the door on a port, with limits on how slowly somebody may talk to it.
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener, RequestError } from '@hono/node-server';
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
  /** Is told of faults that the app did not answer for itself; default: standard error. */
  report?: (fault: unknown) => void;
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
  // A request without a host is refused by us, with the headers and the form of every other refusal.
  requireHostHeader: false,
};

/** Listens; rejects where the port cannot be had. */
export async function serve(app: Hono, options: ServeOptions): Promise<RunningDoor> {
  const hostname = options.hostname ?? '127.0.0.1';
  const report = options.report ?? ((fault) => console.error(fault));
  const errorHandler = (fault: unknown): Response => answerOutside(fault, report);
  const server = createServer(serverOptions, getRequestListener(answering(app), { errorHandler }));
  server.on('clientError', (fault: NodeJS.ErrnoException, socket: Socket) =>
    answerGarbage(fault, socket, report),
  );
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

type Bindings = Parameters<Hono['fetch']>[1];

/** The app's answers, each known to be one that can be sent: a header that is none is found here, where it can still be answered for. */
function answering(app: Hono): (request: Request, env: Bindings) => Promise<Response> {
  return async (request, env) => {
    const response = await app.fetch(request, env);
    void response.headers;
    return response;
  };
}

/**
 * What came to no answer of the app. `RequestError`: the parser took it, and yet it names no address, such as by a host that is none;
 * the app never saw it. All else is ours: the app answers for its faults, so this is one in how it does that.
 */
function answerOutside(fault: unknown, report: (fault: unknown) => void): Response {
  if (fault instanceof RequestError) return problem([noAddress]);
  told(fault, report);
  return problem([ourFault]);
}

// What is not HTTP never reaches the app: too long headers, a body that never comes, bytes that are not a request.
function answerGarbage(fault: NodeJS.ErrnoException, socket: Socket, report: (fault: unknown) => void): void {
  // The line broke, and nobody is there to be answered.
  const isBroken = fault.syscall !== undefined || fault.code === 'ECONNRESET';
  if (isBroken || !socket.writable) return void socket.destroy();
  const refusal = refusalOf(fault.code ?? '');
  if (refusal === ourFault) told(fault, report);
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

/** Who cannot even write it down answers all the same. */
function told(fault: unknown, report: (fault: unknown) => void): void {
  try {
    report(fault);
  } catch {
    console.error(fault);
  }
}

type Told = Readonly<{ code: string; detail: string }>;

const ourFault: Told = {
  code: 'INTERNAL_FAULT',
  detail: 'Something broke in the node. The same request may be sent again.',
};
const noAddress: Told = {
  code: 'NOT_HTTP',
  detail: 'Host and target of the request make no address that can be read.',
};
const notHttp: Told = { code: 'NOT_HTTP', detail: 'These bytes are not an HTTP/1.1 request.' };
const refusalsOfParser: Readonly<Record<string, Told>> = {
  HPE_HEADER_OVERFLOW: { code: 'HEADERS_TOO_LARGE', detail: 'Address and headers together may have 16 KiB.' },
  ERR_HTTP_REQUEST_TIMEOUT: { code: 'REQUEST_TOO_SLOW', detail: 'The request did not arrive in time.' },
};

/** `HPE_`: the parser's words for what is no HTTP (llhttp). Whatever else goes wrong with a line is not the sender's doing. */
function refusalOf(code: string): Told {
  return refusalsOfParser[code] ?? (code.startsWith('HPE_') ? notHttp : ourFault);
}

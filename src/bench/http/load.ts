// The sender, in a process of its own: connections that each post one event after the other and wait for the answer.
// Plain sockets: a client library would take more of the machine than the node does. Arguments: port, key, connections,
// events, seed. Prints one line of JSON.
import { connect } from 'node:net';
import { millWork } from '../capture/workload.ts';

const [port, key, connections, events, seed, baseLots] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const next = millWork(Number(seed), Number(baseLots));
const requests = Array.from({ length: Number(events) }, () =>
  requestOf(JSON.stringify(withContext(next().event))),
);
const waits: number[] = [];
const failures: string[] = [];
const rest = requests.values();
const startedAt = performance.now();
await Promise.all(Array.from({ length: Number(connections) }, sendAll));
const seconds = (performance.now() - startedAt) / 1_000;
waits.sort((one, other) => one - other);
const at = (part: number): number => waits[Math.floor(waits.length * part)] ?? 0;
process.stdout.write(
  `${JSON.stringify({ perSecond: waits.length / seconds, p50: at(0.5), p99: at(0.99), failures: failures.slice(0, 3) })}\n`,
);

function withContext(event: object): object {
  const tex = 'https://selvedge.example/ns/textile/';
  return {
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', { tex }],
    ...event,
  };
}

function requestOf(body: string): string {
  const headers = [
    'POST /events HTTP/1.1',
    'Host: 127.0.0.1',
    `Authorization: Bearer ${key}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return `${headers.join('\r\n')}\r\n\r\n${body}`;
}

function sendAll(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1');
    let sentAt = 0;
    let received = '';
    const send = (): void => {
      const { value, done } = rest.next();
      if (done) {
        socket.end();
        resolve();
        return;
      }
      sentAt = performance.now();
      socket.write(value);
    };
    socket.setNoDelay(true).on('connect', send).on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      if (!isWhole(received)) return;
      waits.push(performance.now() - sentAt);
      if (!received.startsWith('HTTP/1.1 201')) failures.push(received.slice(0, 400));
      received = '';
      send();
    });
  });
}

function isWhole(received: string): boolean {
  const end = received.indexOf('\r\n\r\n');
  if (end === -1) return false;
  if (/transfer-encoding: chunked/i.test(received.slice(0, end))) return received.endsWith('\r\n0\r\n\r\n');
  const length = Number(/content-length: (\d+)/i.exec(received.slice(0, end))?.[1] ?? 0);
  return received.length >= end + 4 + length;
}

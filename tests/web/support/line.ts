// A line that breaks on purpose, between the browser and the node.
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * `open`: as a line should be. `down`: nobody gets through. `deaf`: requests reach the node, and no answer to a POST comes back: the line
 * breaks after the node has done what was asked. `choking`: breaks when a request has brought so many bytes.
 */
export type LineState = 'open' | 'down' | 'deaf' | 'choking';

export interface Line {
  url: string;
  set(state: LineState): void;
  /** How many POSTs were answered by the node and never heard of. */
  unheard(): number;
  close(): Promise<void>;
}

const chokesAtBytes = 20_000;

export async function openLine(target: string): Promise<Line> {
  const port = Number(new URL(target).port);
  const sockets = new Set<Socket>();
  let state: LineState = 'open';
  let unheard = 0;
  const server: Server = createServer((near) => {
    sockets.add(near);
    near.on('close', () => sockets.delete(near));
    near.on('error', () => near.destroy());
    if (state === 'down') return void near.destroy();
    const far = connect(port, '127.0.0.1');
    far.on('error', () => near.destroy());
    far.on('close', () => near.destroy());
    near.on('close', () => far.destroy());
    let isPost = false;
    let received = 0;
    near.on('data', (bytes: Buffer) => {
      isPost =
        bytes.subarray(0, 5).toString('latin1') === 'POST ' ||
        (isPost && !/^[A-Z]+ \//.test(bytes.subarray(0, 8).toString('latin1')));
      received += bytes.length;
      if (state === 'choking' && isPost && received > chokesAtBytes) return void near.destroy();
      far.write(bytes);
    });
    far.on('data', (bytes: Buffer) => {
      if (state === 'deaf' && isPost) {
        unheard += 1;
        near.destroy();
      } else near.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${address.port}`,
    set: (next) => {
      state = next;
      for (const socket of sockets) socket.destroy();
    },
    unheard: () => unheard,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

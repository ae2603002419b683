import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { openTestWorld } from '../../../tests/support/world.ts';
import type { AnchorWish } from '../../anchor/config.ts';
import type { Io } from '../io.ts';
import { Session } from '../session.ts';
import { Closing } from './closing.ts';
import { runNode, type ServeWish } from './run.ts';

const io: Io = {
  ...{ write: () => {}, tell: () => {}, nowMs: () => Date.now() },
  ...{ interactive: false, colour: false, environment: { sealing: undefined, passphrase: undefined } },
  askSecret: async () => undefined,
  untilStopped: async () => {},
};

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const intervals = (): number => process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;

test('what fails after the door is open closes the door and everything behind it', async () => {
  const world = await openTestWorld();
  const port = await freePort();
  const anchors: AnchorWish[] = [];
  let isOpen = false;
  // The last to be begun: by then the door is open.
  anchors.some = () => {
    isOpen = true;
    throw new Error('no anchor holds here');
  };
  const wish: ServeWish = {
    ...{ port, host: '127.0.0.1', open: 'none', showcase: [], anchors },
    ...{ witnesses: [], witnessEveryMs: 1_000 },
  };
  const session = new Session(io, { data: world.directory });
  const before = intervals();
  const { data, node } = world;
  const opened = { data, node, world: data.world, close: async () => {} };
  await assert.rejects(runNode(session, opened, wish), /no anchor holds here/);
  assert.equal(isOpen, true);
  await assert.rejects(fetch(`http://127.0.0.1:${port}/health`));
  assert.equal(intervals(), before);
  const serving = await runNode(session, opened, { ...wish, anchors: [] });
  assert.equal((await fetch(`${serving.url}/health`)).status, 200);
  await serving.stop();
  await assert.rejects(fetch(`${serving.url}/health`));
  await world.close();
});

test('last first, each whatever becomes of the others; the first fault is told', async () => {
  const closing = new Closing();
  const done: number[] = [];
  closing.add(() => done.push(1));
  closing.add(() => Promise.reject(new Error('second')));
  closing.add(() => {
    done.push(3);
    throw new Error('third');
  });
  await assert.rejects(closing.all(), /third/);
  assert.deepEqual(done, [3, 1]);
  await closing.all();
  assert.deepEqual(done, [3, 1]);
});

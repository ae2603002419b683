// A real node behind real HTTP, whose answers a test can spoil, and a mirror of it.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { formatVerifierKey, type LogKey, openCheckpoint, parseLogKey, signCheckpoint } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { mintKey } from '../../src/http/access/key.ts';
import { apiKeysInMemory } from '../../src/http/access/memory.ts';
import { httpApp } from '../../src/http/app.ts';
import { captureDesk } from '../../src/http/job/desk.ts';
import { captureJobsInMemory } from '../../src/http/job/memory.ts';
import { type Alarm, type AlarmCode, readAlarm } from '../../src/mirror/alarm.ts';
import { checkAlarm } from '../../src/mirror/check-alarm.ts';
import { type Mirror, openMirror, type Round } from '../../src/mirror/mirror.ts';
import type { AlarmOutcome } from '../../src/mirror/verdict.ts';
import { admit, openTestWorld, type TestWorld } from '../support/world.ts';

/** Answers in place of the node where it is not undefined. */
export type Spoil = (
  path: string,
  real: () => Promise<Response>,
) => Promise<Response | undefined> | Response | undefined;

export interface Stage {
  world: TestWorld;
  url: string;
  apiKey: string;
  key: LogKey;
  /** What a test does to the node's answers; undefined = nothing. */
  spoil: Spoil | undefined;
  /** The log's own hand: signs any head. */
  signed(size: number, root: Uint8Array): string;
  /** Makes the node unreachable, and reachable again. */
  down(): Promise<void>;
  up(): Promise<void>;
  grow(parties: number): Promise<void>;
  mirror(options?: Partial<Parameters<typeof openMirror>[1]> & { directory?: string }): Promise<TestMirror>;
}

export interface TestMirror {
  directory: string;
  mirror: Mirror;
  said: string[];
  round(): Promise<Round>;
  /** Expects just these alarms after another round, with what checking them offline comes to. */
  alarmed(expected: Partial<Record<AlarmCode, AlarmOutcome>>): Promise<Alarm[]>;
  /** Expects that all holds. */
  holds(): Promise<Round>;
  close(): void;
}

type Opened = Pick<TestMirror, 'directory' | 'close'>;

export async function openStage(t: TestContext, given?: TestWorld): Promise<Stage> {
  const world = given ?? (await openTestWorld());
  if (given === undefined) t.after(() => world.close().catch(() => {}));
  const keys = apiKeysInMemory();
  const { text, key: apiKey } = mintKey({ role: 'reader', level: 'full' }, 0);
  await keys.add(apiKey);
  const jobs = captureDesk(world.node, captureJobsInMemory(), {
    report: (fault) => assert.fail(String(fault)),
  });
  const app = httpApp(world.node, { keys, jobs, report: (fault) => console.error(fault) });
  let server: Server | undefined;
  let port = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const address = `http://node${request.url}`;
    const real = async (): Promise<Response> =>
      app.request(address, { headers: request.headers as Record<string, string> });
    const answered = (await stage.spoil?.(request.url ?? '', real)) ?? (await real());
    response.writeHead(answered.status, Object.fromEntries(answered.headers));
    response.end(Buffer.from(await answered.arrayBuffer()));
  };
  const up = async (): Promise<void> => {
    const listening = createServer((request, response) => void answer(request, response));
    await new Promise<void>((resolve) => listening.listen(port, '127.0.0.1', resolve));
    port = (listening.address() as AddressInfo).port;
    server = listening;
  };
  const down = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      server?.close(() => resolve());
      server?.closeAllConnections();
    });
  };
  await up();
  t.after(down);
  const opened: Opened[] = [];
  t.after(() => {
    // Several may have had one directory, one after the other.
    for (const { close } of opened) close();
    for (const { directory } of opened) rmSync(directory, { recursive: true, force: true });
  });
  const { key } = world.node.head();
  const held = world.world.vault.keyOf(`log ${world.node.origin}`)!;
  const stage: Stage = {
    ...{ world, url: `http://127.0.0.1:${port}`, apiKey: text, key, spoil: undefined, up, down },
    signed: (size, root) =>
      signCheckpoint(
        { origin: world.node.origin, size, root },
        key,
        (message) => world.world.vault.sign(held.kid, message),
        nodePrimitives,
      ),
    grow: async (parties) => {
      for (let at = 0; at < parties; at += 1) await admit(world.node, `Party ${at}`);
    },
    mirror: (options = {}) => testMirror(opened, stage, options),
  };
  return stage;
}

async function testMirror(
  opened: Opened[],
  stage: Stage,
  {
    directory = mkdtempSync(join(tmpdir(), 'selvedge-mirror-')),
    ...options
  }: Parameters<Stage['mirror']>[0] & object,
): Promise<TestMirror> {
  const said: string[] = [];
  const mirror = await openMirror(directory, {
    ...{ url: stage.url, key: stage.key, apiKey: stage.apiKey, timeoutMs: 1_000 },
    nowMs: () => stage.world.time.nowMs,
    tell: (sentence) => said.push(sentence),
    ...options,
  });
  let isOpen = true;
  const close = (): void => {
    if (isOpen) mirror.close();
    isOpen = false;
  };
  opened.push({ directory, close });
  const filed = (): Alarm[] =>
    mirror.alarms().map((name) => readAlarm(readFileSync(join(directory, name), 'utf8'))!);
  return {
    ...{ directory, mirror, said, close },
    // Whenever a round comes, the state is due to be compared.
    round: () => {
      stage.world.time.nowMs += 11 * 60_000;
      return mirror.round();
    },
    alarmed: async (expected) => {
      await mirror.round();
      const alarms = filed();
      const pinned = parseLogKey(formatVerifierKey(stage.key), nodePrimitives);
      const found = alarms.map((alarm) => [alarm.code, checkAlarm(alarm, pinned)] as const);
      assert.deepEqual(
        Object.fromEntries(found.map(([code, { outcome }]) => [code, outcome])),
        expected,
        JSON.stringify(found),
      );
      await mirror.round();
      assert.equal(filed().length, alarms.length, 'the same is not told twice');
      return alarms;
    },
    holds: async () => {
      stage.world.time.nowMs += 11 * 60_000;
      const round = await mirror.round();
      assert.deepEqual([mirror.alarms(), round.troubles], [[], []], said.join('\n'));
      return round;
    },
  };
}

export function sizeOf(note: string, key: LogKey): number {
  const opened = openCheckpoint(note, key, nodePrimitives);
  assert.ok(opened.ok);
  return opened.checkpoint.size;
}

export function octets(bytes: Uint8Array, type = 'application/octet-stream'): Response {
  return new Response(Uint8Array.from(bytes), { headers: { 'content-type': type } });
}

export function plain(text: string): Response {
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}

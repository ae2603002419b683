// The one builder of test worlds: a real SQLite in a temporary directory, a clock that stands still, real keys.
// Whatever a test sets is what the test is about. `check()` re-reads the whole log and compares it with memory.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SelvedgeNode } from '../../src/flow/node.ts';
import { openNode } from '../../src/flow/open-node.ts';
import { checkLog } from '../../src/flow/check-log.ts';
import type { World } from '../../src/flow/world.ts';
import type { Data } from '../../src/store/data.ts';
import { openData } from '../../src/store/data.ts';

export interface TestWorld {
  directory: string;
  data: Data;
  world: World;
  node: SelvedgeNode;
  /** The clock; set it to move time. */
  time: { nowMs: number };
  /** Re-verifies the whole log and that memory is what the log says. */
  check(): void;
  /** Stops and starts the node again on the same directory, by way of its snapshot. */
  restart(): Promise<TestWorld>;
  close(): Promise<void>;
}

export interface TestWorldOptions {
  directory?: string;
  nowMs?: number;
  origin?: string;
}

export const testNowMs: number = Date.UTC(2026, 10, 22, 12);

export async function openTestWorld(options: TestWorldOptions = {}): Promise<TestWorld> {
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), 'selvedge-test-'));
  const time = { nowMs: options.nowMs ?? testNowMs };
  const data = openData(directory, { nowMs: () => time.nowMs });
  const node = await openNode(data.world, { origin: options.origin ?? 'selvedge.test/log' });
  const check = (): void => assert.deepEqual(checkLog(data.world, node).findings, []);
  const stop = async (): Promise<void> => {
    await node.close();
    data.close();
  };
  return {
    directory,
    data,
    world: data.world,
    node,
    time,
    check,
    restart: async () => {
      await stop();
      return openTestWorld({ ...options, directory, nowMs: time.nowMs });
    },
    close: async () => {
      check();
      await stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** A node with two parties that have custodial keys. */
export async function openTestNode(): Promise<{
  node: SelvedgeNode;
  party: string;
  otherParty: string;
  data: Data;
  close(): Promise<void>;
}> {
  const world = await openTestWorld();
  const party = await admit(world.node, 'First Test Party');
  const otherParty = await admit(world.node, 'Second Test Party');
  return { node: world.node, party, otherParty, data: world.data, close: () => world.close() };
}

export async function admit(node: SelvedgeNode, name: string, country = 'IN'): Promise<string> {
  const admitted = await node.admitParty({ name, country });
  assert.ok(admitted.ok, JSON.stringify(admitted));
  return admitted.value.party;
}

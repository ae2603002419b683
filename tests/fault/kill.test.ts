// A node that is killed at any moment has lost nothing that it acknowledged, and has nothing by halves.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { chance } from '../../src/scenario/chance.ts';
import { openTestWorld, type TestWorld } from '../support/world.ts';

const kills = 12;
const load = join(import.meta.dirname, 'load.ts');

interface Line {
  ready?: true;
  trying?: string;
  recorded?: string;
  claimed?: string;
  count?: number;
  entries?: number[];
  checkpoint?: string;
}

/** Runs the node under load until it is killed, so many milliseconds after it was ready and had acknowledged so much. */
async function runAndKill(
  directory: string,
  run: number,
  afterMs: number,
  acknowledged: number,
): Promise<Line[]> {
  const child = spawn(process.execPath, [load, directory, String(run)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  let armed = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (armed || !said.includes('ready') || said.split('"recorded"').length <= acknowledged) return;
    armed = true;
    setTimeout(() => child.kill('SIGKILL'), afterMs);
  });
  const [[code, signal]] = await Promise.all([once(child, 'exit'), once(child.stdout, 'close')]);
  assert.deepEqual([code, signal], [null, 'SIGKILL']);
  return said
    .slice(0, said.lastIndexOf('\n'))
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

function checkRun(world: TestWorld, lines: readonly Line[]): number {
  const held = (name: string, index: number): number | undefined =>
    world.node.event(`urn:uuid:${name}-${index}`)[0]?.entry;
  let acknowledged = 0;
  for (const { recorded, trying, claimed, count = 0, entries = [] } of lines) {
    if (claimed !== undefined)
      assert.equal(
        world.node.records({ id: claimed }).records[0]?.entry,
        entries[0],
        `${claimed} was acknowledged`,
      );
    if (recorded !== undefined) {
      acknowledged += 1;
      for (let index = 0; index < count; index += 1)
        assert.equal(
          held(recorded, index),
          entries[Math.floor(index / 64)],
          `${recorded}-${index} was acknowledged`,
        );
    }
    if (trying === undefined) continue;
    const present = Array.from({ length: count }, (_, index) => held(trying, index) !== undefined);
    assert.ok(
      present.every((one) => one === present[0]),
      `${trying} is there by halves`,
    );
  }
  return acknowledged;
}

test(`killed ${kills} times under load, on the same directory`, { timeout: 240_000 }, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'selvedge-kill-'));
  const random = chance(11);
  let acknowledged = 0;
  let published = '';
  let size = 0;
  for (let run = 0; run < kills; run += 1) {
    const lines = await runAndKill(directory, run, random.whole(0, 60), run % 4);
    const world = await openTestWorld({ directory });
    world.check();
    acknowledged += checkRun(world, lines);
    assert.ok(world.node.head().size >= size);
    size = world.node.head().size;
    published = lines.findLast(({ checkpoint }) => checkpoint !== undefined)?.checkpoint ?? published;
    // The guard knows the newest head that anybody was given, or one that was about to be given.
    assert.ok(
      Number(world.world.published.read()?.split('\n')[1] ?? 0) >= Number(published.split('\n')[1] ?? 0),
    );
    world.data.close();
  }
  assert.ok(acknowledged > kills, `${acknowledged} acknowledged in ${kills} runs`);
  rmSync(directory, { recursive: true });
});

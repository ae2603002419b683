// From an empty directory to an anchor that has settled, as an operator does it; then a node that serves goes on by itself.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { startAnvil } from '../../contract/testing/anvil.ts';
import { runCli } from '../../src/cli/program.ts';
import { ear } from '../cli/ear.ts';
import { serving, temporaryFolder } from '../cli/run.ts';
import { skip } from './stage.ts';

interface Listed {
  anchors: { chain: string; state: string; settledSize: number | null; trouble: { code: string } | null }[];
}

test('address, deploy, now, list, check; and a serving node that anchors by itself', { skip }, async (t) => {
  const folder = temporaryFolder();
  t.after(() => folder.remove());
  const chain = await startAnvil({ blocks: 1 });
  t.after(() => chain.stop());
  const data = folder.file('data');
  const file = folder.file('anchors.json');
  const at = ['--data', data];
  const written = (more: object): void =>
    writeFileSync(
      file,
      JSON.stringify([
        {
          chain: 'eip155:31337',
          rpc: chain.url,
          confirmations: 1,
          every: 1,
          look: 1,
          mostGwei: 1_000,
          ...more,
        },
      ]),
    );
  written({});
  await (await serving(['serve', '--origin', 'log.example/cli', ...at])).stop();
  const nowhere = await json<Listed>(['anchor', 'list', ...at]);
  assert.deepEqual([nowhere.code, nowhere.value.anchors], [0, []]);
  const key = await json<{ address: string }>(['anchor', 'address', ...at]);
  assert.match(key.value.address, /^0x[0-9a-fA-F]{40}$/);
  assert.equal(
    (await json<{ address: string }>(['anchor', 'address', ...at])).value.address,
    key.value.address,
  );
  const poor = await json(['anchor', 'deploy', '--anchors', file, ...at]);
  assert.equal(poor.code, 2);
  assert.match(poor.err, /send it some/);
  await chain.rpc('anvil_setBalance', key.value.address, '0x8ac7230489e80000');
  const deployed = await json<{ contract: string }>(['anchor', 'deploy', '--anchors', file, ...at]);
  assert.equal(deployed.code, 0, deployed.err);
  const before = await json(['anchor', 'now', '--anchors', file, '--wait', '1', ...at]);
  assert.equal(before.code, 1, 'no contract is named yet');
  assert.match(before.out, /ANCHOR_NOT_SET_UP/);
  written({ contract: deployed.value.contract });
  const settled = await json<{ ok: boolean; anchors: { size: number }[] }>([
    ...['anchor', 'now', '--anchors', file, '--wait', '30'],
    ...at,
  ]);
  assert.equal(settled.code, 0, settled.out);
  const { size } = settled.value.anchors[0]!;
  assert.ok(size > 0);
  const proofs = await json<{ anchors: { ok: boolean; shows: { place: string } }[] }>([
    'anchor',
    'check',
    ...at,
  ]);
  assert.equal(proofs.code, 0);
  assert.equal(proofs.value.anchors[0]?.shows.place, deployed.value.contract);

  const next = await json<{ address: string; older: string[] }>(['anchor', 'address', '--new', ...at]);
  assert.deepEqual(next.value.older, [key.value.address]);
  await chain.rpc('anvil_setBalance', next.value.address, '0x8ac7230489e80000');
  for (let time = 0; time < 2; time += 1) {
    const rotated = await json<{ owner: string }>(['anchor', 'rotate', '--anchors', file, ...at]);
    assert.deepEqual([rotated.code, rotated.value.owner], [0, next.value.address], rotated.err);
  }

  const node = await serving(['serve', '--anchors', file, ...at]);
  try {
    const added = await fetch(`${node.url}/parties`, {
      method: 'POST',
      headers: { 'x-api-key': operatorKey(data), 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Newcomer', country: 'PT' }),
    });
    assert.equal(added.status, 201);
    let listed = await json<Listed>(['anchor', 'list', '--anchors', file, ...at]);
    for (let look = 0; look < 120 && (listed.value.anchors[0]?.settledSize ?? 0) <= size; look += 1) {
      await wait(250);
      listed = await json<Listed>(['anchor', 'list', '--anchors', file, ...at]);
    }
    assert.ok(listed.value.anchors[0]!.settledSize! > size, listed.out);
    const lines = await selvedge(['anchor', 'list', '--anchors', file, ...at]);
    assert.match(lines.out, /eip155:31337/);
  } finally {
    assert.equal((await node.stop()).code, 0);
  }
  const head = folder.file('other.checkpoint');
  writeFileSync(head, String((await json<{ published: string }>(['log', 'head', ...at])).value.published));
  await selvedge(['party', 'add', 'Ring Mill', '--country', 'IN', ...at]);
  const told = await json<{ kind: string; claims: { log: string } }>([
    ...['anchor', 'tell', head, '--party', 'Ring Mill'],
    ...at,
  ]);
  assert.deepEqual([told.code, told.value.claims.log], [0, 'log.example/cli'], told.out);
  writeFileSync(file, '[{"chain":"eip155:1"}]');
  const wrong = await selvedge(['anchor', 'list', '--anchors', file, ...at]);
  assert.equal(wrong.code, 2);
  assert.match(wrong.err, /ANCHORS_MEMBER_INVALID/);
});

test('a place that does not answer holds up neither start nor stop', async (t) => {
  const folder = temporaryFolder();
  t.after(() => folder.remove());
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  t.after(() => {
    silent.closeAllConnections();
    silent.close();
  });
  const { port } = silent.address() as AddressInfo;
  const file = folder.file('anchors.json');
  const contract = `0x${'11'.repeat(20)}`;
  writeFileSync(file, JSON.stringify([{ chain: 'eip155:1', rpc: `http://127.0.0.1:${port}`, contract }]));
  const node = await serving(['serve', '--anchors', file, '--data', folder.file('data')]);
  assert.equal((await fetch(`${node.url}/ready`)).status, 200);
  const stoppedAtMs = performance.now();
  const { code, err } = await node.stop();
  assert.equal(code, 0);
  t.diagnostic(
    `stopped after ${Math.round(performance.now() - stoppedAtMs)} ms (the time-out of a question is 15 s)`,
  );
  assert.match(err, /made the EVM key of this log: 0x/);
  assert.doesNotMatch(err, /ANCHOR_|fault/);
});

function operatorKey(data: string): string {
  return readFileSync(`${data}/operator-api-key`, 'utf8').trim();
}

interface Told<T> {
  code: number;
  out: string;
  err: string;
  value: T;
}

/** In this process: only what serves needs one of its own. */
async function json<T = Record<string, unknown>>(args: string[]): Promise<Told<T>> {
  const told = await selvedge([...args, '--json']);
  return { ...told, value: JSON.parse(told.out) as T };
}

async function selvedge(args: string[]): Promise<Omit<Told<unknown>, 'value'>> {
  const { io, out, err } = ear();
  const code = await runCli(args, io, '0');
  return { code, out: out.join(''), err: err.join('') };
}

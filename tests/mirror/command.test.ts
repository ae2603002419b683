// `selvedge mirror` as a user runs it, beside a served node with the demonstration in it: killed, begun again, alarmed.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { json, root, selvedge, serving, type ServingNode, temporaryFolder } from '../cli/run.ts';
import { context, lotId, made } from '../capture/said.ts';

const folder = temporaryFolder();
const data = folder.file('mirror');
let node: ServingNode;
let apiKey = '';
let log: { key: string; size: number; origin: string };

before(async () => {
  node = await serving(['start', '--data', folder.file('node')]);
  apiKey = readFileSync(node.said.operatorKeyFile, 'utf8').trim();
  log = node.said['log'] as typeof log;
});
after(async () => {
  await node.stop();
  folder.remove();
});

interface Said {
  ok: boolean | null;
  size: number;
  replayed: number;
  stateCompared: boolean;
  alarms: string[];
  audits: { held: number; wrong: number; waiting: number; isRefused: boolean } | null;
  troubles: { code: string }[];
}

const oneRound = (
  more: string[] = [],
  env: Record<string, string> = { SELVEDGE_API_KEY: apiKey },
): ReturnType<typeof json<Said>> =>
  json<Said>(['mirror', node.url, '--data', data, '--once', ...more], { env });

async function post(url: string, key: string, lot: string): Promise<void> {
  const event = { ...made(0, lotId(lot), 1), eventTime: new Date(Date.now() - 60_000).toISOString() };
  const posted = await fetch(`${url}/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ '@context': context, ...event }),
  });
  assert.equal(posted.status, 201, await posted.text());
}

function started(directory = data, key = apiKey): ChildProcess {
  const args = [join(root, 'src/main.ts'), 'mirror', node.url, '--data', directory, '--every', '1'];
  return spawn(process.execPath, args, {
    env: { ...process.env, SELVEDGE_API_KEY: key },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

test('killed at any moment it goes on where it was, and the demonstration is replayed without an alarm', async (t) => {
  let part = 0;
  for (const afterMs of [800, 1_200, 1_600]) {
    const child = started();
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    child.kill('SIGKILL');
    await once(child, 'close');
    if (existsSync(join(data, 'mirror.db'))) part += 1;
  }
  const { code, value, err } = await oneRound(['--key', log.key]);
  assert.deepEqual([code, value.alarms, value.troubles], [0, [], []], err);
  assert.ok(value.size >= log.size && value.replayed === value.size && value.stateCompared);
  t.diagnostic(`${value.size} entries; ${part} of 3 kills after it had begun`);
  const checked = await selvedge(['log', 'check', '--data', data]);
  // What takes long on a busy machine says how far it is.
  const troubles = checked.err.replace(/^checking the log .*\n/gm, '');
  assert.deepEqual([checked.code, troubles], [0, ''], checked.out);
});

test('it follows until it is stopped, round after round', async () => {
  const child = started(folder.file('following'), '');
  const ended = once(child, 'close');
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  // Each round whose words are new says them.
  const rounds = async (count: number): Promise<void> => {
    while (said.replace(/^following the log .*\n/gm, '').split('\n').length <= count) {
      assert.equal(child.exitCode, null, `it has ended by itself: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await rounds(1);
  await post(node.url, apiKey, 'FOLLOWED1');
  await rounds(2);
  child.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null], said);
});

test('one without a key is killed as well, and says what it has checked of the balances', async () => {
  const open = folder.file('keyless');
  for (const afterMs of [300, 600]) {
    const child = started(open, '');
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    child.kill('SIGKILL');
    await once(child, 'close');
  }
  const args = ['mirror', node.url, '--data', open, '--key', log.key, '--once'];
  const { code, value, err } = await json<Said>(args);
  assert.deepEqual([code, value.alarms, value.troubles, value.replayed], [0, [], [], null], err);
  assert.ok(value.audits!.held > 0 && value.audits!.wrong === 0 && !value.audits!.isRefused);
  const words = await selvedge(args);
  assert.match(words.out, /^[1-9]\d* roots? of balances checked$/m);
});

test('where the lots are closed to the public, so are audits, and the mirror says so', async () => {
  const serve = ['serve', '--data', folder.file('closed'), '--public', 'none'];
  const first = await serving(serve);
  const operator = readFileSync(first.said.operatorKeyFile, 'utf8').trim();
  await post(first.url, operator, 'CLOSED1');
  // As it stops it writes the root that is due.
  await first.stop();
  const closed = await serving(serve);
  const args = ['mirror', closed.url, '--data', folder.file('of-closed'), '--once'];
  const { code, value, err } = await json<Said>(args);
  const { held, waiting, isRefused } = value.audits!;
  assert.deepEqual([code, value.alarms, held, waiting, isRefused], [0, [], 0, 1, true], err);
  const words = await selvedge(args);
  assert.match(
    words.out,
    /0 roots of balances checked, 1 NOT checked \(1 refused: the node shows audits only/,
  );
  await closed.stop();
});

test('its directory is a data directory: a copy of it serves the same lots under a name of its own', async () => {
  cpSync(data, folder.file('copy'), { recursive: true });
  const copy = await serving(['serve', '--data', folder.file('copy'), '--public', 'full']);
  const { id } = node.said.showcase[0]!;
  const [theirs, ours] = await Promise.all(
    [node.url, copy.url].map(async (url) => (await fetch(`${url}/trace/${encodeURIComponent(id)}`)).json()),
  );
  const { tookMs: _took, ...answer } = theirs as Record<string, unknown>;
  const { tookMs: _also, ...same } = ours as Record<string, unknown>;
  assert.deepEqual(same, answer);
  const named = copy.said['log'] as typeof log;
  assert.ok(named.origin.startsWith(`${log.origin}/mirror-`) && named.key !== log.key);
  await copy.stop();
});

test('exit codes: 0 what holds, 1 an alarm, 2 nobody there; alarms are checked offline', async () => {
  await post(node.url, apiKey, 'CLI1');
  const grown = await oneRound();
  assert.deepEqual([grown.code, grown.value.ok], [0, true], grown.err);
  const open = await json<Said>(['mirror', node.url, '--data', folder.file('open'), '--once']);
  assert.deepEqual([open.code, open.value.replayed], [0, null]);
  assert.match(open.err, /no --key given/);
  const silent = await json<Said>(['mirror', 'http://127.0.0.1:1', '--data', data, '--once']);
  assert.deepEqual([silent.code, silent.value.ok], [2, null]);
  for (const args of [
    ['mirror'],
    ['mirror', 'ftp://x'],
    ['mirror', node.url, '--data', folder.file('node'), '--once'],
  ])
    assert.equal((await selvedge(args)).code, 2, args.join(' '));
  const forged = {
    format: 'selvedge-alarm/1',
    code: 'FORKED',
    detail: '',
    foundAtMs: 0,
    node: '',
    subject: '',
  };
  const note = await (await fetch(`${node.url}/log/checkpoint`)).text();
  const heads = [note, note].map((one) => ({ from: node.url, note: one }));
  const alarm = {
    ...forged,
    log: log.key,
    heads,
    tree: [],
    entries: [],
    served: [],
    refusals: [],
    holdings: null,
  };
  writeFileSync(join(data, 'alarm-7.json'), JSON.stringify(alarm));
  const alarmed = await oneRound();
  assert.deepEqual([alarmed.code, alarmed.value.alarms], [1, ['alarm-7.json']]);
  const checked = await json<{ outcome: string }>([
    'mirror',
    '--alarm',
    join(data, 'alarm-7.json'),
    '--key',
    log.key,
  ]);
  assert.deepEqual([checked.code, checked.value.outcome], [1, 'unfounded']);
});

// The first start, a later one, and the commands that read beside a node that serves.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { json, killedWhileLoading, selvedge, serving, type ServingNode, temporaryFolder } from './run.ts';

const folder = temporaryFolder();
const data = folder.file('data');
const lot = '/01/09520161000011/10/62J1';
let node: ServingNode;

before(async () => {
  node = await serving(['start', '--data', data]);
});
after(async () => {
  await node.stop();
  folder.remove();
});

test('the very first start loads the demonstration and answers within 15 s', async (t) => {
  t.diagnostic(`ready after ${Math.round(node.readyMs)} ms`);
  const answer = await fetch(`${node.url}/lots/${encodeURIComponent(node.said.showcase[0]?.id ?? '')}`);
  assert.equal(answer.status, 200);
  assert.equal((await fetch(`${node.url}/ready`)).status, 200);
  assert.ok(node.said.showcase.length > 10);
});

test('the front page and every showpiece are pages', async () => {
  assert.equal((await fetch(`${node.url}/`)).status, 200);
  for (const { url } of node.said.showcase) {
    const page = await fetch(url, { headers: { accept: 'text/html' } });
    assert.deepEqual(
      [page.status, page.headers.get('content-type')?.startsWith('text/html')],
      [200, true],
      url,
    );
  }
});

test('the operator key lies in a file that only its owner reads, and opens the door', async () => {
  assert.equal(statSync(node.said.operatorKeyFile).mode & 0o777, 0o600);
  const key = readFileSync(node.said.operatorKeyFile, 'utf8').trim();
  const parties = (headers: Record<string, string>): Promise<Response> =>
    fetch(`${node.url}/parties`, { headers });
  assert.equal((await parties({ authorization: `Bearer ${key}` })).status, 200);
  assert.equal((await parties({})).status, 401);
});

test('what is captured over HTTP is durable and is seen by a command beside the node', async () => {
  const key = readFileSync(node.said.operatorKeyFile, 'utf8').trim();
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const made = await fetch(`${node.url}/parties`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name: 'Newcomer', country: 'PT' }),
  });
  assert.equal(made.status, 201);
  const { party } = (await made.json()) as { party: string };
  const parties = await json<{ party: string }[]>(['party', 'list', '--data', data]);
  assert.ok(parties.value.some((one) => one.party === party));
});

test('reading commands work beside the node and write nothing', async () => {
  const files = (): string[] => readdirSync(data).sort();
  const before = files();
  const traced = await json<{ nodes: number; gaps: unknown[]; originCount: number }>([
    'trace',
    lot,
    '--data',
    data,
  ]);
  assert.deepEqual([traced.code, traced.value.nodes > 1000, traced.value.gaps], [0, true, []]);
  const checked = await json<{ ok: boolean }>(['log', 'check', '--data', data]);
  assert.deepEqual([checked.code, checked.value.ok], [0, true], checked.out);
  assert.equal((await selvedge(['log', 'head', '--data', data])).code, 0);
  assert.equal((await selvedge(['apikey', 'list', '--data', data])).code, 0);
  const listed = await json<{
    eventsLoaded: number;
    lots: { id: string }[];
    items: unknown[];
    units: unknown[];
    products: unknown[];
  }>(['demo', '--data', data]);
  assert.deepEqual([listed.code, listed.value.eventsLoaded], [0, 0]);
  assert.ok(
    listed.value.lots.length > 3_000 &&
      listed.value.items.length > 100 &&
      listed.value.units.length > 100 &&
      listed.value.products.length > 10,
  );
  assert.equal((await selvedge(['trace', listed.value.lots.at(-1)?.id ?? '', '--data', data])).code, 0);
  assert.deepEqual(files(), before);
});

test('evidence beside the node is of the checkpoint that the node has published, and moves no guard', async () => {
  const guard = `${data}/published-checkpoint`;
  const before = readFileSync(guard, 'utf8');
  const made = await json<{ log: { key: string; size: number } }>([
    'evidence',
    lot,
    '-o',
    folder.file('lot.evidence'),
    '--data',
    data,
  ]);
  assert.equal(made.code, 0, made.err);
  const evidence = JSON.parse(readFileSync(folder.file('lot.evidence'), 'utf8')) as { checkpoint: string };
  assert.ok([before, readFileSync(guard, 'utf8')].includes(evidence.checkpoint));
  const verified = await selvedge(['verify', folder.file('lot.evidence'), '--key', made.value.log.key]);
  assert.deepEqual([verified.code, verified.out.startsWith('VERIFIED')], [0, true]);
});

test('writing commands say who is writing, with exit code 2', async () => {
  for (const args of [
    ['party', 'add', 'Nobody'],
    ['rebuild'],
    ['erase', '1', '/name', '--reason', 'none'],
    ['serve', '--port', '0'],
  ]) {
    const ran = await selvedge([...args, '--data', data]);
    assert.deepEqual(
      [ran.code, /is in use by process \d+: stop it first/.test(ran.err)],
      [2, true],
      args.join(' '),
    );
  }
});

test('an API key is made and revoked beside the serving node, and counts at once', async () => {
  const made = await json<{ id: string; key: string }>(['apikey', 'add', '--role', 'reader', '--data', data]);
  const asked = async (): Promise<number> =>
    (await fetch(`${node.url}/parties`, { headers: { authorization: `Bearer ${made.value.key}` } })).status;
  assert.deepEqual([made.code, await asked()], [0, 200], made.err);
  const revoked = await selvedge(['apikey', 'revoke', made.value.id, '--data', data]);
  assert.deepEqual([revoked.code, await asked()], [0, 401], revoked.err);
});

test('a port that is taken is said, with exit code 2', async () => {
  const taken = await selvedge(['serve', '--port', new URL(node.url).port, '--data', folder.file('late')]);
  assert.deepEqual(
    [taken.code, /is in use by another program.*--port/.test(taken.err)],
    [2, true],
    taken.err,
  );
});

test('it stops gently, starts again within 3 s, and has what it had', async (t) => {
  const stopped = await node.stop();
  assert.deepEqual([stopped.code, existsSync(`${data}/writer.pid`)], [0, false], stopped.err);
  const size = (node.said['log'] as { size: number }).size;
  node = await serving(['start', '--data', data]);
  t.diagnostic(`ready after ${Math.round(node.readyMs)} ms`);
  assert.equal(
    (node.said['log'] as { size: number }).size,
    size + 2,
    'one party was added: its key and its record',
  );
});

test('`serve` begins an empty log, and `start` leaves somebody’s own log alone', async () => {
  const own = folder.file('own');
  const first = await serving(['serve', '--data', own, '--origin', 'log.example.org/2026']);
  assert.deepEqual(first.said['log'], {
    ...(first.said['log'] as object),
    origin: 'log.example.org/2026',
    size: 2,
  });
  await first.stop();
  assert.equal((await selvedge(['party', 'add', 'Somebody', '--data', own])).code, 0);
  const second = await serving(['start', '--data', own]);
  assert.deepEqual([second.said.showcase, (second.said['log'] as { size: number }).size], [[], 4]);
  await second.stop();
});

test('`serve --public none` shows nothing to whoever has no key', async () => {
  const shut = await serving(['serve', '--data', folder.file('shut'), '--public', 'none']);
  const asked = async (path: string): Promise<number> => (await fetch(`${shut.url}${path}`)).status;
  const paths = [
    '/',
    '/01/09520161000011',
    `/lots/${encodeURIComponent('urn:example:lot')}`,
    '/log/checkpoint',
  ];
  assert.deepEqual(await Promise.all(paths.map(asked)), [404, 404, 401, 200]);
  await shut.stop();
});

test('a first start that is killed while it loads is finished by the next', async () => {
  const cut = folder.file('cut');
  await killedWhileLoading(['start'], cut);
  const again = await serving(['start', '--data', cut]);
  assert.equal(
    (again.said['log'] as { size: number }).size,
    (node.said['log'] as { size: number }).size - 2,
    'as a load that was not cut off',
  );
  await again.stop();
  const checked = await json<{ ok: boolean }>(['log', 'check', '--data', cut]);
  assert.deepEqual([checked.code, checked.value.ok], [0, true], checked.out);
});
